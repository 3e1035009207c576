import PostgresClient
import PostgresVocabulary

/// The session in which plans are applied, and the advisory lock that keeps other applies away.
///
/// Manual: "Advisory Locks". The lock belongs to the session, so that it outlives the transactions
/// of a plan's stages and ends with the session at the latest.
enum SessionLock {
  /// The two keys: "plum" in ASCII, and 1 for applying.
  private static let keys: SQL = "1886156141, 1"

  static let release: SQL = "SELECT pg_catalog.pg_advisory_unlock(\(keys))"

  /// Sets what every statement of a plan relies on.
  ///
  /// `row_security` off makes a query fail that policies would filter, instead of miscounting.
  static func prepare(_ connection: Connection, _ settings: ExecutionSettings) async throws {
    let path: SQL =
      settings.searchPath.isEmpty ? "''" : "\(identifiers: settings.searchPath)"
    var script: SQL = """
      SET lock_timeout = \(number: settings.lockTimeout.milliseconds);
      SET statement_timeout = \(number: settings.statementTimeout.milliseconds);
      SET idle_in_transaction_session_timeout = \
      \(number: settings.idleInTransactionTimeout.milliseconds);
      SET search_path = \(path);
      SET check_function_bodies = off;
      SET row_security = off;
      SET client_min_messages = warning;
      SET application_name = \(literal: settings.applicationName);
      """
    if connection.serverVersion >= 17 { script += "SET transaction_timeout = 0;" }
    try await connection.execute(script)
  }

  /// Tries to take the lock.
  static func isTaken(by connection: Connection) async throws -> Bool {
    let rows = try await connection.query("SELECT pg_catalog.pg_try_advisory_lock(\(keys))")
    return try rows.first?.bool(0) ?? false
  }

  /// Takes the lock, or waits for it for a while.
  static func wait(on connection: Connection, atMost limit: Duration) async throws {
    let deadline = ContinuousClock.now + limit
    while try await isTaken(by: connection) == false {
      guard .now < deadline else { throw Refusal(cause: .lockHeld(nil)) }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Who holds the lock; nil when it has just become free.
  static func holder(seenBy connection: Connection) async throws -> LockHolder? {
    let rows = try await connection.query(
      """
      SELECT l.pid, a.application_name, a.usename, a.backend_start
      FROM pg_catalog.pg_locks AS l
      LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND (l.classid, l.objid) = (1886156141, 1)
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d
          WHERE d.datname = pg_catalog.current_database())
      """
    )
    return try rows.first.map { row in
      LockHolder(
        pid: try row.int("pid"),
        applicationName: try row.text("application_name") ?? "",
        role: try row.text("usename"),
        since: try row.text("backend_start")
      )
    }
  }
}

extension Duration {
  /// Whole milliseconds, at least 1 unless the duration is zero, which settings take for "never".
  var milliseconds: Int64 {
    let value = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    return self == .zero ? 0 : max(1, value)
  }
}
