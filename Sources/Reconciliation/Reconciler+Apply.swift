import Diffing
public import Execution
import Introspection
public import ObjectModel
public import Planning
public import PostgresClient
import PostgresVocabulary
import Synchronization

extension Reconciler {
  /// Executes a plan, and commits it only when the database is then what was desired.
  ///
  /// - Parameters:
  ///   - planned: the plan with what it was made of.
  ///   - settings: the database.
  ///   - execution: time-outs and retries.
  ///   - systems: the systems outside the database that steps may call.
  ///   - outside: reads what the plan's state outside the database has become.
  ///   - progress: learns what happens while it happens.
  /// - Returns: what was done.
  /// - Throws: `ConnectionError`, or `ExecutionFailure`, which says what state the database is in.
  public func apply(
    _ planned: PlannedChange,
    to settings: ConnectionSettings,
    execution: ExecutionSettings,
    systems: [any ExternalSystem] = [],
    outside: (@Sendable () async throws -> Fingerprint)? = nil,
    progress: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
  ) async throws -> ExecutionResult {
    var execution = execution
    execution.searchPath = planned.searchPath
    let proof: Proof = { live, version, role, pending in
      differences(from: live, to: planned.desired.inside, version: version, role: role)
        .filter { !pending.contains($0.id.root) }.map(\.text)
    }
    return try await apply(
      planned.plan,
      isManaged: planned.isManaged,
      to: settings,
      execution: execution,
      hooks: { hooks in
        hooks.place = { planned.ranges[$0] ?? $0.parent.flatMap { planned.ranges[$0] } }
        hooks.externalSystems = systems
        hooks.readingOutside = outside
        hooks.progress = progress
      },
      proof: proof
    )
  }

  /// Executes a saved plan: the state afterwards must have the fingerprint that the plan states.
  ///
  /// - Throws: `ConnectionError`, or `ExecutionFailure`, which says what state the database is in.
  public func apply(
    saved plan: Plan,
    isManaged: @escaping @Sendable (ObjectID) -> Bool,
    to settings: ConnectionSettings,
    execution: ExecutionSettings,
    systems: [any ExternalSystem] = [],
    outside: (@Sendable () async throws -> Fingerprint)? = nil,
    progress: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
  ) async throws -> ExecutionResult {
    try await apply(
      plan,
      isManaged: isManaged,
      to: settings,
      execution: execution,
      hooks: { hooks in
        hooks.externalSystems = systems
        hooks.readingOutside = outside
        hooks.progress = progress
      },
      proof: { live, _, _, pending in
        let known =
          live.objects.keys.map { ($0.description, $0.root) }
          + plan.changes.map { ($0.id.description, $0.id.root) }
        let roots = Dictionary(known, uniquingKeysWith: { first, _ in first })
        return plan.after.moved(in: live).filter { text in
          roots[text].map { !pending.contains($0) } ?? true
        }
      }
    )
  }

  /// What differs from the desired state, apart from objects that later stages are about.
  private typealias Proof =
    @Sendable (Catalog, ServerVersion, String, _ pending: Set<ObjectID>) -> [String]

  private func apply(
    _ plan: Plan,
    isManaged: @escaping @Sendable (ObjectID) -> Bool,
    to settings: ConnectionSettings,
    execution: ExecutionSettings,
    hooks change: (inout ExecutionHooks) -> Void,
    proof: @escaping Proof
  ) async throws -> ExecutionResult {
    let introspector = Introspector(registry: registry)
    let contents = restored(plan.contents)
    @Sendable func read(_ connection: Connection) async throws -> LiveDatabase {
      let catalogs = try await introspector.read(within: connection)
      return try await ContentReader().read(contents, in: catalogs, within: connection)
    }
    let proved = ProvedState()
    var hooks = ExecutionHooks(
      reading: { connection in
        let live = try await read(connection)
        return Fingerprint(of: live.catalog.filter(isManaged))
      },
      proof: { connection in
        let live = try await read(connection)
        let managed = live.catalog.filter(isManaged)
        proved.set(managed)
        return proof(managed, live.version, live.role, [])
      },
      reconnect: { try await Connection.open(settings) }
    )
    hooks.stageProof = { connection, pending in
      let live = try await read(connection)
      let managed = live.catalog.filter(isManaged)
      proved.set(managed)
      return proof(managed, live.version, live.role, Set(pending.map(\.root)))
    }
    hooks.provedState = { proved.text }
    hooks.secret = { secret($0) }
    change(&hooks)
    let connection = try await Connection.open(settings)
    let executor = Executor(connection, settings: execution, hooks: hooks)
    let result = try await executor.apply(plan)
    await connection.close()
    return result
  }

  /// What still differs, one line an object.
  private func differences(
    from live: Catalog,
    to desired: Catalog,
    version: ServerVersion,
    role: String
  ) -> [(id: ObjectID, text: String)] {
    let context = StepContext(
      version: version,
      live: live,
      desired: desired,
      applyingRole: role,
      registry: registry
    )
    return difference(from: live, to: desired, in: context).map { change in
      let text =
        switch change {
        case .create(let new): "\(new.id) is missing"
        case .drop(let old): "\(old.id) is still there"
        case .alter(_, let new, let fields), .replace(_, let new, let fields, _):
          "\(new.id): "
            + fields.map { "\($0.name) is \($0.old), not \($0.new)" }.joined(separator: "; ")
        }
      return (change.id, text)
    }
  }
}

/// The state that a proof has read, kept until it is recorded.
private final class ProvedState: Sendable {
  private let catalog = Mutex<Catalog?>(nil)

  func set(_ catalog: Catalog) {
    self.catalog.withLock { $0 = catalog }
  }

  /// The state as JSON.
  var text: String? {
    guard let catalog = catalog.withLock({ $0 }) else { return nil }
    return try? RecordedState(catalog).text()
  }
}
