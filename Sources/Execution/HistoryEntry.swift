public import PostgresClient
import PostgresVocabulary

/// One application of a plan, as the database's history tells of it.
public struct HistoryEntry: Sendable {
  /// The row's id.
  public let id: Int
  /// What the run was called; empty for no name.
  public let migrationName: String
  /// When it began, as ISO 8601 in UTC.
  public let appliedAt: String
  /// The role that logged in.
  public let appliedBy: String
  /// The environment's name, or the database's address.
  public let environment: String
  /// The statements, and what was done outside the database.
  public let statements: [String]
  /// The hazards that were accepted, as `name:object`.
  public let hazards: [String]
  /// The summary of the fingerprint before.
  public let fingerprintBefore: String
  /// The summary of the fingerprint after; nil unless the plan was applied to its end.
  public let fingerprintAfter: String?
  /// How long it took, in milliseconds.
  public let milliseconds: Int
  /// The manifests' git commit.
  public let gitCommit: String?
  /// `applied`, `partial` or `failed`.
  public let outcome: String
  /// What failed, without messages that could quote rows.
  public let error: String?
  /// How many stages are committed, of how many.
  public let stages: (done: Int, of: Int)
  /// The version of the tool.
  public let toolVersion: String

  /// Reads the history of a database, newest first; empty where there is none.
  ///
  /// - Parameters:
  ///   - connection: The database.
  ///   - limit: How many entries to read at most; nil for all.
  /// - Returns: The entries.
  /// - Throws: `ServerError`, when the role may not read the history for instance.
  public static func read(
    from connection: Connection,
    limit: Int? = nil
  ) async throws -> [HistoryEntry] {
    guard try await HistoryTable.exists(on: connection) else { return [] }
    let rows = try await connection.query(query, [limit.map(String.init)])
    return try rows.map(HistoryEntry.init(row:))
  }

  private static let query: SQL = """
    SELECT h.id, h.migration_name, h.applied_by, h.environment, h.statements, h.hazards,
      h.fingerprint_before, h.fingerprint_after, h.duration_ms, h.git_commit, h.outcome, h.error,
      h.stages_done, h.stages, h.tool_version,
      pg_catalog.to_char(h.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
    FROM plumb.migration_history AS h
    ORDER BY h.id DESC
    LIMIT $1::pg_catalog.int8
    """

  private init(row: Row) throws(RowError) {
    id = try row.int("id")
    migrationName = try row.requiredText("migration_name")
    appliedAt = try row.requiredText("at")
    appliedBy = try row.requiredText("applied_by")
    environment = try row.requiredText("environment")
    statements = try row.textArray("statements")
    hazards = try row.textArray("hazards")
    fingerprintBefore = try row.requiredText("fingerprint_before")
    fingerprintAfter = try row.text("fingerprint_after")
    milliseconds = try row.int("duration_ms")
    gitCommit = try row.text("git_commit")
    outcome = try row.requiredText("outcome")
    error = try row.text("error")
    stages = (try row.int("stages_done"), try row.int("stages"))
    toolVersion = try row.requiredText("tool_version")
  }
}
