/// Decides what an executor does next: events go in, actions come out, and nothing else happens.
///
/// Every action is answered by exactly one event. Whatever happens, the machine ends in `finish`,
/// and no transaction is left open on the way.
struct ExecutionStateMachine {
  /// What the machine needs to know of a stage.
  struct Stage: Equatable {
    let isTransaction: Bool
    let isExternal: Bool
    let stepCount: Int
    /// Whether the stage is proved although others follow it.
    var isProved = false
  }

  /// What the driver is to do.
  enum Action: Equatable {
    case prepareSession
    case takeLock
    case checkPrivileges
    case begin(stage: Int)
    case verify
    case checkPreconditions
    case run(stage: Int, step: Int)
    case prove
    /// Writes the row of the history; into the open transaction when there is one.
    case record(stagesDone: Int, isFinal: Bool)
    case commit(stage: Int)
    case rollBack(stage: Int)
    case pause(stage: Int, attempt: Int)
    case resolveDoubt(stage: Int)
    case recordFailure
    case releaseLock
    case finish
  }

  /// What became of an action.
  enum Event {
    case succeeded
    case failed(ExecutionFailure.Cause, Recovery)
    /// Whether a commit in doubt took place; nil when nobody knows.
    case resolved(Bool?)
  }

  /// What can be done about a failure.
  enum Recovery: Equatable {
    case none
    /// The transaction may succeed when it is tried again.
    case retry
    /// The session is over, and its transaction with it.
    case sessionOver
  }

  let stages: [Stage]
  let retryBudget: Int
  private(set) var failure: ExecutionFailure.Cause?
  private(set) var state = ExecutionFailure.DatabaseState.unchanged
  private(set) var retries = 0
  private(set) var wasInDoubt = false
  private var current = Action.prepareSession
  private var attempt = 0
  private(set) var stage = 0
  private var isRetrying = false

  init(stages: [Stage], retryBudget: Int) {
    self.stages = stages
    self.retryBudget = retryBudget
  }

  /// The first action.
  func start() -> Action { current }

  /// Takes the answer to the last action.
  ///
  /// - Returns: the next action.
  mutating func handle(_ event: Event) -> Action {
    current =
      switch event {
      case .succeeded: afterSuccess()
      case .failed(let cause, let recovery): afterFailure(cause, recovery)
      case .resolved(let isCommitted): afterDoubt(isCommitted)
      }
    return current
  }
}

// MARK: - Success

extension ExecutionStateMachine {
  private mutating func afterSuccess() -> Action {
    switch current {
    case .prepareSession: .takeLock
    case .takeLock: .checkPrivileges
    case .checkPrivileges: startStage()
    case .begin: stage == 0 ? .verify : firstStep()
    case .verify: .checkPreconditions
    case .checkPreconditions: firstStep()
    case .run(_, let step): afterStep(step)
    case .prove: afterProof()
    case .record: afterRecord()
    case .commit: afterCommit()
    case .rollBack: isRetrying ? .pause(stage: stage, attempt: attempt) : afterEnd()
    case .pause: startStage()
    case .recordFailure: .releaseLock
    case .releaseLock, .finish, .resolveDoubt: .finish
    }
  }

  private mutating func startStage() -> Action {
    isRetrying = false
    guard stage < stages.count else { return .releaseLock }
    if stages[stage].isTransaction { return .begin(stage: stage) }
    return stage == 0 ? .verify : firstStep()
  }

  private func firstStep() -> Action {
    .run(stage: stage, step: 0)
  }

  private var lastDatabaseStage: Int? { stages.lastIndex { !$0.isExternal } }
  private var isLastStage: Bool { stage == stages.count - 1 }

  private mutating func afterStep(_ step: Int) -> Action {
    let isLast = step + 1 == stages[stage].stepCount
    // What ran outside a transaction stays, whatever comes next.
    if !stages[stage].isTransaction {
      state =
        isLast
        ? .partial(stages: stage + 1, steps: 0, of: stages.count)
        : .partial(stages: stage, steps: step + 1, of: stages.count)
    }
    return isLast ? afterSteps() : .run(stage: stage, step: step + 1)
  }

  private mutating func afterSteps() -> Action {
    stage == lastDatabaseStage || stages[stage].isProved ? .prove : afterProof()
  }

  private mutating func afterProof() -> Action {
    if stages[stage].isTransaction || isLastStage || stages[stage].isProved {
      return .record(stagesDone: stage + 1, isFinal: isLastStage)
    }
    return nextStage()
  }

  private mutating func afterRecord() -> Action {
    if stages[stage].isTransaction { return .commit(stage: stage) }
    return isLastStage ? .releaseLock : nextStage()
  }

  private mutating func afterCommit() -> Action {
    markDone()
    return isLastStage ? .releaseLock : nextStage()
  }

  private mutating func markDone() {
    state = .partial(stages: stage + 1, steps: 0, of: stages.count)
  }

  private mutating func nextStage() -> Action {
    stage += 1
    attempt = 0
    return startStage()
  }

  private func afterEnd() -> Action {
    failure?.isWorthRecording == true ? .recordFailure : .releaseLock
  }
}

// MARK: - Failure

extension ExecutionStateMachine {
  private mutating func afterFailure(
    _ cause: ExecutionFailure.Cause,
    _ recovery: Recovery
  ) -> Action {
    switch current {
    case .prepareSession, .takeLock, .checkPrivileges:
      failure = cause
      return .releaseLock
    case .begin, .verify, .checkPreconditions, .run, .prove, .record:
      return failInStage(cause, recovery)
    case .commit(let stage):
      if recovery == .sessionOver { return doubt(cause, stage) }
      return failInStage(cause, recovery)
    case .rollBack:
      // A rollback fails only when the session is over, which rolls back as well.
      failure = failure ?? cause
      return afterEnd()
    case .pause:
      failure = cause
      return afterEnd()
    case .recordFailure: return .releaseLock
    case .releaseLock, .finish, .resolveDoubt: return .finish
    }
  }

  private mutating func failInStage(
    _ cause: ExecutionFailure.Cause,
    _ recovery: Recovery
  ) -> Action {
    guard stages[stage].isTransaction else {
      failure = cause
      return afterEnd()
    }
    if recovery == .retry, attempt < retryBudget {
      attempt += 1
      retries += 1
      isRetrying = true
      return .rollBack(stage: stage)
    }
    failure = cause
    return recovery == .sessionOver ? afterEnd() : .rollBack(stage: stage)
  }

  private mutating func doubt(_ cause: ExecutionFailure.Cause, _ stage: Int) -> Action {
    failure = cause
    wasInDoubt = true
    return .resolveDoubt(stage: stage)
  }

  private mutating func afterDoubt(_ isCommitted: Bool?) -> Action {
    switch isCommitted {
    case true?:
      markDone()
      if isLastStage {
        failure = nil
        return .releaseLock
      }
      return .recordFailure
    case false?: return .recordFailure
    case nil:
      state = .inDoubt(stage: stage, of: stages.count)
      return .releaseLock
    }
  }
}

extension ExecutionFailure.Cause {
  /// Whether the history should tell of it: something was tried, not merely refused.
  var isWorthRecording: Bool {
    switch self {
    case .lockHeld, .forbidden, .missingSecrets, .historyForbidden, .stale, .unmet: false
    case .step, .notProved, .commit, .connectionLost, .interrupted, .other: true
    }
  }
}
