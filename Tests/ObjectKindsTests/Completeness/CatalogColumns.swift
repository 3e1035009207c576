import EmbeddedPostgres
import ObjectModel
import PostgresClient
import PostgresVocabulary

/// The columns of the system catalogs of one server, as the server itself lists them.
struct CatalogColumns {
  let version: ServerVersion

  /// A superuser's reading of a database that may hold everything.
  var context: CatalogQueryContext { CatalogQueryContext(version: version, isSuperuser: true) }
  /// The columns by catalog.
  let columns: [String: [String]]

  /// Reads them from `pg_attribute`; every catalog has `oid`, which identifies and says nothing.
  init(of binaries: ServerBinaries) async throws {
    let server = try await EphemeralServer.start(binaries)
    let connection = try await Connection.open(try ConnectionSettings(server.connectionString))
    version = connection.serverVersion
    var columns: [String: [String]] = [:]
    for row in try await connection.query(
      """
      SELECT c.relname, a.attname
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r'
        AND a.attname <> 'oid'
      ORDER BY c.relname, a.attnum
      """
    ) {
      columns[try row.requiredText(0), default: []].append(try row.requiredText(1))
    }
    self.columns = columns
    await connection.close()
    try await server.stop()
  }

  /// The columns that a query names.
  ///
  /// Names of columns begin with letters of their own in each catalog, so the word alone tells.
  func read(by query: SQL) -> Set<String> {
    let words = Set(
      query.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    )
    return Set(
      columns.filter { words.contains($0.key) || Self.isReadWithout($0.key) }
        .flatMap { catalog, names in
          names.filter(words.contains).map { "\(catalog).\($0)" }
        }
    )
  }

  /// Some catalogs are read through a view that hides what is secret in them.
  private static func isReadWithout(_ catalog: String) -> Bool {
    ["pg_authid", "pg_user_mapping", "pg_subscription"].contains(catalog)
  }
}
