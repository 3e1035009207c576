import Diagnostics
public import PostgresClient
public import PostgresVocabulary
import YAMLSource

/// Runs tests in a transaction that is rolled back, each case under a savepoint.
public struct TestRunner: Sendable {
  /// What results may tell of the rows that a database holds.
  public enum Disclosure: Hashable, Sendable {
    /// Everything: the rows are made up.
    case everything
    /// No value, because it may be somebody's.
    case noValues
  }

  let searchPath: [String]
  let disclosure: Disclosure

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - searchPath: what the texts of manifests may leave unqualified.
  ///   - disclosure: what results may tell of rows.
  public init(searchPath: [String], disclosure: Disclosure) {
    self.searchPath = searchPath
    self.disclosure = disclosure
  }

  /// Runs tests; nothing of what they do stays, except that sequences have moved on.
  ///
  /// - Parameters:
  ///   - tests: the tests.
  ///   - connection: an idle connection of a role that may act as the tests' actors.
  ///   - changes: statements that are run before the tests.
  /// - Returns: what came of each test, in order.
  /// - Throws: `ServerError` when the session ends, or when the changes fail.
  public func run(
    _ tests: [BehaviourTest],
    on connection: Connection,
    after changes: [SQL] = []
  ) async throws -> [TestResult] {
    do {
      try await connection.execute(beginning)
      for change in changes { try await connection.query(change) }
      var results: [TestResult] = []
      for test in tests { results.append(try await run(test, on: connection)) }
      try await connection.cleanUp("ROLLBACK")
      return results
    } catch {
      try? await connection.cleanUp("ROLLBACK")
      throw error
    }
  }

  /// Nobody waits for long because tests run.
  private var beginning: SQL {
    let path: SQL = searchPath.isEmpty ? "''" : "\(identifiers: searchPath)"
    return """
      BEGIN; SET LOCAL search_path = \(path); SET LOCAL lock_timeout = '3s'; \
      SET LOCAL statement_timeout = '30s'; SET LOCAL row_security = on; \
      SET LOCAL client_min_messages = error
      """
  }

  // MARK: Tests

  private func run(_ test: BehaviourTest, on connection: Connection) async throws -> TestResult {
    try await connection.execute("SAVEPOINT plumb_test")
    let obstacle = try await attempt {
      for step in test.given { try await self.do(step, on: connection) }
    }
    var cases: [CaseResult] = []
    for item in test.cases {
      let start = ContinuousClock.now
      let verdict: CaseResult.Verdict
      if let obstacle {
        verdict = .broken("what is given cannot be made: \(words(obstacle))")
      } else {
        verdict = try await run(item, on: connection)
      }
      cases.append(
        CaseResult(
          name: item.name,
          range: item.range,
          verdict: verdict,
          duration: ContinuousClock.now - start
        )
      )
    }
    try await connection.cleanUp(
      "ROLLBACK TO SAVEPOINT plumb_test; RELEASE SAVEPOINT plumb_test"
    )
    return TestResult(name: test.name, range: test.range, cases: cases)
  }

  private func run(
    _ test: TestCase,
    on connection: Connection
  ) async throws -> CaseResult.Verdict {
    try await connection.execute("SAVEPOINT plumb_case")
    var trial = Trial(test: test)
    let obstacle = try await attempt {
      for step in test.given { try await self.do(step, on: connection) }
      try await trial.prepare(on: connection)
      for statement in Statements.acting(as: test.actor, test.settings) {
        try await connection.query(statement)
      }
    }
    let end: SQL = "ROLLBACK TO SAVEPOINT plumb_case; RELEASE SAVEPOINT plumb_case"
    if let obstacle {
      try await connection.cleanUp(end)
      return .broken("the case cannot begin: \(words(obstacle))")
    }
    let observation: Observation
    do {
      observation = try await trial.observe(on: connection)
    } catch let error as ServerError {
      if error.endsSession { throw error }
      observation = .refused(error)
    }
    try await connection.cleanUp(end)
    let judgement = Judgement(test: test, disclosure: disclosure)
    let reasons = try await judgement.reasons(observation, on: connection)
    return reasons.isEmpty ? .passed : .failed(reasons)
  }

  /// Runs what may fail, without an end of the session being taken for such a failure.
  private func attempt(_ body: () async throws -> Void) async throws -> ServerError? {
    do {
      try await body()
      return nil
    } catch let error as ServerError where !error.endsSession {
      return error
    }
  }

  private func `do`(_ step: GivenStep, on connection: Connection) async throws {
    switch step {
    case .rows(let rows, let table):
      let types = try await TypeLookup(connection).columns(of: table.name, for: rows)
      if !rows.isEmpty {
        try await connection.query(Statements.given(rows, into: table.name, types: types))
      }
    case .statements(let sql, let actor, _):
      for statement in Statements.acting(as: actor, []) {
        try await connection.query(statement)
      }
      try await connection.query(Statements.block(sql))
      // The next step is again that of whoever runs the tests.
      try await connection.query("RESET ROLE")
      for statement in Statements.acting(as: nil, []) { try await connection.query(statement) }
    }
  }

  private func words(_ error: ServerError) -> String {
    let detail = disclosure == .everything ? error.detail.map { " (\($0))" } ?? "" : ""
    return "\(error.message) [\(error.sqlState)]\(detail)"
  }
}
