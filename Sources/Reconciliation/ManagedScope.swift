public import ManifestLoading
import Migrations
public import ObjectModel
public import Planning

/// Which objects of a database Plumb may change.
///
/// Inside managed schemas it is authoritative; what has no schema is managed when it is declared or
/// when its kind is to be pruned; what the platform owns is never touched, and neither is Plumb's
/// own history.
public struct ManagedScope: Sendable {
  private let declared: DeclaredState
  private let schemas: Set<String>?
  /// What is to get a declared name and has another one until then.
  private let pending: Set<ObjectID>

  /// The schema that holds Plumb's own history.
  public static let ownSchema = "plumb"

  /// Works out the scope of what manifests declare, apart from renames that are to be done.
  public init(_ declared: DeclaredState) {
    self.init(declared, pending: [])
  }

  /// Works out the scope of what manifests declare in a database.
  ///
  /// - Parameters:
  ///   - declared: what the manifests say.
  ///   - database: all that it holds; what is to get another name is managed by the old one.
  public init(_ declared: DeclaredState, in database: Catalog) {
    guard declared.declared.values.contains(where: { $0.renamedFrom != nil }) else {
      self.init(declared)
      return
    }
    let present = Set(database.objects.keys.filter { $0.parent == nil }.map(\.withoutArguments))
    self.init(
      declared,
      pending: DeclaredRenames.pending(declared) { present.contains($0.withoutArguments) }
    )
  }

  /// Works out the scope of what manifests declare before a saved plan is carried out.
  public init(_ declared: DeclaredState, before plan: Plan) {
    let renamed = Set(plan.changes.filter { $0.action == .rename }.map(\.id.withoutArguments))
    self.init(
      declared,
      pending: DeclaredRenames.pending(declared) { !renamed.contains($0.withoutArguments) }
    )
  }

  private init(_ declared: DeclaredState, pending: Set<ObjectID>) {
    self.declared = declared
    self.pending = pending
    schemas = declared.managedSchemas
  }

  /// Tells whether Plumb may change an object, or drop it when it is not declared.
  @Sendable public func manages(_ id: ObjectID) -> Bool {
    if Self.isOwn(id) { return false }
    if declared.impliedSchemas.contains(id.root) { return id.parent == nil }
    if declared.catalog[id] != nil { return true }
    if Self.isTracking(id) { return false }
    let project = declared.project
    if project.platform.owns(id) { return false }
    if project.ignored.contains(where: { $0.matches(id) || $0.matches(id.root) }) { return false }
    if isPending(id.root) { return true }
    if let schema = project.platform.decidingSchema(of: id) {
      return schemas?.contains(schema) ?? true
    }
    let root = id.root
    if let schema = root.schema { return schemas?.contains(schema) ?? true }
    if declared.catalog[root] != nil { return true }
    if root.kind == .schema {
      return schemas == nil
    }
    if let schemas, root.schemasInName.contains(where: schemas.contains) { return true }
    return project.prunedKinds.contains(root.kind)
  }

  private func isPending(_ root: ObjectID) -> Bool {
    if pending.isEmpty { return false }
    if let schema = root.schema, pending.contains(ObjectID(.schema, [schema])) { return true }
    return pending.contains(root.withoutArguments)
  }

  /// Whether an object is part of Plumb's own history.
  static func isOwn(_ id: ObjectID) -> Bool {
    let root = id.root
    return root.schema == ownSchema || root == own
  }

  private static let own = ObjectID(.schema, [ownSchema])
  private static let tracking = ObjectID(.schema, [MigrationTable.schema])

  /// Whether an object belongs to the table that tracks migrations, which is no part of any state.
  static func isTracking(_ id: ObjectID) -> Bool {
    let root = id.root
    return root.schema == MigrationTable.schema || root == tracking
  }

  /// Counts what is left out, by kind and schema, for "not managed" in reports.
  public func notManaged(in catalog: Catalog) -> [NotManaged] {
    var counts: [String: Int] = [:]
    for id in catalog.objects.keys where id.parent == nil && !manages(id) {
      if Self.isOwn(id) || Self.isTracking(id) { continue }
      if let object = catalog[id], type(of: object).traits.isAlwaysThere { continue }
      let what = id.schema.map { "\(id.kind) in schema \($0)" } ?? "\(id.kind)"
      counts[what, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }
}
