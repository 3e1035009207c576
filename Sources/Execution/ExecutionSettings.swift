/// How a plan is applied: timeouts, patience, and what history says of the run.
public struct ExecutionSettings: Hashable, Sendable {
  /// How long a statement waits for a lock; zero waits for ever.
  public var lockTimeout: Duration = .seconds(4)
  /// How long a statement may run; zero means as long as it takes.
  public var statementTimeout: Duration = .zero
  /// How long a transaction may sit idle; zero means for ever.
  public var idleInTransactionTimeout: Duration = .seconds(60)
  /// Where names without a schema are looked for.
  ///
  /// The statements of a plan have none; routines that
  /// they run may.
  public var searchPath = ["public"]
  /// How often a stage that met a lock or a deadlock is tried again.
  public var lockRetries = 5
  /// The pause before the first retry; it doubles with each, up to `longestPause`.
  public var firstPause: Duration = .milliseconds(500)
  /// The longest pause between two tries.
  public var longestPause: Duration = .seconds(8)
  /// How long to wait for another apply to the same database to end.
  public var advisoryLockWait: Duration = .seconds(5)
  /// The session's name in `pg_stat_activity`.
  public var applicationName = "plumb"
  /// What the run is called in the history; empty for no name.
  public var migrationName = ""
  /// The version of the tool, for the history.
  public var toolVersion = ""
  /// Whether the run is recorded in the database's history.
  public var recordsHistory = true

  /// Makes the usual settings.
  public init() {}
}
