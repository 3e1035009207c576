import BehaviourTesting
import EmbeddedPostgres
import PostgresClient
import PostgresVocabulary
import Testing

/// What tests find out, asked of a real server.
@Suite(.serialized)
struct TestRunnerTests {
  /// A case with what is said when it does not pass; nothing when it must pass.
  struct Sample: Sendable, CustomTestStringConvertible {
    let text: String
    let reason: String?
    var testDescription: String { text }

    init(_ text: String, _ reason: String? = nil) {
      self.text = text
      self.reason = reason
    }
  }

  @Test(arguments: [
    Sample("{as: me, select: notes, expect: {rows: 1}}"),
    Sample("{as: me, select: notes, expect: {rows: [{id: 1, body: mine, tags: [a, 'b,c']}]}}"),
    Sample("{as: me, select: notes, expect: {rows: [{extra: {z: 1, a: [true, null]}}]}}"),
    Sample("{as: me, select: notes, expect: {rows: [{at: '2026-01-05T12:00+02'}]}}"),
    Sample(
      "{as: me, select: notes, expect: {rows: [{body: ours}]}}",
      "expected, but not there: body: ours"
    ),
    Sample("{as: me, select: notes, expect: denied}", "expected to be denied, but 1 row was read"),
    Sample("{as: me, select: secrets, expect: denied by privilege}"),
    Sample(
      "{as: me, select: secrets, expect: {rows: 0}}",
      "expected no rows, but it was denied: permission denied for table secrets [42501]"
    ),
    Sample("{as: me, select: {from: notes, columns: [hidden]}, expect: {rows: 1}}"),
    Sample("{as: me, insert: {into: notes, values: {body: x, owner: me}}, expect: allowed}"),
    Sample(
      "{as: me, insert: {into: notes, values: {body: x, owner: you}}, expect: denied by policy}"
    ),
    Sample(
      "{as: me, insert: {into: notes, values: {body: x, owner: you}}, "
        + "expect: denied by privilege}",
      "expected to be denied by privilege, but was denied by a policy: "
        + "new row violates row-level security policy for table \"notes\""
    ),
    Sample("{as: me, update: {table: notes, set: {body: x}, where: id = 2}, expect: {rows: 0}}"),
    Sample(
      "{as: me, update: {table: notes, set: {body: x}, where: id = 2}, expect: denied}",
      "expected to be denied, but there was no error and no row was updated: policies leave out "
        + "rows silently; say \"rows: 0\" if that is meant"
    ),
    Sample("{as: me, delete: notes, expect: {rows: [{id: 1}]}}"),
    Sample("{call: add, arguments: {a: 2, b: 3}, expect: {returns: 5}}"),
    Sample(
      "{call: add, arguments: [2, 3], expect: {returns: 6}}",
      "expected 6, but 5 was returned"
    ),
    Sample("{call: 'add(2, 3)', expect: {returns: 5}}"),
    Sample("{call: total, arguments: [[1, 2, 3]], expect: {returns: 6}}"),
    Sample("{call: pairs, expect: {rows: [{b: 4, a: 3}, {a: 1, b: 2}]}}"),
    Sample("{call: add, arguments: {a: 1, b: null}, expect: {returns: null}}"),
    Sample("{call: fail, expect: {error: {code: P0002, message: nothing}}}"),
    Sample(
      "{call: fail, expect: {error: '22012'}}",
      "expected error 22012, but it failed: there is nothing [P0002]"
    ),
    Sample("{call: tidy, expect: allowed}"),
    Sample("{as: me, sql: 'SELECT * FROM notes', expect: {rows: 1}}"),
    Sample("{sql: 'COMMIT', expect: {error: 0A000}}"),
    Sample("{sql: 'UPDATE parts SET whole = 9', expect: {error: '23503'}}"),
  ])
  func casesAreJudged(_ sample: Sample) async throws {
    let results = try await run("test: T\ncases: [\(sample.text)]", after: Self.schema)
    let lines = results.first?.cases.first?.verdict.lines
    if let reason = sample.reason {
      #expect(lines?.first == reason)
    } else {
      #expect(lines == [])
    }
  }

  @Test func casesDoNotSeeEachOther() async throws {
    let results = try await run(
      """
      test: T
      given: {notes: {id: 3, body: new, owner: me}}
      as: me
      cases:
        - {delete: notes, expect: {rows: 2}}
        - {select: notes, expect: {rows: 2}}
        - {select: nowhere, expect: {rows: 2}}
        - {select: notes, given: {notes: {id: 4, body: y, owner: me}}, expect: {rows: 3}}
      ---
      test: U
      cases: [{as: me, select: notes, expect: {rows: 1}}]
      """,
      after: Self.schema
    )
    #expect(
      results.flatMap(\.cases).map { $0.verdict == .passed } == [true, true, false, true, true]
    )
  }

  @Test func whatCannotBeGivenIsNoFailure() async throws {
    let results = try await run(
      "test: T\ngiven: {nowhere: {id: 1}}\ncases: [{call: fail, expect: {error: P0002}}]",
      after: Self.schema
    )
    #expect(
      results.first?.cases.first?.verdict
        == .broken(
          "what is given cannot be made: relation \"public.nowhere\" does not exist [42P01]"
        )
    )
  }

  @Test func liveRowsAreNotShown() async throws {
    let results = try await run(
      "test: T\ncases: [{as: me, select: notes, expect: {rows: [{body: ours}]}}]",
      after: Self.schema,
      disclosure: .noValues
    )
    #expect(
      results.first?.cases.first?.verdict.lines.last
        == "there, but not expected: body: (not shown)"
    )
  }

  @Test func policiesThatNoTestNeedsAreFound() async throws {
    let suite = read(
      """
      actor: me
      role: me
      ---
      test: T
      policies: [{policy: own, on: notes}, {policy: idle, on: notes}]
      as: me
      cases:
        - {select: notes, expect: {rows: 1}}
        - {select: {from: notes, where: id = 2}, expect: {rows: 0}}
      """
    ).suite
    let table = QualifiedName(schema: "public", name: "notes")
    let names = ["own", "idle", "other"]
    var coverage = PolicyCoverage(
      names.map { PolicyReference(name: $0, table: table) },
      in: suite
    )
    try await withDatabase(committing: Self.schema) { connection in
      try await coverage.removeEach(
        of: suite,
        with: TestRunner(searchPath: ["public"], disclosure: .everything),
        on: connection
      )
    }
    #expect(coverage.entries.map(\.gap) == [nil, "its tests pass without it too", "no test"])
  }

  private static let schema: [SQL] = [
    """
    DO $$ BEGIN CREATE ROLE me; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$
    """,
    """
    CREATE TABLE notes (
      id int GENERATED ALWAYS AS IDENTITY (START 10) PRIMARY KEY, body text, owner text,
      tags text[], extra jsonb, at timestamptz, hidden text
    )
    """,
    "CREATE TABLE secrets (id int)",
    "CREATE TABLE parts (whole int REFERENCES notes DEFERRABLE INITIALLY DEFERRED)",
    "INSERT INTO parts VALUES (NULL)",
    """
    INSERT INTO notes OVERRIDING SYSTEM VALUE VALUES
      (1, 'mine', 'me', ARRAY['a', 'b,c'], '{"a": [true, null], "z": 1}', '2026-01-05 10:00Z'),
      (2, 'yours', 'you', NULL, NULL, NULL)
    """,
    "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY own ON notes USING (owner = current_user)",
    "CREATE POLICY idle ON notes FOR SELECT USING (false)",
    "CREATE POLICY other ON notes FOR SELECT USING (false)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO me",
    "GRANT USAGE ON SCHEMA public TO me",
    "CREATE FUNCTION add(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT a + b'",
    """
    CREATE FUNCTION total(list int[]) RETURNS bigint LANGUAGE sql
      AS 'SELECT sum(x) FROM unnest(list) x'
    """,
    """
    CREATE FUNCTION pairs() RETURNS TABLE (a int, b int) LANGUAGE sql
      AS 'VALUES (1, 2), (3, 4)'
    """,
    """
    CREATE FUNCTION fail() RETURNS void LANGUAGE plpgsql
      AS $$ BEGIN RAISE 'there is nothing' USING ERRCODE = 'no_data_found'; END $$
    """,
    "CREATE PROCEDURE tidy() LANGUAGE sql AS 'DELETE FROM notes'",
  ]

  private func run(
    _ text: String,
    after schema: [SQL],
    disclosure: TestRunner.Disclosure = .everything
  ) async throws -> [TestResult] {
    let actors = "actor: me\nrole: me\n---\n"
    let (suite, diagnostics) = read(actors + text)
    try #require(diagnostics.isEmpty)
    var results: [TestResult] = []
    try await withDatabase(committing: []) { connection in
      results = try await TestRunner(searchPath: ["public"], disclosure: disclosure)
        .run(suite.tests, on: connection, after: schema)
    }
    return results
  }
}

/// One server for all tests: it ends with the test process.
private let server = Task {
  try await EphemeralServer.start(ServerBinaries.find())
}

/// Runs something with a new database.
private func withDatabase(
  committing statements: [SQL],
  _ body: (Connection) async throws -> Void
) async throws {
  let settings = try ConnectionSettings(await server.value.connectionString)
  let name = "tests_\(UInt64.random(in: 0 ... .max))"
  let administration = try await Connection.open(settings)
  try await administration.query("CREATE DATABASE \(identifier: name)")
  let connection = try await Connection.open(settings.with(databaseName: name))
  for statement in statements { try await connection.query(statement) }
  try await body(connection)
  await connection.close()
  try await administration.query("DROP DATABASE \(identifier: name) WITH (FORCE)")
  await administration.close()
}
