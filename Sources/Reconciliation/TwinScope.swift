public import ObjectModel

/// What counts when one database is made like another, beyond everything that both hold.
public struct TwinLimits: Sendable {
  /// Which objects may be changed; nil for all.
  public var isManaged: (@Sendable (ObjectID) -> Bool)?
  /// The objects that are to differ, with all that lives in them: they stay as they are.
  public var apart: Set<ObjectID> = []
  /// What lies outside the databases: as it is to be, and as it is.
  public var outside: (desired: [any ManagedObject], live: OutsideState)?

  /// What is declared of rows, which are read and compared too.
  public var contents: [any ContentObject] = []

  /// Makes limits that leave nothing out.
  public init() {}
}

/// Which objects count when one database is made like another: everything in the database, and of
/// what the whole server shares only what the model has.
struct TwinScope: Sendable {
  private let shared: Set<KindName>
  private let wanted: Set<ObjectID>
  private let limits: TwinLimits

  init(live: Catalog, desired: Catalog, registry: KindRegistry, limits: TwinLimits) {
    shared = Set(registry.kinds.filter { $0.traits.isClusterWide }.map { $0.kind })
    wanted = Set(desired.objects.keys.map(\.root))
    self.limits = limits
  }

  @Sendable func manages(_ id: ObjectID) -> Bool {
    if ManagedScope.isOwn(id) || isApart(id) { return false }
    if let isManaged = limits.isManaged, !isManaged(id) { return false }
    return !shared.contains(id.root.kind) || wanted.contains(id.root)
  }

  /// Counts what is left out of a database, by kind and schema.
  func notManaged(in catalog: Catalog) -> [NotManaged] {
    var counts: [String: Int] = [:]
    for id in catalog.objects.keys where !manages(id) && !ManagedScope.isOwn(id) {
      if limits.apart.contains(id) {
        counts["\(id.kind) declared to differ", default: 0] += 1
      } else if id.parent == nil {
        counts[id.schema.map { "\(id.kind) in schema \($0)" } ?? "\(id.kind)", default: 0] += 1
      }
    }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }

  private func isApart(_ id: ObjectID) -> Bool {
    if limits.apart.isEmpty { return false }
    return limits.apart.contains(id) || (id.parent.map(isApart) ?? false)
  }
}
