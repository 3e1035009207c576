import ObjectModel
import PostgresVocabulary

extension ExecutionStateMachine.Action {
  /// What is done, as the end of "failed while …".
  var words: String {
    switch self {
    case .prepareSession: "preparing the session"
    case .takeLock: "taking the lock that keeps other applies away"
    case .checkPrivileges: "checking privileges"
    case .begin: "beginning the transaction"
    case .verify: "reading the live state"
    case .checkPreconditions: "checking the rows that the plan depends on"
    case .run: "running a step"
    case .prove: "reading the result"
    case .record, .recordFailure: "writing plumb.migration_history"
    case .commit: "committing"
    case .rollBack: "rolling back"
    case .pause: "waiting to try again"
    case .resolveDoubt: "finding out about the last commit"
    case .releaseLock, .finish: "ending"
    }
  }
}

extension ExecutionFailure.DatabaseState {
  /// How many stages are done for certain.
  var stagesDone: Int {
    switch self {
    case .unchanged: 0
    case .partial(let stages, _, _): stages
    case .inDoubt(let stage, _): stage
    }
  }

  /// Whether a part of the plan is done for certain, and stays.
  var leavesPart: Bool {
    switch self {
    case .unchanged: false
    case .partial: true
    case .inDoubt(let stage, _): stage > 0
    }
  }
}

extension ExecutionFailure.Cause {
  /// What the history says of a failure: no message of the server's, for it may quote rows.
  var historyText: String {
    switch self {
    case .lockHeld: "lock held"
    case .forbidden: "forbidden"
    case .missingSecrets: "missing secrets"
    case .historyForbidden: "history forbidden"
    case .stale: "stale"
    case .unmet: "unmet preconditions"
    case .step(let failed):
      "step \(failed.index + 1): \(failed.step.action.rawValue) \(failed.step.subject)"
        + (failed.serverError.map { ": SQLSTATE \($0.sqlState)" } ?? "")
    case .notProved(let left): "not proved: \(left.count) differences left"
    case .commit(let error): "commit: SQLSTATE \(error.sqlState)"
    case .connectionLost(let error): "connection lost: SQLSTATE \(error.sqlState)"
    case .interrupted: "interrupted"
    case .other(let doing, _): "failed while \(doing)"
    }
  }
}

/// Runs what must be done even when the task at hand has been cancelled.
enum Uncancelled {
  static func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await Task { try await body() }.value
  }
}
