public import Introspection
public import ManifestLoading
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
    let builtIn = builtIn(database)
    var wanted: Set<ObjectID> = []
    var queue = own.objects.values.flatMap(\.references)
    while let id = queue.popLast() {
      guard shared.contains(id.kind), catalog[id] != nil, !builtIn.contains(id),
        wanted.insert(id).inserted
      else { continue }
      queue += catalog.descendants(of: id).compactMap { catalog[$0] }.flatMap(\.references)
    }
    return catalog.filter { id in
      own[id] != nil || wanted.contains(id.root)
    }
  }

  /// The objects that bring a project's manifests up to date: what it manages, and of what lies in
  /// no schema that on which this depends; all, as long as it declares nothing.
  ///
  /// - Parameters:
  ///   - database: the database.
  ///   - declared: what the manifests declare.
  /// - Returns: the objects, and what is left out of those that a new project would have.
  public func exportable(
    _ database: LiveDatabase,
    updating declared: DeclaredState
  ) -> (catalog: Catalog, leftOut: [NotManaged]) {
    let all = exportable(database)
    if declared.catalog.objects.isEmpty { return (all, []) }
    let scope = ManagedScope(declared)
    let catalog = database.catalog
    let shared = Set(registry.kinds.filter { $0.traits.isClusterWide }.map { $0.kind })
    let builtIn = builtIn(database)
    let managed = catalog.filter { id in
      let isFromTheStart = shared.contains(id.root.kind) && builtIn.contains(id.root)
      return scope.manages(id) && !declared.impliedSchemas.contains(id.root) && !isFromTheStart
    }
    var roots = Set(managed.objects.keys.map(\.root))
    var queue = Array(managed.objects.keys)
    while let id = queue.popLast() {
      let uses = (catalog.dependencies[id] ?? []).map(\.on) + (catalog[id]?.references ?? [])
      for root in uses.map(\.root) where root.schema == nil && all[root] != nil {
        if declared.impliedSchemas.contains(root) || !roots.insert(root).inserted { continue }
        queue += [root] + catalog.descendants(of: root)
      }
    }
    let result = catalog.filter {
      managed[$0] != nil || (roots.contains($0.root) && all[$0] != nil)
    }
    let others = all.objects.keys.filter {
      $0.parent == nil && result[$0] == nil && !declared.impliedSchemas.contains($0)
        && !declared.project.platform.owns($0)
    }
    let leftOut = Dictionary(grouping: others) { id in
      id.schema.map { "\(id.kind) in schema \($0)" } ?? "\(id.kind)"
    }
    return (
      result,
      leftOut.map { NotManaged(what: $0, count: $1.count) }.sorted { $0.what < $1.what }
    )
  }

  /// What every server has from the start, such as some roles: its OID is below
  /// `FirstNormalObjectId`.
  private func builtIn(_ database: LiveDatabase) -> Set<ObjectID> {
    Set(database.identities.filter { $0.key.objectID < 16384 }.map(\.value))
  }
}
