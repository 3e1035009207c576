import Execution
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import Synchronization
import TestSupport

/// A database as the executor's caller sees it: the names of its tables and their columns.
struct Shape {
  /// The tables of schema `public`, each with a digest of its columns.
  static func read(_ connection: Connection) async throws -> Fingerprint {
    let rows = try await connection.query(
      """
      SELECT c.relname, pg_catalog.string_agg(a.attname, ',' ORDER BY a.attnum) AS columns
      FROM pg_catalog.pg_class AS c
      LEFT JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::pg_catalog.regnamespace AND c.relkind = 'r'
      GROUP BY c.relname
      """
    )
    var objects: [String: String] = [:]
    for row in rows { objects[try row.requiredText(0)] = try row.text(1) ?? "" }
    return Fingerprint(objects: objects)
  }
}

func table(_ name: String) -> ObjectID { ObjectID(KindName("table"), ["public", name]) }

func step(_ name: String, _ sql: SQL, isolation: Step.Isolation = .transaction) -> Step {
  Step(.create, table(name), sql, isolation: isolation)
}

func plan(
  from before: [String: String],
  to after: [String: String],
  _ stages: [Plan.Stage]
) -> Plan {
  Plan(
    environment: "test",
    serverVersion: 15,
    commit: "abc",
    before: Fingerprint(objects: before),
    after: Fingerprint(objects: after),
    stages: stages,
    changes: [],
    notManaged: []
  )
}

func transaction(_ steps: Step...) -> Plan.Stage {
  Plan.Stage(isTransaction: true, reason: "", steps: steps)
}

/// Three tables from nothing, in one transaction.
let threeTables = plan(
  from: [:],
  to: ["a": "x", "b": "x", "c": "x"],
  [
    transaction(
      step("a", "CREATE TABLE public.a (x integer)"),
      step("b", "CREATE TABLE public.b (x integer)"),
      step("c", "CREATE TABLE public.c (x integer)")
    )
  ]
)

/// Applies plans with hooks that read the tables' shapes.
struct Bench {
  let settings: ConnectionSettings
  let connection: Connection
  var execution = ExecutionSettings()
  var change: (inout ExecutionHooks) -> Void = { _ in }

  init(_ settings: ConnectionSettings, _ connection: Connection) {
    self.settings = settings
    self.connection = connection
    execution.firstPause = .milliseconds(10)
    execution.lockTimeout = .milliseconds(50)
    execution.advisoryLockWait = .zero
    execution.toolVersion = "test"
  }

  func hooks(for plan: Plan) -> ExecutionHooks {
    let settings = settings
    var hooks = ExecutionHooks(
      reading: { try await Shape.read($0) },
      proof: { plan.after.moved(to: try await Shape.read($0)) },
      reconnect: { try await Connection.open(settings) }
    )
    change(&hooks)
    return hooks
  }

  func apply(_ plan: Plan) async throws(ExecutionFailure) -> ExecutionResult {
    try await Executor(connection, settings: execution, hooks: hooks(for: plan)).apply(plan)
  }

  /// Applies a plan that must fail.
  func failure(of plan: Plan) async throws -> ExecutionFailure {
    do {
      _ = try await apply(plan)
    } catch {
      return error
    }
    throw DidNotFail()
  }

  /// Runs something on a second connection.
  func elsewhere<Value: Sendable>(
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let other = try await Connection.open(settings)
    let value = try await body(other)
    await other.close()
    return value
  }

  func shape() async throws -> [String: String] {
    try await elsewhere { try await Shape.read($0).objects }
  }

  func history() async throws -> [HistoryEntry] {
    try await elsewhere { try await HistoryEntry.read(from: $0) }
  }
}

struct DidNotFail: Error {}

/// Remembers what happened, from any thread.
final class Log<Entry: Sendable>: Sendable {
  private let storage = Mutex<[Entry]>([])
  var entries: [Entry] { storage.withLock(\.self) }
  func append(_ entry: Entry) { storage.withLock { $0.append(entry) } }
}

struct NamedSystem: ExternalSystem {
  let name: String
  let body: @Sendable (ExternalCall) async throws -> Void
  func perform(_ calls: [ExternalCall]) async throws {
    for call in calls { try await body(call) }
  }
}
