public import Diagnostics
public import ObjectModel
public import PostgresVocabulary

/// Why a plan was not applied, and what state the database is in now.
public struct ExecutionFailure: Error, Sendable {
  /// What went wrong.
  public let cause: Cause
  /// What has become of the database.
  public let state: DatabaseState
  /// The row of the history that tells of it; nil when none was written.
  public let historyID: Int?

  /// Describes a failure.
  public init(cause: Cause, state: DatabaseState, historyID: Int? = nil) {
    self.cause = cause
    self.state = state
    self.historyID = historyID
  }

  /// What went wrong.
  public enum Cause: Sendable {
    /// Another session applies a plan to the same database.
    case lockHeld(LockHolder?)
    /// The applying role may not do what the plan takes, and maybe not write the history; why.
    case forbidden([ForbiddenStep], history: String?)
    /// Steps need secrets that are not to be had.
    case missingSecrets([ForbiddenStep])
    /// The applying role may not write the history; why.
    case historyForbidden(String)
    /// The database is not in the state that the plan was made for; these objects have moved.
    case stale([String])
    /// Rows of the database stand in the way.
    case unmet([UnmetPrecondition])
    /// A step failed.
    case step(FailedStep)
    /// The steps did not lead to the desired state; what would have been left.
    case notProved([String])
    /// The server refused the commit.
    case commit(ServerError)
    /// The connection was lost.
    case connectionLost(ServerError)
    /// The run was interrupted.
    case interrupted
    /// Something else failed: preparing the session, reading the catalogs, writing the history.
    case other(doing: String, any Error)
  }

  /// What has become of the database.
  public enum DatabaseState: Hashable, Sendable {
    /// Nothing was changed, or all changes were rolled back.
    case unchanged
    /// The first stages are done and stay, and so are some steps of the next one, which is no
    /// transaction; the rest is not.
    case partial(stages: Int, steps: Int, of: Int)
    /// Nobody knows whether the commit of a stage, counted from 0, took place.
    case inDoubt(stage: Int, of: Int)
  }
}

/// A step that the applying role may not run.
public struct ForbiddenStep: Hashable, Sendable {
  /// The step's index in the plan.
  public let step: Int
  /// The object that it is about.
  public let subject: ObjectID
  /// What it does to it.
  public let action: Step.Action
  /// What the role lacks.
  public let why: String
  /// Who can give the right, and by which statement.
  public let remedy: String?

  /// Says why a step is forbidden.
  public init(
    step: Int,
    subject: ObjectID,
    action: Step.Action,
    why: String,
    remedy: String? = nil
  ) {
    self.step = step
    self.subject = subject
    self.action = action
    self.why = why
    self.remedy = remedy
  }
}

/// A precondition that rows of the database do not meet.
public struct UnmetPrecondition: Hashable, Sendable {
  /// The step's index in the plan.
  public let step: Int
  /// The object that it is about.
  public let subject: ObjectID
  /// What must hold, what is wrong, and what to do.
  public let precondition: Precondition
  /// How many rows stand in the way.
  public let count: Int
  /// The place in the manifests that asks for the change.
  public let place: SourceRange?

  /// Describes what stands in the way.
  public init(
    step: Int,
    subject: ObjectID,
    precondition: Precondition,
    count: Int,
    place: SourceRange?
  ) {
    self.step = step
    self.subject = subject
    self.precondition = precondition
    self.count = count
    self.place = place
  }
}

/// A step that failed.
public struct FailedStep: Sendable {
  /// Its index in the plan.
  public let index: Int
  /// The step.
  public let step: Step
  /// Why it failed: a `ServerError` for a statement.
  public let error: any Error
  /// The place in the manifests that asks for the change.
  public let place: SourceRange?

  /// Describes a failure.
  public init(index: Int, step: Step, error: any Error, place: SourceRange?) {
    self.index = index
    self.step = step
    self.error = error
    self.place = place
  }

  /// What the server says, when the step is a statement.
  public var serverError: ServerError? { error as? ServerError }
}

/// An external step for whose system nobody answers.
public struct UnknownExternalSystem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system's name.
  public let name: String
  /// One line for people.
  public var description: String { "the external system \"\(name)\" is not set up" }
}
