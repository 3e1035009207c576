import PostgresVocabulary
import Testing

@testable import Execution

@Suite("Execution state machine") struct StateMachineTests {
  private typealias Machine = ExecutionStateMachine

  private func machine(_ stages: [Machine.Stage], retries: Int = 2) -> Machine {
    Machine(stages: stages, retryBudget: retries)
  }

  private func transaction(_ steps: Int) -> Machine.Stage {
    Machine.Stage(isTransaction: true, isExternal: false, stepCount: steps)
  }

  private let alone = Machine.Stage(isTransaction: false, isExternal: false, stepCount: 1)
  private let external = Machine.Stage(isTransaction: false, isExternal: true, stepCount: 1)

  /// Answers each action with what `answer` says, success by default, and lists the actions.
  private func run(
    _ machine: inout Machine,
    _ answer: (Machine.Action) -> Machine.Event? = { _ in nil }
  ) -> [Machine.Action] {
    var actions = [machine.start()]
    while let last = actions.last, last != .finish, actions.count < 100 {
      actions.append(machine.handle(answer(last) ?? .succeeded))
    }
    return actions
  }

  private let before: [Machine.Action] = [.prepareSession, .takeLock, .checkPrivileges]
  private let interrupted = Machine.Event.failed(.interrupted, .none)
  private let locked = Machine.Event.failed(.interrupted, .retry)
  private let lost = Machine.Event.failed(
    .connectionLost(ServerError(sqlState: .connectionFailure, message: "gone")),
    .sessionOver
  )

  // MARK: Success

  @Test("one transaction: verified before, proved and recorded before its commit")
  func oneTransaction() {
    var machine = machine([transaction(2)])
    #expect(
      run(&machine) == before + [
        .begin(stage: 0), .verify, .checkPreconditions, .run(stage: 0, step: 0),
        .run(stage: 0, step: 1), .prove, .record(stagesDone: 1, isFinal: true),
        .commit(stage: 0), .releaseLock, .finish,
      ]
    )
    #expect(machine.failure == nil)
  }

  @Test("nothing to do takes no transaction")
  func empty() {
    var machine = machine([])
    #expect(run(&machine) == before + [.releaseLock, .finish])
  }

  @Test("of several transactions the last is proved, and each is recorded")
  func twoTransactions() {
    var machine = machine([transaction(1), transaction(1)])
    #expect(
      run(&machine) == before + [
        .begin(stage: 0), .verify, .checkPreconditions, .run(stage: 0, step: 0),
        .record(stagesDone: 1, isFinal: false), .commit(stage: 0),
        .begin(stage: 1), .run(stage: 1, step: 0), .prove,
        .record(stagesDone: 2, isFinal: true), .commit(stage: 1), .releaseLock, .finish,
      ]
    )
  }

  @Test("what follows outside the database does not count for the proof")
  func externalLast() {
    var machine = machine([transaction(1), external])
    #expect(
      run(&machine) == before + [
        .begin(stage: 0), .verify, .checkPreconditions, .run(stage: 0, step: 0), .prove,
        .record(stagesDone: 1, isFinal: false), .commit(stage: 0),
        .run(stage: 1, step: 0), .record(stagesDone: 2, isFinal: true), .releaseLock, .finish,
      ]
    )
  }

  @Test("a first stage outside the database is verified too")
  func externalFirst() {
    var machine = machine([external, transaction(1)])
    #expect(
      run(&machine) == before + [
        .verify, .checkPreconditions, .run(stage: 0, step: 0), .begin(stage: 1),
        .run(stage: 1, step: 0), .prove, .record(stagesDone: 2, isFinal: true),
        .commit(stage: 1), .releaseLock, .finish,
      ]
    )
  }

  // MARK: Failure

  @Test(
    "whatever fails in a transaction, it is rolled back and nothing has changed",
    arguments: [
      ExecutionStateMachine.Action.begin(stage: 0), .verify, .checkPreconditions,
      .run(stage: 0, step: 0), .run(stage: 0, step: 1), .prove,
      .record(stagesDone: 1, isFinal: true), .commit(stage: 0),
    ]
  )
  func rollsBack(_ failing: ExecutionStateMachine.Action) {
    var machine = machine([transaction(2)])
    let actions = run(&machine) { $0 == failing ? interrupted : nil }
    #expect(
      actions.suffix(5) == [
        failing, .rollBack(stage: 0), .recordFailure, .releaseLock, .finish,
      ]
    )
    #expect(machine.failure != nil)
    #expect(machine.state == .unchanged)
  }

  @Test("what is refused before the first transaction touches nothing")
  func refused() {
    for failing in [Machine.Action.prepareSession, .takeLock, .checkPrivileges] {
      var machine = machine([transaction(1)])
      let actions = run(&machine) {
        $0 == failing ? .failed(.lockHeld(nil), .none) : nil
      }
      #expect(actions.suffix(3) == [failing, .releaseLock, .finish])
    }
  }

  @Test("a stale plan is rolled back, but not recorded")
  func stale() {
    var machine = machine([transaction(1)])
    let actions = run(&machine) {
      $0 == .verify ? .failed(.stale(["table x"]), .none) : nil
    }
    #expect(actions.suffix(4) == [.verify, .rollBack(stage: 0), .releaseLock, .finish])
  }

  @Test("a later stage that fails leaves the earlier ones done")
  func partial() {
    var machine = machine([transaction(1), transaction(1)])
    let actions = run(&machine) { $0 == .run(stage: 1, step: 0) ? interrupted : nil }
    #expect(
      actions.suffix(5) == [
        .run(stage: 1, step: 0), .rollBack(stage: 1), .recordFailure, .releaseLock, .finish,
      ]
    )
    #expect(machine.state == .partial(stages: 1, steps: 0, of: 2))
  }

  @Test("steps outside a transaction stay when the next fails")
  func partialStage() {
    let stage = Machine.Stage(isTransaction: false, isExternal: false, stepCount: 2)
    var machine = machine([stage])
    let actions = run(&machine) { $0 == .run(stage: 0, step: 1) ? locked : nil }
    #expect(actions.suffix(3) == [.recordFailure, .releaseLock, .finish])
    #expect(machine.state == .partial(stages: 0, steps: 1, of: 1))
  }

  @Test("a proof that fails outside a transaction cannot undo what was done")
  func notProvedOutside() {
    var machine = machine([transaction(1), alone])
    let actions = run(&machine) { $0 == .prove ? .failed(.notProved(["x"]), .none) : nil }
    #expect(actions.suffix(4) == [.prove, .recordFailure, .releaseLock, .finish])
    #expect(machine.state == .partial(stages: 2, steps: 0, of: 2))
  }

  // MARK: Retries

  @Test("a lock that is not to be had: the whole transaction again, from the reading on")
  func retries() {
    var machine = machine([transaction(1)])
    var count = 0
    let actions = run(&machine) { action in
      guard action == .run(stage: 0, step: 0) else { return nil }
      count += 1
      return count < 3 ? locked : nil
    }
    let attempt: [Machine.Action] = [
      .begin(stage: 0), .verify, .checkPreconditions, .run(stage: 0, step: 0),
    ]
    #expect(
      actions == before + attempt + [.rollBack(stage: 0), .pause(stage: 0, attempt: 1)]
        + attempt + [.rollBack(stage: 0), .pause(stage: 0, attempt: 2)] + attempt
        + [
          .prove, .record(stagesDone: 1, isFinal: true), .commit(stage: 0), .releaseLock,
          .finish,
        ]
    )
    #expect(machine.retries == 2)
    #expect(machine.failure == nil)
  }

  @Test("retries end with the budget")
  func budget() {
    var machine = machine([transaction(1)])
    let actions = run(&machine) { $0 == .run(stage: 0, step: 0) ? locked : nil }
    #expect(actions.count { $0 == .begin(stage: 0) } == 3)
    #expect(actions.suffix(3) == [.recordFailure, .releaseLock, .finish])
    #expect(machine.failure != nil)
  }

  @Test("an interruption while waiting to try again ends the run")
  func interruptedPause() {
    var machine = machine([transaction(1)])
    let actions = run(&machine) { action in
      switch action {
      case .run: locked
      case .pause: interrupted
      default: nil
      }
    }
    #expect(
      actions.suffix(4) == [
        .pause(stage: 0, attempt: 1), .recordFailure, .releaseLock, .finish,
      ]
    )
  }

  // MARK: Lost connections

  @Test("a session that is over needs no rollback")
  func lostInStep() {
    var machine = machine([transaction(1)])
    let actions = run(&machine) { $0 == .run(stage: 0, step: 0) ? lost : nil }
    #expect(
      actions.suffix(4) == [.run(stage: 0, step: 0), .recordFailure, .releaseLock, .finish]
    )
    #expect(machine.state == .unchanged)
  }

  @Test(
    "a commit in doubt is looked up",
    arguments: [
      (true, nil as ExecutionFailure.DatabaseState?),
      (false, .unchanged),
      (nil, .inDoubt(stage: 0, of: 1)),
    ] as [(Bool?, ExecutionFailure.DatabaseState?)]
  )
  func doubt(_ isCommitted: Bool?, _ state: ExecutionFailure.DatabaseState?) {
    var machine = machine([transaction(1)])
    let actions = run(&machine) { action in
      switch action {
      case .commit: lost
      case .resolveDoubt: .resolved(isCommitted)
      default: nil
      }
    }
    #expect(actions.contains(.resolveDoubt(stage: 0)))
    #expect(machine.wasInDoubt)
    #expect((machine.failure == nil) == (isCommitted == true))
    if let state { #expect(machine.state == state) }
  }

  @Test("a commit of an earlier stage that is found done leaves the rest undone")
  func doubtOfFirst() {
    var machine = machine([transaction(1), transaction(1)])
    _ = run(&machine) { action in
      switch action {
      case .commit: lost
      case .resolveDoubt: .resolved(true)
      default: nil
      }
    }
    #expect(machine.failure != nil)
    #expect(machine.state == .partial(stages: 1, steps: 0, of: 2))
  }
}
