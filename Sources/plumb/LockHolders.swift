import Execution
import ObjectModel
import PostgresClient
import PostgresVocabulary
import Reporting

/// Says who kept a step from its lock.
struct LockHolders {
  let settings: ConnectionSettings

  /// Runs something; when it fails for want of a lock, the failure names the sessions that hold
  /// locks on the same relation a moment later.
  func explaining<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let failure as ExecutionFailure {
      guard case .step(let failed) = failure.cause,
        failed.serverError?.sqlState == .lockNotAvailable,
        let holders = try? await holders(of: failed.step.subject.root), !holders.isEmpty
      else { throw failure }
      var report = ErrorReport(failure)
      report.why += holders
      throw report
    }
  }

  private func holders(of subject: ObjectID) async throws -> [String] {
    let name = subject.names.map { SQL.identifier($0) }.joined(separator: ".")
    let connection = try await Connection.open(settings)
    let rows = try? await connection.query(
      """
      SELECT a.pid, a.usename, a.application_name, a.state,
        pg_catalog.to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS TZ') AS since
      FROM pg_catalog.pg_locks AS l JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
      WHERE l.relation = pg_catalog.to_regclass(\(literal: name))
        AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
      GROUP BY 1, 2, 3, 4, a.xact_start ORDER BY a.xact_start, a.pid LIMIT 3
      """
    )
    await connection.close()
    return try (rows ?? []).map { row in
      var text = "process \(try row.requiredText("pid")) holds a lock there"
      if let program = try row.text("application_name"), !program.isEmpty {
        text += " (\(program))"
      }
      if let role = try row.text("usename") { text += " as \(role)" }
      if let state = try row.text("state") { text += ", \(state)" }
      if let since = try row.text("since") { text += ", in a transaction since \(since)" }
      return text
    }
  }
}

extension SQL {
  /// A name as SQL writes it.
  fileprivate static func identifier(_ name: String) -> String {
    let sql: SQL = "\(identifier: name)"
    return sql.text
  }
}
