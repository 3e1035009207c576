import Diagnostics
import Execution
import Foundation
import ManifestLoading
import ObjectKinds
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import Reconciliation
import Reporting
import Testing

/// Goes the way that a fixture describes, and judges it.
struct Run {
  let fixture: Fixture
  private let reconciler = Reconciler(
    registry: .standard,
    environment: ["SECRET": "it's \\ secret"]
  )
  private var expected: Expectation { fixture.expected }

  init(_ fixture: Fixture) {
    self.fixture = fixture
  }

  /// The whole of it.
  func callAsFunction() async throws {
    #expect(expected.mistakes == [])
    guard let server = try await Server.forFixture(expected),
      let witness = try await Server.forFixture(expected)
    else {
      withKnownIssue(
        "it needs PostgreSQL \(expected.server ?? 0): Scripts/postgres-servers --fetch"
      ) {
        Issue.record("\(fixture.testDescription) was not run")
      }
      return
    }
    if let last = expected.lastServer, server.version > last {
      try await server.finish()
      try await witness.finish()
      return
    }
    let before = fixture.text("before.sql")
    let database = try await server.database(before, fixture.text("seed.sql"))
    let oracle = try await witness.database(fixture.text("after.sql"))
    let rows = try await StoredRows(of: database.settings)
    if let planned = try await plan(database) {
      try await forward(planned, database, oracle: oracle, rows: rows)
      if let manifest = fixture.text("before.yaml") {
        try await backward(manifest, before, database)
      }
    }
    try await server.drop(database)
    try await witness.drop(oracle)
    try await server.finish()
    try await witness.finish()
  }

  // MARK: Planning

  private func request(_ manifest: String, _ database: Database) async throws -> Reconciler.Request
  {
    let settings = fixture.text("plumb.yaml") ?? "scratch: server\nmanage: {schemas: [app]}\n"
    var diagnostics = DiagnosticCollector()
    let project = Project(
      files: .inMemory(["plumb.yaml": settings, "desired-state/after.yaml": manifest]),
      registry: .standard,
      diagnostics: &diagnostics
    )
    let state = await ManifestLoader(project: project, registry: .standard, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    var request = Reconciler.Request(
      declared: state,
      settings: database.settings,
      environment: fixture.testDescription
    )
    request.isOnline = expected.isOnline
    return request
  }

  /// The plan, the same by both ways; nil when it is refused.
  private func plan(_ database: Database) async throws -> PlannedChange? {
    let manifest = fixture.text("after.yaml") ?? ""
    do {
      var request = try await request(manifest, database)
      let planned = try await reconciler.plan(request)
      request.takesShortWay = false
      let other = try await reconciler.plan(request)
      #expect(planned.statements == other.statements, "the long way plans something else")
      if let code = expected.refusal { Issue.record("it is not refused with \(code)") }
      try judge(planned, database)
      return planned
    } catch let error as DiagnosticsError {
      let codes = error.diagnostics.map { expected.refusal == nil ? "\($0)" : $0.code }
      #expect(codes == expected.refusal.map { [$0] })
    } catch ReconciliationError.blocked(let objects) {
      #expect(expected.refusal == "blocked", "\(objects)")
    }
    return nil
  }

  private func judge(_ planned: PlannedChange, _ database: Database) throws {
    #expect(Set(planned.plan.hazards.map(\.name.rawValue)) == expected.hazards)
    if let stages = expected.stages { #expect(planned.plan.stages.count == stages) }
    for (action, kinds) in expected.forbidden {
      let done =
        planned.plan.changes.filter { $0.action.rawValue == action }.map(\.id.kind.text)
        + planned.plan.steps.filter { $0.action.rawValue == action }.map(\.subject.kind.text)
      #expect(Set(done).isDisjoint(with: kinds), "\(action)")
    }
    let messages = planned.obstacles.map(\.precondition.message)
    #expect(messages.count == expected.obstacles.count, "\(messages)")
    for part in expected.obstacles {
      #expect(messages.contains { $0.contains(part) }, "\(messages)")
    }
    try Golden(
      fixture: fixture,
      planned: planned,
      databaseName: database.settings.databaseName ?? ""
    ).check()
  }

  // MARK: Going

  private func forward(
    _ planned: PlannedChange,
    _ database: Database,
    oracle: Database,
    rows: StoredRows
  ) async throws {
    #expect(!planned.plan.isEmpty, "there is nothing to do")
    let dumpBefore = try await dump(database)
    let reach = try await Reach(of: database.settings)
    if !expected.obstacles.isEmpty {
      let failure = await #expect(throws: ExecutionFailure.self) {
        _ = try await reconciler.apply(planned, to: database.settings, execution: .init())
      }
      #expect(failure?.state == .unchanged)
      try await expectEqual(dump(database), dumpBefore, "a refused plan has changed something")
      return
    }
    try await apply(planned, database)
    try expectRecordable(planned.desired)
    try await expectNothingLeft(fixture.text("after.yaml") ?? "", database)
    try await expectEqual(dump(database), dump(oracle), "the dump is not that of after.sql")
    let mayLose = expected.hazards.contains(Hazard.Name.dataLoss.rawValue)
    let kept = rows.renaming(expected.renamedValues)
    let lost = kept.lost(in: try await StoredRows(of: database.settings), mayLose: mayLose)
    // Of declared rows the plan's own proof has been made; they are there to change.
    if fixture.kind != "rows" { #expect(lost == []) }
    let later = try await Reach(of: database.settings)
    #expect(reach.unsaid(in: later, by: planned.plan) == [])
  }

  private func backward(
    _ manifest: String,
    _ script: String?,
    _ database: Database
  ) async throws {
    guard let server = try await Server.forFixture(expected) else { return }
    let oracle = try await server.database(script)
    try await apply(try await reconciler.plan(try await request(manifest, database)), database)
    try await expectNothingLeft(manifest, database)
    try await expectEqual(dump(database), dump(oracle), "the dump is not that of before.sql")
    try await server.drop(oracle)
    try await server.finish()
  }

  private func apply(_ planned: PlannedChange, _ database: Database) async throws {
    do {
      _ = try await reconciler.apply(planned, to: database.settings, execution: .init())
    } catch {
      Issue.record("\(error.summary) in:\n\(planned.statements.joined(separator: "\n"))")
    }
  }

  /// What the history keeps of a state is read back as the same state.
  private func expectRecordable(_ state: Catalog) throws {
    let text = try RecordedState(state).text()
    let again = try RecordedState(text: text).catalog(reconciler.registry).known
    #expect(again.objects.count == state.objects.count)
    for (id, object) in state.objects {
      let fields = again[id].map { object.changedFields(from: $0).map(\.name) }
      #expect(fields == [], "\(id) is not read back from the history")
    }
  }

  private func expectNothingLeft(_ manifest: String, _ database: Database) async throws {
    let rest = try await reconciler.plan(try await request(manifest, database))
    #expect(rest.statements == [], "something is left")
  }

  private func dump(_ database: Database) async throws -> Dump {
    try await Dump(of: database, anyColumnOrder: expected.anyColumnOrder)
  }

  private func expectEqual(_ is: Dump, _ should: Dump, _ comment: Comment) async throws {
    let extra = `is`.statements.filter { !should.statements.contains($0) }
    let missing = should.statements.filter { !`is`.statements.contains($0) }
    #expect(extra == [], comment)
    #expect(missing == [], comment)
  }
}

extension PlannedChange {
  /// The statements, stage by stage.
  var statements: [String] {
    plan.stages.flatMap { stage in
      (plan.stages.count > 1 ? ["-- stage"] : []) + stage.steps.map(\.effect.summary)
    }
  }
}

extension Error {
  /// What went wrong, with the server's own words.
  var summary: String {
    guard let failure = self as? ExecutionFailure, case .step(let step) = failure.cause else {
      return "\(self)"
    }
    return "\(step.serverError?.message ?? "\(step.error)") at step \(step.index + 1)"
  }
}
