import FoundationEssentials
import Introspection
import ObjectModel
import Planning
import PostgresVocabulary

/// Keeps on disk what a server has made of declared objects, so that it has to be asked once.
///
/// An entry is found by the digest of everything that the server was given: the statements in their
/// order, its version, the path. What cannot be kept without loss is not kept, and a damaged entry
/// is none.
struct RealisedCache {
  let registry: KindRegistry
  let environment: [String: String]

  /// How many entries are kept; the oldest go first.
  private static let capacity = 64

  /// What an entry is found by.
  struct Key {
    let digest: String

    init(units: [ScratchUnit], version: ServerVersion, searchPath: [String]) {
      digest = Fingerprint.digest(
        of: .list(
          [.text("1"), .integer(version.number), .list(searchPath.map(FieldValue.text))]
            + units.flatMap { $0.statements.map { .text($0.text) } }
        )
      )
    }
  }

  // MARK: Reading and writing

  /// What is kept under a key.
  func outcome(for key: Key, _ version: ServerVersion) -> ScratchBuild.Outcome? {
    guard let path = path(of: key), let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data)
    else { return nil }
    return entry.outcome(registry, version)
  }

  /// Keeps what a server made of units; a failure to do so costs time later and nothing else.
  func store(_ outcome: ScratchBuild.Outcome, _ units: [ScratchUnit], for key: Key) {
    guard let path = path(of: key), let entry = Entry(outcome, registry),
      let data = try? JSONEncoder().encode(entry)
    else { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    removeOldest(in: folder)
  }

  private func path(of key: Key) -> String? {
    let home = environment["XDG_CACHE_HOME"] ?? environment["HOME"].map { "\($0)/.cache" }
    guard let folder = environment["PLUMB_CACHE_DIR"] ?? home.map({ "\($0)/plumb" }) else {
      return nil
    }
    return "\(folder)/realised/\(key.digest).json"
  }

  private func removeOldest(in folder: String) {
    let files = FileManager.default
    guard let names = try? files.contentsOfDirectory(atPath: folder), names.count > Self.capacity
    else { return }
    let dated = names.map { name in
      let attributes = try? files.attributesOfItem(atPath: "\(folder)/\(name)")
      return (name, (attributes?[.modificationDate] as? Date) ?? Date.distantPast)
    }
    for (name, _) in dated.sorted(by: { $0.1 < $1.1 }).prefix(names.count - Self.capacity) {
      try? files.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}

// MARK: - Entries

extension RealisedCache {
  private struct Entry: Codable {
    let objects: [Object]
    let identities: [Identity]

    struct Object: Codable {
      let id: PlanObject
      let fields: PlanValue
      let dependsOn: [Edge]
    }

    struct Edge: Codable {
      let on: PlanObject
      let isAutomatic: Bool
    }

    struct Identity: Codable {
      let declared: PlanObject
      let spelled: PlanObject
    }

    /// Takes an outcome; nil when an object would not come back as it was.
    init?(_ outcome: ScratchBuild.Outcome, _ registry: KindRegistry) {
      let catalog = outcome.database.catalog
      var objects: [Object] = []
      for (id, object) in catalog.objects {
        let values = object.fieldValues
        guard let again = type(of: object).restored(id, from: values),
          again.changedFields(from: object).isEmpty
        else { return nil }
        objects.append(
          Object(
            id: PlanObject(id),
            fields: PlanValue(.map(values)),
            dependsOn: (catalog.dependencies[id] ?? []).map {
              Edge(on: PlanObject($0.on), isAutomatic: $0.isAutomatic)
            }
          )
        )
      }
      self.objects = objects
      identities = outcome.identities.map {
        Identity(declared: PlanObject($0.key), spelled: PlanObject($0.value))
      }
    }

    /// The outcome; nil when an object cannot be made again.
    func outcome(
      _ registry: KindRegistry,
      _ version: ServerVersion
    ) -> ScratchBuild.Outcome? {
      var catalog = Catalog()
      for object in objects {
        let id = object.id.id
        guard case .map(let values) = object.fields.value,
          registry.position(of: id.kind) < registry.kinds.count,
          let restored = registry.kind(id.kind).restored(id, from: values)
        else { return nil }
        catalog.insert(restored)
        catalog.setDependencies(
          of: id,
          object.dependsOn.map { .init(on: $0.on.id, isAutomatic: $0.isAutomatic) }
        )
      }
      let database = LiveDatabase(
        version: version,
        name: "",
        role: "",
        catalog: catalog,
        identities: [:],
        unknown: []
      )
      return ScratchBuild.Outcome(
        database: database,
        identities: Dictionary(
          identities.map { ($0.declared.id, $0.spelled.id) },
          uniquingKeysWith: { $1 }
        ),
        failures: []
      )
    }
  }
}
