import ObjectModel
public import Planning
public import PostgresClient

/// Applies plans: everything that can be in one transaction is, and it commits only what has been
/// proved to lead to the desired state.
///
/// The connection must be used by nobody else meanwhile. Cancelling the task cancels the statement
/// that runs and rolls back.
public struct Executor: Sendable {
  private let connection: Connection
  private let settings: ExecutionSettings
  private let hooks: ExecutionHooks

  /// Makes an executor for a database.
  public init(
    _ connection: Connection,
    settings: ExecutionSettings = ExecutionSettings(),
    hooks: ExecutionHooks
  ) {
    self.connection = connection
    self.settings = settings
    self.hooks = hooks
  }

  /// Applies a plan.
  ///
  /// - Throws: `ExecutionFailure`, which says what state the database is in.
  public func apply(_ plan: Plan) async throws(ExecutionFailure) -> ExecutionResult {
    let run = ExecutionRun(plan, on: connection, settings: settings, hooks: hooks)
    var machine = ExecutionStateMachine(
      stages: plan.stages.map { .init($0, isProved: hooks.stageProof != nil) },
      retryBudget: settings.lockRetries
    )
    var action = machine.start()
    while action != .finish {
      let event = await run.perform(action, machine)
      action = machine.handle(event)
    }
    await run.close()
    if let cause = machine.failure {
      throw ExecutionFailure(cause: cause, state: machine.state, historyID: run.historyID)
    }
    return ExecutionResult(
      steps: plan.steps.count,
      stages: plan.stages.count,
      duration: run.elapsed,
      retries: machine.retries,
      historyID: run.historyID,
      fingerprint: plan.after.summary,
      wasInDoubt: machine.wasInDoubt
    )
  }
}

extension ExecutionStateMachine.Stage {
  init(_ stage: Plan.Stage, isProved: Bool) {
    let isExternal = stage.steps.allSatisfy {
      if case .external = $0.effect { true } else { false }
    }
    self.init(
      isTransaction: stage.isTransaction,
      isExternal: isExternal,
      stepCount: stage.steps.count,
      isProved: isProved && !isExternal
    )
  }
}
