import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// Carries out what the state machine decides for one application of one plan.
final class ExecutionRun {
  let plan: Plan
  let settings: ExecutionSettings
  let hooks: ExecutionHooks
  var connection: Connection
  private(set) var historyID: Int?
  private let original: Connection
  private let started = ContinuousClock.now
  private let history: HistoryWriter
  private let firstSteps: [Int]
  /// The steps before this one, counted over the whole plan, whose calls are carried out.
  private var calledBefore = 0

  init(
    _ plan: Plan,
    on connection: Connection,
    settings: ExecutionSettings,
    hooks: ExecutionHooks
  ) {
    self.plan = plan
    self.connection = connection
    original = connection
    self.settings = settings
    self.hooks = hooks
    history = HistoryWriter(plan: plan, settings: settings)
    var first = 0
    firstSteps = plan.stages.map { stage in
      defer { first += stage.steps.count }
      return first
    }
  }

  /// The time since the run began.
  var elapsed: Duration { .now - started }

  /// Closes a connection that was opened in the place of a lost one.
  func close() async {
    if connection !== original { await connection.close() }
  }

  /// Carries out one action; whatever goes wrong becomes an event.
  func perform(
    _ action: ExecutionStateMachine.Action,
    _ machine: ExecutionStateMachine
  ) async -> ExecutionStateMachine.Event {
    do {
      switch action {
      case .prepareSession: try await SessionLock.prepare(connection, settings)
      case .takeLock: try await takeLock()
      case .checkPrivileges: try await checkPrivileges()
      case .begin(let stage): try await begin(stage)
      case .verify: try await verify()
      case .checkPreconditions: try await checkPreconditions()
      case .run(let stage, let step): try await run(stage, step)
      case .prove: try await prove(machine.stage)
      case .record(let stages, let isFinal): try await record(stages, isFinal: isFinal)
      case .commit(let stage): try await commit(stage)
      case .rollBack(let stage): try await rollBack(stage)
      case .pause(let stage, let attempt): try await pause(stage, attempt)
      case .resolveDoubt(let stage): return .resolved(await resolveDoubt(stage))
      case .recordFailure: try await recordFailure(machine)
      case .releaseLock: try await connection.cleanUp(SessionLock.release)
      case .finish: break
      }
      return .succeeded
    } catch {
      return event(for: error, in: action)
    }
  }
}

/// A fact that forbids going on.
struct Refusal: Error {
  let cause: ExecutionFailure.Cause
}

// MARK: - Before the first statement

extension ExecutionRun {
  private func takeLock() async throws {
    let deadline = ContinuousClock.now + settings.advisoryLockWait
    var hasSaidSo = false
    while try await SessionLock.isTaken(by: connection) == false {
      let holder = try await SessionLock.holder(seenBy: connection)
      guard .now < deadline else { throw Refusal(cause: .lockHeld(holder)) }
      if !hasSaidSo { hooks.progress(.waitingForOther(holder)) }
      hasSaidSo = true
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  private func checkPrivileges() async throws {
    try await verifyOutside()
    let secrets = StatementSecrets(secret: hooks.secret)
    let missing = plan.steps.enumerated().flatMap { index, step in
      secrets.missing(in: step).map {
        ForbiddenStep(
          step: index,
          subject: step.subject,
          action: step.action,
          why: "needs \($0.text), which is not set"
        )
      }
    }
    if !missing.isEmpty { throw Refusal(cause: .missingSecrets(missing)) }
    let check = try await PrivilegeCheck(plan, connection, settings)
    let forbidden = try await check.forbidden()
    let history = try await check.historyObstacle()
    if !forbidden.isEmpty { throw Refusal(cause: .forbidden(forbidden, history: history)) }
    if let history { throw Refusal(cause: .historyForbidden(history)) }
  }

  /// Reads the state outside the database again, before any transaction waits for it.
  private func verifyOutside() async throws {
    guard let reading = hooks.readingOutside else { return }
    hooks.progress(.verifying)
    let moved = plan.outside.moved(to: try await reading())
    if !moved.isEmpty { throw Refusal(cause: .stale(moved)) }
  }

  private func begin(_ stage: Int) async throws {
    hooks.progress(.stageStarted(stage: stage, of: plan.stages.count))
    try await connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
  }

  /// Reads the state again, now that no other apply can change it.
  private func verify() async throws {
    hooks.progress(.verifying)
    let now = try await inTransaction { try await self.hooks.reading($0) }
    let moved = plan.before.moved(to: now)
    if !moved.isEmpty { throw Refusal(cause: .stale(moved)) }
  }

  private func checkPreconditions() async throws {
    let unmet = try await inTransaction { connection in
      var unmet: [UnmetPrecondition] = []
      for (index, step) in self.plan.steps.enumerated() {
        for precondition in step.preconditions {
          let count = try await PreconditionCheck.count(precondition, on: connection)
          guard count > 0 else { continue }
          unmet.append(
            UnmetPrecondition(
              step: index,
              subject: step.subject,
              precondition: precondition,
              count: count,
              place: self.hooks.place(step.subject)
            )
          )
        }
      }
      return unmet
    }
    if !unmet.isEmpty { throw Refusal(cause: .unmet(unmet)) }
  }

  /// Runs something in the open transaction, or in a read-only one where the stage has none.
  private func inTransaction<Value>(
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    if await connection.transactionStatus == .open { return try await body(connection) }
    return try await connection.transaction(begin: "BEGIN READ ONLY", body)
  }
}

// MARK: - Steps and proof

extension ExecutionRun {
  private func run(_ stage: Int, _ step: Int) async throws {
    if stage == 0, step == 0 { try await prepareHistory() }
    let first = firstSteps[stage]
    let count = plan.steps.count
    let steps = plan.stages[stage].steps[step...]
    hooks.progress(.stepStarted(step: first + step, of: count, steps[step]))
    let start = ContinuousClock.now
    do {
      switch steps[step].effect {
      case .statement(let statement): try await perform(statement, steps[step])
      case .external where first + step < calledBefore: break
      case .external(let call):
        calledBefore = first + step + (try await perform(call, leading: steps))
      }
    } catch {
      let failure = error as? ExternalCallError
      let failed = step + (failure?.call ?? 0)
      throw FailedStepError(
        step: FailedStep(
          index: first + failed,
          step: steps[failed],
          error: failure?.reason ?? error,
          place: hooks.place(steps[failed].subject)
        )
      )
    }
    hooks.progress(.stepFinished(step: first + step, of: count, took: .now - start))
  }

  private func prepareHistory() async throws {
    guard settings.recordsHistory, await connection.transactionStatus == .open else { return }
    try await history.prepare(on: connection)
  }

  /// Runs a statement.
  ///
  /// What builds an index concurrently waits for the transactions of others without making
  /// anybody wait for it, so that no limit is set to that.
  private func perform(_ statement: Statement, _ step: Step) async throws {
    let secrets = StatementSecrets(secret: hooks.secret)
    guard step.isolation == .alone, step.lock == .shareUpdateExclusive else {
      try await secrets.run(statement, on: connection)
      return
    }
    try await connection.execute("SET lock_timeout = 0")
    try await secrets.run(statement, on: connection)
    try await connection.execute(
      "SET lock_timeout = \(number: settings.lockTimeout.milliseconds)"
    )
  }

  /// Carries out a call together with those of the same system that follow it in its stage.
  ///
  /// - Returns: how many were carried out.
  private func perform(_ call: ExternalCall, leading steps: ArraySlice<Step>) async throws -> Int {
    guard let system = hooks.externalSystems.first(where: { $0.name == call.system }) else {
      throw UnknownExternalSystem(name: call.system)
    }
    var calls: [ExternalCall] = []
    for step in steps {
      guard case .external(let next) = step.effect, next.system == call.system else { break }
      calls.append(next)
    }
    try await system.perform(calls)
    return calls.count
  }

  private func prove(_ stage: Int) async throws {
    hooks.progress(.proving)
    let later = plan.stages.dropFirst(stage + 1).flatMap(\.steps)
    let isOver = later.allSatisfy { if case .external = $0.effect { true } else { false } }
    let left = try await inTransaction { connection in
      guard !isOver, let proof = self.hooks.stageProof else {
        return try await self.hooks.proof(connection)
      }
      return try await proof(connection, Set(later.map(\.subject)))
    }
    if !left.isEmpty { throw Refusal(cause: .notProved(left)) }
  }

  private func record(_ stagesDone: Int, isFinal: Bool) async throws {
    guard settings.recordsHistory else { return }
    historyID = try await history.record(
      isFinal ? .applied : .partial,
      stagesDone: stagesDone,
      took: elapsed,
      state: isFinal ? hooks.provedState() : nil,
      on: connection
    )
  }
}

struct FailedStepError: Error {
  let step: FailedStep
}

// MARK: - Ends

extension ExecutionRun {
  private func commit(_ stage: Int) async throws {
    // COMMIT of a failed transaction reports success and rolls back, hence the look beforehand.
    guard await connection.transactionStatus == .open else {
      throw ServerError(
        sqlState: .inFailedTransaction,
        message: "the transaction has failed and cannot commit",
        statement: "COMMIT"
      )
    }
    try Task.checkCancellation()
    // From here on an interruption comes too late: whether a commit was cut short cannot be told.
    try await connection.cleanUp("COMMIT")
    hooks.progress(.committed(stage: stage, of: plan.stages.count))
  }

  private func rollBack(_ stage: Int) async throws {
    try await connection.cleanUp("ROLLBACK")
    hooks.progress(.rolledBack(stage: stage))
  }

  private func pause(_ stage: Int, _ attempt: Int) async throws {
    let exponential = settings.firstPause * (1 << min(attempt - 1, 16))
    let pause = min(exponential, settings.longestPause) * Double.random(in: 0.75...1.25)
    hooks.progress(.retrying(stage: stage, attempt: attempt, pause: pause))
    try await Task.sleep(for: pause)
  }

  /// Finds out whether a commit whose answer was lost took place.
  ///
  /// The advisory lock is free as soon as the lost session has ended, one way or the other; then
  /// the row that the transaction wrote is there or not.
  private func resolveDoubt(_ stage: Int) async -> Bool? {
    hooks.progress(.resolvingDoubt(stage: stage))
    guard settings.recordsHistory else { return nil }
    let (hooks, settings, history) = (hooks, settings, history)
    let found = try? await Uncancelled.run { () -> (Connection, Bool) in
      let connection = try await hooks.reconnect()
      try await SessionLock.prepare(connection, settings)
      try await SessionLock.wait(on: connection, atMost: .seconds(30))
      return (connection, try await history.isRecorded(stagesDone: stage + 1, on: connection))
    }
    guard let (connection, isCommitted) = found else { return nil }
    self.connection = connection
    return isCommitted
  }

  private func recordFailure(_ machine: ExecutionStateMachine) async throws {
    guard settings.recordsHistory, let cause = machine.failure else { return }
    let (hooks, settings, history, took) = (hooks, settings, history, elapsed)
    let stages = machine.state.stagesDone
    let leavesPart = machine.state.leavesPart
    let known = connection
    let (used, id) = try await Uncancelled.run { () -> (Connection, Int?) in
      var connection = known
      if await !connection.isOpen {
        connection = try await hooks.reconnect()
        try await SessionLock.prepare(connection, settings)
      }
      let id = try? await connection.transaction {
        try await history.record(
          .failed(cause.historyText, leavesPart: leavesPart),
          stagesDone: stages,
          took: took,
          on: $0
        )
      }
      return (connection, id)
    }
    connection = used
    historyID = id
  }

  private func event(
    for error: any Error,
    in action: ExecutionStateMachine.Action
  ) -> ExecutionStateMachine.Event {
    if let refusal = error as? Refusal { return .failed(refusal.cause, .none) }
    let failed = (error as? FailedStepError)?.step
    let server = error as? ServerError ?? failed?.serverError
    if let server, server.endsSession {
      return .failed(Task.isCancelled ? .interrupted : .connectionLost(server), .sessionOver)
    }
    if Task.isCancelled { return .failed(.interrupted, .none) }
    let isConflict =
      server?.sqlState == .lockNotAvailable || server?.sqlState == .deadlockDetected
    let recovery: ExecutionStateMachine.Recovery = isConflict ? .retry : .none
    if let failed { return .failed(.step(failed), recovery) }
    if case .commit = action, let server { return .failed(.commit(server), recovery) }
    return .failed(.other(doing: action.words, error), recovery)
  }
}
