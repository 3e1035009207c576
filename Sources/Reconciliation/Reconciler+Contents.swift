public import Introspection
public import ManifestLoading
public import ObjectModel
public import Planning
public import PostgresClient
import PostgresVocabulary

extension Reconciler {
  /// What is declared of rows, where it is now and where it was before renames.
  public static func contents(of declared: DeclaredState) -> [any ContentObject] {
    var result: [any ContentObject] = []
    let found = declared.catalog.objects.values.compactMap { $0.asContent }
    for object in found.sorted(by: { $0.id < $1.id }) {
      result.append(object)
      guard let parent = object.id.parent else { continue }
      var names: [String: String] = [:]
      for child in declared.catalog.children(of: parent) {
        if let former = declared.declared[child]?.renamedFrom { names[child.name] = former }
      }
      if !names.isEmpty { result.append(object.before(renames: parent, names)) }
      for former in formerNames(of: parent, in: declared) {
        result.append(object.before(renames: former, [:]))
        if !names.isEmpty { result.append(object.before(renames: former, names)) }
      }
    }
    return result
  }

  /// The names that an object may have before renames: its own, or that of its schema.
  private static func formerNames(
    of id: ObjectID,
    in declared: DeclaredState
  ) -> [ObjectID] {
    let own = declared.declared[id]?.renamedFrom.map { DeclaredRenames.old(id, $0) }
    let schema = (own ?? id).schema.map { ObjectID(.schema, [$0]) }
    let former = schema.flatMap { schema in
      declared.declared[schema]?.renamedFrom.map { (schema, ObjectID(.schema, [$0])) }
    }
    let moved = former.map { (own ?? id).following(schemas: [$0.0: $0.1]) }
    return [own, moved].compactMap(\.self)
  }

  /// A database with what it holds of declared rows.
  ///
  /// - Throws: `ConnectionError`, `ServerError`.
  func holding(
    _ contents: [any ContentObject],
    _ database: LiveDatabase,
    _ settings: ConnectionSettings
  ) async throws -> LiveDatabase {
    if contents.isEmpty { return database }
    let connection = try await Connection.open(settings)
    do {
      let result = try await connection.withReadOnlySnapshot {
        try await ContentReader().read(contents, in: database, within: $0)
      }
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }

  /// All rows of some objects of a database, as manifests say them.
  ///
  /// - Parameters:
  ///   - database: what the catalogs hold.
  ///   - settings: the database.
  ///   - isWanted: whether an object's rows are wanted.
  /// - Returns: the rows, and the wanted objects whose rows cannot be told apart.
  /// - Throws: `ConnectionError`, `ServerError`.
  public func rows(
    of database: LiveDatabase,
    in settings: ConnectionSettings,
    where isWanted: (ObjectID) -> Bool
  ) async throws -> (rows: [any ManagedObject], left: [ObjectID]) {
    let kinds = registry.kinds.compactMap { $0.asContentKind }
    var wanted: [any ContentObject] = []
    var left: [ObjectID] = []
    for id in database.catalog.objects.keys.sorted() where id.parent == nil && isWanted(id) {
      let found = kinds.compactMap { $0.whole(of: id, in: database.catalog) }
      if found.isEmpty { left.append(id) }
      wanted += found
    }
    let read = try await holding(wanted, database, settings).catalog
    return (wanted.compactMap { read[$0.id]?.asContent?.adopted }, left)
  }

  /// Whether a database is what a saved plan leads to already.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - settings: the database.
  ///   - isManaged: which objects count.
  /// - Returns: whether nothing is left to do.
  /// - Throws: `ConnectionError`, `ServerError`.
  public func isReached(
    _ plan: Plan,
    in settings: ConnectionSettings,
    isManaged: @Sendable (ObjectID) -> Bool
  ) async throws -> Bool {
    let catalogs = try await read(settings, connections: 1)
    let live = try await holding(restored(plan.contents), catalogs, settings)
    return plan.after.moved(in: live.catalog.filter(isManaged)).isEmpty
  }

  /// The objects that a plan says to read.
  func restored(_ contents: [Plan.Content]) -> [any ContentObject] {
    contents.compactMap { content in
      guard registry.position(of: content.id.kind) < registry.kinds.count else { return nil }
      return registry.kind(content.id.kind).restored(content.id, from: content.fields)?
        .asContent
    }
  }
}
