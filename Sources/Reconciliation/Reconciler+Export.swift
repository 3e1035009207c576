public import Introspection
public import ObjectModel
import PostgresVocabulary

extension Reconciler {
  /// The objects of a database that an export writes: all of its own, and of what the whole server
  /// shares the roles that these name, apart from those that every server has.
  public func exportable(_ database: LiveDatabase) -> Catalog {
    let catalog = database.catalog
    let shared = Set(registry.kinds.filter { $0.traits.isClusterWide }.map { $0.kind })
    let own = catalog.filter {
      !shared.contains($0.root.kind) && !ManagedScope.isOwn($0) && !ManagedScope.isTracking($0)
    }
    var wanted: Set<ObjectID> = []
    var queue = own.objects.values.flatMap(\.references)
    while let id = queue.popLast() {
      guard shared.contains(id.kind), catalog[id] != nil, !isBuiltIn(id, database),
        wanted.insert(id).inserted
      else { continue }
      queue += catalog.descendants(of: id).compactMap { catalog[$0] }.flatMap(\.references)
    }
    return catalog.filter { id in
      own[id] != nil || wanted.contains(id.root)
    }
  }

  /// Whether every server has the object: its OID is below `FirstNormalObjectId`.
  private func isBuiltIn(_ id: ObjectID, _ database: LiveDatabase) -> Bool {
    database.identities.contains { $0.value == id && $0.key.objectID < 16384 }
  }
}
