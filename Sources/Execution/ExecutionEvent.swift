public import ObjectModel

/// What happens while a plan is applied, for people who watch.
public enum ExecutionEvent: Hashable, Sendable {
  /// Another session applies a plan to this database; its end is waited for.
  case waitingForOther(LockHolder?)
  /// The live state is read and compared with the plan's.
  case verifying
  /// A stage begins.
  case stageStarted(stage: Int, of: Int)
  /// A step begins; steps are counted through the whole plan, from 0.
  case stepStarted(step: Int, of: Int, Step)
  /// A step has ended.
  case stepFinished(step: Int, of: Int, took: Duration)
  /// A lock was not to be had; the stage is rolled back and tried again after a pause.
  case retrying(stage: Int, attempt: Int, pause: Duration)
  /// The result is compared with the desired state.
  case proving
  /// A stage is committed.
  case committed(stage: Int, of: Int)
  /// A stage is rolled back.
  case rolledBack(stage: Int)
  /// The answer to a commit was lost; a new connection finds out what became of it.
  case resolvingDoubt(stage: Int)
}

extension ExecutionEvent {
  /// Whether people should learn of it even where progress is not shown: the run waits for others.
  public var tellsOfWaiting: Bool {
    switch self {
    case .waitingForOther, .retrying, .resolvingDoubt: true
    default: false
    }
  }
}

/// A session that applies a plan to the same database.
public struct LockHolder: Hashable, Sendable {
  /// Its process, as in `pg_stat_activity.pid`.
  public let pid: Int
  /// Its application name.
  public let applicationName: String
  /// Its role; nil when the applying role may not see it.
  public let role: String?
  /// Since when it is connected, as the server writes it; nil when that may not be seen.
  public let since: String?

  /// Describes a session.
  public init(pid: Int, applicationName: String, role: String?, since: String?) {
    self.pid = pid
    self.applicationName = applicationName
    self.role = role
    self.since = since
  }
}
