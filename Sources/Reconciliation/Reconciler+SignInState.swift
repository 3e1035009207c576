public import ObjectModel
public import PostgresClient
import PostgresVocabulary

extension Reconciler {
  /// The tables of the auth service whose rows are sign-in settings, and what a row is.
  private static let signInTables = [
    ("sso_providers", "single sign-on provider"),
    ("custom_oauth_providers", "custom OAuth provider"),
    ("oauth_clients", "OAuth client"),
  ]

  /// Counts what the auth service keeps in tables and no manifest declares.
  ///
  /// Their rows are its own: it fetches what they refer to, checks, encrypts and caches them, so
  /// that nothing but its administrators' API may change them.
  ///
  /// - Parameter settings: the service's database.
  /// - Returns: a count for each table that has rows; tables that the role may not read say so.
  /// - Throws: `ConnectionError`, `ServerError`.
  public func signInState(of settings: ConnectionSettings) async throws -> [NotManaged] {
    let connection = try await Connection.open(settings)
    do {
      var found: [NotManaged] = []
      for (table, what) in Self.signInTables {
        if let counted = try await Self.count(table, what, on: connection) { found.append(counted) }
      }
      await connection.close()
      return found
    } catch {
      await connection.close()
      throw error
    }
  }

  private static func count(
    _ table: String,
    _ what: String,
    on connection: Connection
  ) async throws -> NotManaged? {
    let name = "auth.\(table)"
    let rows = try await connection.query(
      """
      SELECT pg_catalog.has_table_privilege(c.oid, 'SELECT'),
        EXISTS (SELECT FROM pg_catalog.pg_attribute AS a
          WHERE a.attrelid = c.oid AND a.attname = 'deleted_at' AND NOT a.attisdropped)
      FROM pg_catalog.pg_class AS c
      WHERE c.oid = pg_catalog.to_regclass(\(literal: name))
        AND pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE')
      """
    )
    guard let row = rows.first else { return nil }
    guard try row.bool(0) else {
      return NotManaged(what: "table \(name) that this role may not read", count: 1)
    }
    let isThere: SQL = try row.bool(1) ? " WHERE t.deleted_at IS NULL" : ""
    let counts = try await connection.query(
      """
      SELECT pg_catalog.count(*) FROM \(identifier: "auth").\(identifier: table) AS t\(isThere)
      """
    )
    let count = try counts.first?.int(0) ?? 0
    return count == 0 ? nil : NotManaged(what: "\(what) in \(name)", count: count)
  }
}
