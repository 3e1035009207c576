import FoundationEssentials
public import ObjectModel

/// The managed part of a database as JSON, for the history: what can be compared with it later.
///
/// Of each object only the fields that count and that say something are written, so that a state
/// stays short; a server compresses it. What catalogs never show, such as passwords, is not in it.
public struct RecordedState: Codable, Sendable {
  /// The format that is written, and the only one that is read.
  static let formatVersion = 1

  private let formatVersion: Int
  private let objects: [Object]

  private struct Object: Codable {
    let id: PlanObject
    let fields: PlanValue
  }

  /// Takes a state.
  public init(_ catalog: Catalog) {
    formatVersion = Self.formatVersion
    objects = catalog.objects.values.sorted { $0.id < $1.id }.map { object in
      let usual = type(of: object).init(id: object.id).comparedValues
      let said = zip(object.comparedValues, usual).filter { $0 != $1 }.map(\.0)
      return Object(id: PlanObject(object.id), fields: PlanValue(.map(said)))
    }
  }

  /// Reads what `text` has written.
  ///
  /// - Throws: `RecordedStateError` when it is something else.
  public init(text: String) throws(RecordedStateError) {
    guard let state = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)),
      state.formatVersion == Self.formatVersion
    else { throw .notUnderstood }
    self = state
  }

  /// The state as JSON.
  ///
  /// - Throws: what the encoder says; nothing that a catalog can hold makes it fail.
  public func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The objects, without dependencies, and those that this version cannot make again.
  public func catalog(_ registry: KindRegistry) -> (known: Catalog, unknown: [ObjectID]) {
    var catalog = Catalog()
    var unknown: [ObjectID] = []
    for object in objects {
      let id = object.id.id
      guard registry.position(of: id.kind) < registry.kinds.count,
        case .map(let said) = object.fields.value,
        let restored = registry.kind(id.kind).restored(id, comparing: said)
      else {
        unknown.append(id)
        continue
      }
      catalog.insert(restored)
    }
    return (catalog, unknown)
  }
}

/// Why a recorded state cannot be read.
public enum RecordedStateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It does not have the form of a state, or of one that is known.
  case notUnderstood

  /// One line for people.
  public var description: String {
    switch self {
    case .notUnderstood: "the recorded state is not understood"
    }
  }
}
