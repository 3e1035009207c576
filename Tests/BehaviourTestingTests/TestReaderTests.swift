import BehaviourTesting
import Diagnostics
import PostgresVocabulary
import Testing
import YAMLSource

/// What test manifests say, and what is said about their mistakes.
struct TestReaderTests {
  @Test func casesTakeActorAndFixturesOfTheirTest() throws {
    let (suite, diagnostics) = read(
      """
      actor: bob
      role: authenticated
      claims: {sub: "7"}
      ---
      fixture: people
      given: {auth.users: {id: 7}}
      ---
      fixture: work
      given: [people, {tasks: [{id: 1}, {id: 2}]}]
      ---
      test: Bob works
      policies: [{policy: Own, on: tasks}]
      given: [people, work]
      as: bob
      cases:
        - select: tasks
          expect: {rows: 2}
      """
    )
    #expect(diagnostics.isEmpty)
    let test = try #require(suite.tests.first)
    #expect(test.given.count == 2)
    #expect(
      test.policies == [
        PolicyReference(name: "Own", table: QualifiedName(schema: "public", name: "tasks"))
      ]
    )
    #expect(test.cases.map(\.name) == ["bob selects from public.tasks"])
    #expect(test.cases.first?.actor?.claims == #"{"sub": "7", "role": "authenticated"}"#)
    #expect(test.cases.first?.expectation == .count(2))
  }

  @Test(arguments: [
    ("tset: A", "unknown kind \"tset\" of test document", "Did you mean \"test\"?"),
    (
      "test: A\ncases:\n  - as: {role: r}\n    select: t\n    expcet: denied",
      "unknown key \"expcet\" in a case", "Did you mean \"expect\"?"
    ),
    (
      "test: A\ncases:\n  - as: {role: r}\n    select: t\n    expect: dennied",
      "\"dennied\" is nothing that can be expected", "Did you mean \"denied\"?"
    ),
    (
      "test: A\ncases:\n  - as: anonymus\n    select: t\n    expect: denied",
      "there is no actor \"anonymus\"", "Did you mean \"anonymous\"?"
    ),
    (
      "test: A\ngiven: nothing\ncases: [{call: f, expect: allowed}]",
      "there is no fixture \"nothing\"", "Declare it with \"fixture: nothing\"."
    ),
    (
      "test: A\ncases: [{select: t, expect: denied}]",
      "nobody does this: missing key \"as\"",
      "Say who acts, such as \"as: anonymous\" or \"as: {role: authenticated}\"."
    ),
    (
      "test: A\ncases: [{expect: denied}]",
      "nothing is done in this case",
      "Say one of select, insert, update, delete, call, sql."
    ),
    (
      "test: A\ncases: [{call: f, expect: {error: 42}}]",
      "an error's code must be the five characters of a SQLSTATE",
      "Such as \"23505\" for a duplicate key; in quotes when it is all digits."
    ),
    (
      "test: A\npolicy: P\ncases: [{call: f, expect: allowed}]",
      "missing key \"on\" beside \"policy\"",
      "Say which table the policy is on: \"on: tasks\"."
    ),
  ])
  func mistakesAreTold(_ text: String, _ message: String, _ hint: String) {
    let (_, diagnostics) = read(text)
    #expect(diagnostics.contains { $0.message == message && $0.hint == hint && $0.range != nil })
  }

  @Test func circlesOfFixturesAreToldOnceEach() {
    let (_, diagnostics) = read(
      """
      fixture: a
      given: b
      ---
      fixture: b
      given: a
      ---
      test: T
      given: a
      cases: [{call: f, expect: allowed}]
      """
    )
    #expect(diagnostics.map(\.code) == ["test.fixture-cycle", "test.fixture-cycle"])
  }

  @Test func namesAreTakenOnce() {
    let (_, diagnostics) = read(
      "actor: a\nrole: r\n---\nactor: a\nrole: r\n"
    )
    #expect(diagnostics.map(\.message) == ["actor \"a\" is declared twice"])
    #expect(diagnostics.first?.notes.first?.range?.start.line == 1)
  }
}

/// Reads test manifests from a text.
func read(_ text: String) -> (suite: TestSuite, diagnostics: [Diagnostic]) {
  var diagnostics = DiagnosticCollector()
  let documents = YAMLParser.documents(in: text, file: "test.yaml", diagnostics: &diagnostics)
  var reader = TestReader()
  let suite = reader.suite(documents)
  diagnostics.merge(reader.diagnostics)
  return (suite, diagnostics.diagnostics)
}
