public import ManifestLoading
public import ObjectModel

/// Which objects of a database Plumb may change.
///
/// Inside managed schemas it is authoritative; what has no schema is managed when it is declared or
/// when its kind is to be pruned; what the platform owns is never touched.
public struct ManagedScope: Sendable {
  private let project: ProjectFile
  private let schemas: Set<String>
  private let declaredRoots: Set<ObjectID>
  private let registry: KindRegistry

  /// The schema that holds Plumb's own history.
  public static let ownSchema = "plumb"

  /// Works out the scope of a project.
  ///
  /// - Parameters:
  ///   - project: what `plumb.yaml` says.
  ///   - declared: what the manifests declare.
  ///   - registry: the kinds.
  public init(project: ProjectFile, declared: Catalog, registry: KindRegistry) {
    self.project = project
    self.registry = registry
    declaredRoots = Set(declared.objects.keys.map(\.root))
    let schemaKind = KindName("schema")
    let declaredSchemas = declaredRoots.compactMap { root in
      root.kind == schemaKind ? root.name : root.schema
    }
    switch project.managedSchemas {
    case .declared: schemas = Set(declaredSchemas)
    case .list(let names): schemas = Set(names).union(declaredSchemas)
    case .all: schemas = []
    }
  }

  /// Tells whether Plumb may change an object, or drop it when it is not declared.
  public func manages(_ id: ObjectID) -> Bool {
    let root = id.root
    if root.schema == Self.ownSchema || root.names == [Self.ownSchema] { return false }
    if project.platform.owns(id) { return false }
    if project.ignored.contains(where: { $0.matches(id) || $0.matches(root) }) { return false }
    if let schema = root.schema { return isManaged(schema: schema) }
    if declaredRoots.contains(root) { return true }
    if root.kind == KindName("schema") { return project.managedSchemas == .all }
    return project.prunedKinds.contains(root.kind)
  }

  private func isManaged(schema: String) -> Bool {
    project.managedSchemas == .all || schemas.contains(schema)
  }

  /// Counts what is left out, by kind and schema, for "not managed" in reports.
  public func notManaged(in catalog: Catalog) -> [NotManaged] {
    var counts: [String: Int] = [:]
    for id in catalog.objects.keys where id.parent == nil && !manages(id) {
      if id.root.schema == Self.ownSchema || id.names == [Self.ownSchema] { continue }
      let what = id.schema.map { "\(id.kind) in schema \($0)" } ?? "\(id.kind)"
      counts[what, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }
}
