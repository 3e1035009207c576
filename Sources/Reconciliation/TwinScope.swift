import ObjectModel

/// Which objects count when one database is made like another: everything in the database, and of
/// what the whole server shares only what the model has.
struct TwinScope: Sendable {
  private let shared: Set<KindName>
  private let wanted: Set<ObjectID>

  init(live: Catalog, desired: Catalog, registry: KindRegistry) {
    shared = Set(registry.kinds.filter { $0.traits.isClusterWide }.map { $0.kind })
    wanted = Set(desired.objects.keys.map(\.root))
  }

  @Sendable func manages(_ id: ObjectID) -> Bool {
    if ManagedScope.isOwn(id) { return false }
    return !shared.contains(id.root.kind) || wanted.contains(id.root)
  }
}
