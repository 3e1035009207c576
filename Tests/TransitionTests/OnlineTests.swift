import Diagnostics
import Execution
import ManifestLoading
import ObjectKinds
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import Reconciliation
import Testing

/// What a plan of many short transactions leaves when it fails on the way.
@Suite("Plans that hold locks shortly")
struct OnlineTests {
  private static let before = """
    CREATE SCHEMA app;
    CREATE TABLE app.t (id integer, name text);
    """

  private static let manifest = """
    schema: app
    ---
    table: app.t
    columns: {id: integer, name: {type: text, not_null: true}, more: integer}
    indexes: {t_name: {on: [lower(name) text_pattern_ops], unique: true}, t_id: {on: [id]}}
    """

  @Test("go on from where they failed")
  func resumes() async throws {
    let server = try await Server.forFixture(own: false)
    let database = try await server.database(
      Self.before,
      "INSERT INTO app.t VALUES (1, 'good'), (2, 'bad'), (3, 'bad')"
    )
    let reconciler = Reconciler(registry: .standard, environment: [:])
    let planned = try await reconciler.plan(try await request(database.settings))
    let failure = await #expect(throws: ExecutionFailure.self) {
      _ = try await reconciler.apply(planned, to: database.settings, execution: .init())
    }
    guard case .step(let failed)? = failure?.cause else {
      Issue.record("\(String(describing: failure?.cause))")
      return
    }
    #expect(failed.step.effect.summary.hasPrefix("CREATE UNIQUE INDEX CONCURRENTLY t_name"))
    guard case .partial(let stages, _, _)? = failure?.state else {
      Issue.record("\(String(describing: failure?.state))")
      return
    }
    #expect(stages > 0)
    let connection = try await Connection.open(database.settings)
    let invalid = try await connection.query(
      "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"
    )
    #expect(try invalid.map { try $0.text(0) } == ["app.t_name"])
    try await connection.execute("DELETE FROM app.t WHERE name = 'bad'")
    let rest = try await reconciler.plan(try await request(database.settings))
    #expect(!rest.plan.isEmpty && rest.plan.steps.count < planned.plan.steps.count)
    _ = try await reconciler.apply(rest, to: database.settings, execution: .init())
    #expect(try await reconciler.plan(try await request(database.settings)).plan.isEmpty)
    await connection.close()
    try await server.drop(database)
  }

  private func request(_ settings: ConnectionSettings) async throws -> Reconciler.Request {
    var diagnostics = DiagnosticCollector()
    let project = Project(
      files: .inMemory([
        "plumb.yaml": "scratch: server\nmanage: {schemas: [app]}\n",
        "desired-state/all.yaml": Self.manifest,
      ]),
      registry: .standard,
      diagnostics: &diagnostics
    )
    let state = await ManifestLoader(project: project, registry: .standard, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    var request = Reconciler.Request(declared: state, settings: settings, environment: "test")
    request.isOnline = true
    return request
  }
}
