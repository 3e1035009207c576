public import ObjectModel
public import PostgresClient
import PostgresVocabulary

/// Reads what a database holds of objects that lie in rows.
public struct ContentReader: Sendable {
  private let isScratch: Bool

  /// Makes a reader of a database, or of a scratch database that keeps such objects apart.
  public init(isScratch: Bool = false) {
    self.isScratch = isScratch
  }

  /// Reads within the transaction that a connection has open.
  ///
  /// Values are printed the same way whatever the session's settings, and row level security hides
  /// none: the server refuses to read what it would have to hide.
  ///
  /// - Parameters:
  ///   - objects: what is declared.
  ///   - database: what the catalogs say.
  ///   - connection: the connection.
  /// - Returns: the database with the objects as it holds them.
  /// - Throws: `ServerError`, or `RowError` for a mistake in a query of ours.
  public func read(
    _ objects: [any ContentObject],
    in database: LiveDatabase,
    within connection: Connection
  ) async throws -> LiveDatabase {
    if objects.isEmpty { return database }
    var catalog = database.catalog
    var unseen: [NotManaged] = []
    try await connection.execute("SAVEPOINT plumb_content")
    do {
      try await connection.execute(Self.settings)
      for object in objects {
        if let found = try await content(of: object, in: database.catalog, connection) {
          catalog.insert(found)
        }
        if !isScratch, let item = try await left(object, database.catalog, connection) {
          unseen.append(item)
        }
      }
      try await connection.execute(Self.end)
    } catch {
      _ = try? await connection.execute(Self.end)
      throw error
    }
    return database.holding(catalog, unseen)
  }

  private static let settings: SQL = """
    SET LOCAL search_path = ''; SET LOCAL row_security = off; SET LOCAL timezone = 'UTC';
    SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'
    """
  private static let end: SQL =
    "ROLLBACK TO SAVEPOINT plumb_content; RELEASE SAVEPOINT plumb_content"

  private func content(
    of object: any ContentObject,
    in catalog: Catalog,
    _ connection: Connection
  ) async throws -> (any ContentObject)? {
    let scope: ContentScope = isScratch ? .scratch : .declared
    guard let query = object.contentQuery(in: catalog, scope) else { return nil }
    try await connection.execute("SAVEPOINT plumb_rows")
    do {
      let table = try await connection.table(query)
      try await connection.execute("RELEASE SAVEPOINT plumb_rows")
      return try object.content(table, in: catalog, scope)
    } catch let error as ServerError where scope == .declared && error.sqlState.isAboutValues {
      // A declared value is none of the type that the column still has: no row holds it.
      try await connection.execute(
        "ROLLBACK TO SAVEPOINT plumb_rows; RELEASE SAVEPOINT plumb_rows"
      )
      guard let all = object.contentQuery(in: catalog, .all) else { return nil }
      return try object.content(try await connection.table(all), in: catalog, .all)
    }
  }

  private func left(
    _ object: any ContentObject,
    _ catalog: Catalog,
    _ connection: Connection
  ) async throws -> NotManaged? {
    guard let (query, what) = object.unseenQuery(in: catalog) else { return nil }
    try await connection.execute("SAVEPOINT plumb_rows")
    do {
      let count = try await connection.query(query).first?.optionalInt(0) ?? 0
      try await connection.execute("RELEASE SAVEPOINT plumb_rows")
      return count == 0 ? nil : NotManaged(what: what, count: count)
    } catch let error as ServerError where error.sqlState.isAboutValues {
      try await connection.execute(
        "ROLLBACK TO SAVEPOINT plumb_rows; RELEASE SAVEPOINT plumb_rows"
      )
      return nil
    }
  }
}

extension SQLState {
  /// Class 22, data exceptions; 42883 where a value's type cannot be compared.
  fileprivate var isAboutValues: Bool { classCode == "22" || code == "42883" }
}

extension LiveDatabase {
  fileprivate func holding(_ catalog: Catalog, _ unseen: [NotManaged]) -> LiveDatabase {
    LiveDatabase(
      version: version,
      name: name,
      role: role,
      catalog: catalog,
      identities: identities,
      unknown: unknown + unseen
    )
  }
}
