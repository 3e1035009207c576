public import ObjectModel

/// An object's identity in the form in which it is saved.
public struct PlanObject: Codable, Sendable {
  let kind: String
  let names: [String]
  /// The object that it lives in: none or one.
  let within: [PlanObject]

  /// Takes an identity.
  public init(_ id: ObjectID) {
    kind = id.kind.text
    names = id.names
    within = id.parent.map { [PlanObject($0)] } ?? []
  }

  /// The identity.
  public var id: ObjectID {
    guard let parent = within.first else { return ObjectID(KindName(kind), names) }
    return ObjectID(KindName(kind), names, in: parent.id)
  }
}

/// A field that differs in the form in which it is saved.
struct PlanField: Codable {
  let name: String
  let old: PlanValue
  let new: PlanValue
  /// Why the change forces a replacement; null when it does not.
  let replaces: String?

  init(_ field: ChangedField) {
    name = field.name
    old = PlanValue(field.old)
    new = PlanValue(field.new)
    if case .replace(let reason) = field.change { replaces = reason } else { replaces = nil }
  }

  var field: ChangedField {
    ChangedField(
      name: name,
      old: old.value,
      new: new.value,
      change: replaces.map { .replace($0) } ?? .alter
    )
  }
}

/// A field's value in the form in which it is saved; a map keeps the order of its entries.
public struct PlanValue: Codable, Sendable {
  /// The value.
  public let value: FieldValue

  /// Takes a value.
  public init(_ value: FieldValue) {
    self.value = value
  }

  private struct Map: Codable {
    let map: [Entry]
  }

  private struct Entry: Codable {
    let key: String
    let value: PlanValue
  }

  /// Reads the value from JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .absent
    } else if let bool = try? container.decode(Bool.self) {
      value = .bool(bool)
    } else if let integer = try? container.decode(Int.self) {
      value = .integer(integer)
    } else if let text = try? container.decode(String.self) {
      value = .text(text)
    } else if let list = try? container.decode([PlanValue].self) {
      value = .list(list.map(\.value))
    } else {
      let map = try container.decode(Map.self)
      value = .map(map.map.map { .init($0.key, $0.value.value) })
    }
  }

  /// Writes the value as JSON.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .absent: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values.map(PlanValue.init))
    case .map(let entries):
      try container.encode(Map(map: entries.map { Entry(key: $0.key, value: .init($0.value)) }))
    }
  }
}
