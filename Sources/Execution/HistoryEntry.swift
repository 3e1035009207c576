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
  /// `applied`, `partial` when some of it was done and stays, or `failed` when nothing was.
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
    // A policy that hides rows would make a history with gaps; like this it is an error.
    try await connection.execute("SET row_security = off")
    let query: SQL = "\(columns) ORDER BY h.id DESC LIMIT $1::pg_catalog.int8"
    let rows = try await connection.query(query, [limit.map(String.init)])
    return try rows.map(HistoryEntry.init(row:))
  }

  /// One application with all that is recorded of it.
  public struct Details: Sendable {
    /// What the list of the history tells.
    public let entry: HistoryEntry
    /// The plan as `PlanFile` writes it.
    public let plan: String
    /// The managed part of the database afterwards, as `RecordedState` writes it; nil unless the
    /// plan was applied to its end by a version that records it.
    public let state: String?
  }

  /// Reads one entry of the history; nil where there is none of that id.
  ///
  /// - Throws: `ServerError`, when the role may not read the history for instance.
  public static func details(of id: Int, from connection: Connection) async throws -> Details? {
    guard try await HistoryTable.exists(on: connection) else { return nil }
    try await connection.execute("SET row_security = off")
    let found: SQL = "\(columns) WHERE h.id = \(number: id)"
    guard let row = try await connection.query(found).first else { return nil }
    let hasState = try await HistoryTable.hasState(on: connection)
    let state: SQL = hasState ? "h.state::text" : "NULL::text"
    let texts = try await connection.query(
      """
      SELECT h.plan::text AS plan, \(state) AS state
      FROM plumb.migration_history AS h WHERE h.id = \(number: id)
      """
    )
    return Details(
      entry: try HistoryEntry(row: row),
      plan: try texts.first?.text("plan") ?? "",
      state: try texts.first?.text("state")
    )
  }

  private static let columns: SQL = """
    SELECT h.id, h.migration_name, h.applied_by, h.environment, h.statements, h.hazards,
      h.fingerprint_before, h.fingerprint_after, h.duration_ms, h.git_commit, h.outcome, h.error,
      h.stages_done, h.stages, h.tool_version,
      pg_catalog.to_char(h.applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
    FROM plumb.migration_history AS h
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
