import PostgresClient
import PostgresVocabulary

/// A database made on somebody's server for the time of one comparison.
///
/// Its name carries the time of its making, so that what a crashed run left behind is found by a
/// later one and dropped.
struct TemporaryDatabase: Sendable {
  let name: String
  private let settings: ConnectionSettings

  private static let prefix = "plumb_scratch_"
  /// The age in seconds from which an unused database counts as left behind.
  private static let orphanAge = 3600

  /// Makes a database, and drops those that crashed runs have left.
  ///
  /// - Throws: `ServerError` when the role may not make databases.
  static func create(on settings: ConnectionSettings) async throws -> Self {
    let connection = try await Connection.open(settings)
    await dropOrphans(connection)
    let clock = try await connection.query(
      "SELECT pg_catalog.floor(extract(epoch FROM pg_catalog.now()))::bigint"
    )
    let time = try clock.first?.int(0) ?? 0
    let name = "\(prefix)\(time)_\(UInt32.random(in: 0...UInt32.max))"
    do {
      try await connection.execute(
        "CREATE DATABASE \(identifier: name) TEMPLATE template0 ENCODING 'UTF8'"
      )
    } catch {
      guard error.sqlState == .insufficientPrivilege else { throw error }
      let role = try? await connection.query("SELECT current_user").first?.text(0)
      await connection.close()
      var refusal = error
      refusal.hint = hint(for: role ?? "…")
      throw refusal
    }
    await connection.close()
    return Self(name: name, settings: settings)
  }

  /// What to do when the role may not make databases.
  private static func hint(for role: String) -> String {
    let grant: SQL = "ALTER ROLE \(identifier: role) CREATEDB"
    return "Let a superuser say \(grant.text), or let plumb.yaml name another place to try "
      + "manifests in: \"scratch: embedded\" takes a server of the same version on this machine, "
      + "\"scratch: postgres://…\" a database given for this."
  }

  /// Drops the database; what cannot be dropped now is an orphan for a later run.
  func drop() async {
    guard let connection = try? await Connection.open(settings) else { return }
    try? await connection.cleanUp("DROP DATABASE IF EXISTS \(identifier: name)")
    await connection.close()
  }

  private static func dropOrphans(_ connection: Connection) async {
    let query: SQL = """
      SELECT d.datname FROM pg_catalog.pg_database d
      WHERE d.datname ~ '^plumb_scratch_[0-9]+_[0-9]+$'
        AND pg_catalog.split_part(d.datname::text, '_', 3)::bigint
          < extract(epoch FROM pg_catalog.now()) - \(number: orphanAge)
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)
      """
    guard let rows = try? await connection.query(query) else { return }
    for row in rows {
      guard let name = try? row.requiredText(0) else { continue }
      try? await connection.cleanUp("DROP DATABASE IF EXISTS \(identifier: name)")
    }
  }
}
