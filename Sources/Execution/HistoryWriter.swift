import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// Writes the row of `plumb.migration_history` that tells of one application of a plan.
struct HistoryWriter: Sendable {
  /// How an application ended, or where it stands.
  enum Outcome: Equatable {
    case applied
    /// Some stages are committed, others are to come.
    case partial
    /// Why it failed, and whether some of its stages or steps stay.
    case failed(String, leavesPart: Bool)
  }

  private let plan: Plan
  private let settings: ExecutionSettings
  /// Tells this run from all others, so that it can be found again on another connection.
  private let runID: String

  init(plan: Plan, settings: ExecutionSettings) {
    self.plan = plan
    self.settings = settings
    let parts = [UInt64.random(in: 0...UInt64.max), .random(in: 0...UInt64.max)]
    runID = parts.map { String($0, radix: 16) }.joined(separator: "-")
  }

  /// Makes the table before a plan's first statement, because an event trigger that the plan makes
  /// might refuse it; where one that is there refuses it, it is made after the last statement.
  func prepare(on connection: Connection) async throws {
    if try await HistoryTable.exists(on: connection) { return }
    try await connection.execute("SAVEPOINT plumb_history")
    do {
      try await HistoryTable.create(on: connection)
    } catch is ServerError {
      try await connection.execute("ROLLBACK TO SAVEPOINT plumb_history")
    }
    try await connection.execute("RELEASE SAVEPOINT plumb_history")
  }

  /// Writes or rewrites the run's row.
  ///
  /// - Returns: the row's id.
  func record(
    _ outcome: Outcome,
    stagesDone: Int,
    took duration: Duration,
    state: String? = nil,
    on connection: Connection
  ) async throws -> Int? {
    try await HistoryTable.create(on: connection)
    let rows = try await connection.query(
      statement(outcome, stagesDone: stagesDone, duration: duration)
    )
    let id = try rows.first?.int(0)
    if let id, let state, try await HistoryTable.hasState(on: connection) {
      try await connection.execute(
        """
        UPDATE plumb.migration_history SET state = \(literal: state) WHERE id = \(number: id)
        """
      )
    }
    return id
  }

  /// Whether the commit of a number of stages is recorded.
  func isRecorded(stagesDone: Int, on connection: Connection) async throws -> Bool {
    guard try await HistoryTable.exists(on: connection) else { return false }
    let rows = try await connection.query(
      """
      SELECT 1 FROM plumb.migration_history
      WHERE run_id = \(literal: runID) AND stages_done >= \(number: stagesDone)
      """
    )
    return !rows.isEmpty
  }

  /// The ids have no gaps, for only one run at a time writes them; a sequence would lose those of
  /// stages that were rolled back.
  private func statement(
    _ outcome: Outcome,
    stagesDone: Int,
    duration: Duration
  ) throws -> SQL {
    let statements = ArrayLiteral.text(of: plan.steps.map { $0.effect.summary })
    let hazards = ArrayLiteral.text(
      of: plan.hazards.map { "\($0.name.rawValue):\($0.subject.label)" }
    )
    let after = outcome == .applied ? plan.after.summary : nil
    let milliseconds = duration.milliseconds
    let planText = try PlanFile.text(of: plan, listsObjects: false)
    return """
      INSERT INTO plumb.migration_history (id, run_id, migration_name, applied_by, environment,
        statements, hazards, fingerprint_before, fingerprint_after, duration_ms, git_commit,
        outcome, error, stages_done, stages, plan, tool_version)
      OVERRIDING SYSTEM VALUE
      VALUES ((SELECT COALESCE(pg_catalog.max(h.id), 0) + 1 FROM plumb.migration_history AS h),
        \(literal: runID), \(literal: settings.migrationName), session_user,
        \(literal: plan.environment), \(literal: statements), \(literal: hazards),
        \(literal: plan.before.summary), \(literal: after), \(number: milliseconds),
        \(literal: plan.commit), \(literal: outcome.word), \(literal: outcome.error),
        \(number: stagesDone), \(number: plan.stages.count), \(literal: planText),
        \(literal: settings.toolVersion))
      ON CONFLICT (run_id) DO UPDATE SET outcome = excluded.outcome, error = excluded.error,
        stages_done = excluded.stages_done, duration_ms = excluded.duration_ms,
        fingerprint_after = excluded.fingerprint_after
      RETURNING id
      """
  }
}

extension HistoryWriter.Outcome {
  fileprivate var word: String {
    switch self {
    case .applied: "applied"
    case .partial, .failed(_, leavesPart: true): "partial"
    case .failed(_, leavesPart: false): "failed"
    }
  }

  fileprivate var error: String? {
    if case .failed(let text, _) = self { text } else { nil }
  }
}
