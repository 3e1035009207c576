/// What a plan's application came to.
public struct ExecutionResult: Hashable, Sendable {
  /// How many steps were run.
  public let steps: Int
  /// How many stages were completed.
  public let stages: Int
  /// How long it took, waiting included.
  public let duration: Duration
  /// How often a stage had to be tried again because of a lock.
  public let retries: Int
  /// The row of the history that tells of it; nil when none was written.
  public let historyID: Int?
  /// The summary of the fingerprint of the state reached.
  public let fingerprint: String
  /// Whether the answer to the last commit was lost and the commit was found done afterwards.
  public let wasInDoubt: Bool

  /// Describes a success.
  public init(
    steps: Int,
    stages: Int,
    duration: Duration,
    retries: Int,
    historyID: Int?,
    fingerprint: String,
    wasInDoubt: Bool
  ) {
    self.steps = steps
    self.stages = stages
    self.duration = duration
    self.retries = retries
    self.historyID = historyID
    self.fingerprint = fingerprint
    self.wasInDoubt = wasInDoubt
  }
}
