/// What servers have made of declared objects, for plans that are made side by side: whoever needs
/// the same waits for the one that is at it.
public actor SharedRealisation {
  private var tasks: [String: Task<ScratchBuild.Outcome, any Error>] = [:]
  /// How often a server was asked.
  public private(set) var count = 0

  /// Begins with nothing.
  public init() {}

  /// What was made under a key, or is made now.
  func outcome(
    for key: String,
    _ make: @escaping @Sendable () async throws -> ScratchBuild.Outcome
  ) async throws -> ScratchBuild.Outcome {
    if let known = tasks[key] { return try await known.value }
    count += 1
    let task = Task { try await make() }
    tasks[key] = task
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
