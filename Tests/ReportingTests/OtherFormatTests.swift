import Diagnostics
import Diffing
import Execution
import Foundation
import ObjectModel
import Planning
import PostgresVocabulary
import Reporting
import TestSupport
import Testing

@Suite("Plans in other formats") struct OtherFormatTests {
  private let staged = plan(
    stages: [
      Plan.Stage(
        isTransaction: true,
        reason: "new values must be committed",
        steps: [createTodos]
      ),
      Plan.Stage(
        isTransaction: false,
        reason: "",
        steps: [
          Step(
            .alter,
            todos,
            effect: .external(
              ExternalCall(system: "s", summary: "set a\nDROP b", arguments: .absent)
            )
          )
        ]
      ),
      Plan.Stage(
        isTransaction: false,
        reason: "",
        steps: [
          Step(.create, todos, "CREATE INDEX CONCURRENTLY i ON x (y) -- why", isolation: .alone)
        ]
      ),
    ],
    changes: []
  )

  @Test("SQL is nothing but SQL, with its transactions")
  func sql() {
    #expect(
      SQLFormat().text(of: PlanReport(staged, target: "x")) == #"""
        SET check_function_bodies = off;
        SET search_path = public;

        -- new values must be committed
        BEGIN;
        CREATE TABLE public.todos (
          title text
        );
        COMMIT;

        -- Outside the database: set a\nDROP b

        CREATE INDEX CONCURRENTLY i ON x (y) -- why
        ;

        """#
    )
    let empty = plan(stages: [], changes: [])
    #expect(SQLFormat().text(of: PlanReport(empty, target: "x")) == "")
  }

  @Test("stages and statements are shown to people too")
  func stages() {
    var report = PlanReport(staged, target: "my db")
    report.showsSQL = true
    let text = TextFormat(style: Style(ascii: true)).text(of: report)
    #expect(
      text.contains(
        """
        Stages
          1. one transaction, 1 step: new values must be committed
          2. outside the database, 1 step
          3. outside a transaction, 1 step

        SQL
          SET check_function_bodies = off;
        """
      )
    )
    #expect(text.contains("To apply it: plumb apply 'my db'\n"))
    #expect(text.utf8.count == text.unicodeScalars.count)
  }

  @Test("JSON can be read, is sorted and says what would allow each hazard")
  func json() throws {
    let text = JSONFormat().text(of: PlanReport(samplePlan, target: "staging"))
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(read?["formatVersion"] as? Int == 1)
    #expect(read?["inSync"] as? Bool == false)
    let refused = read?["refused"] as? [[String: Any]]
    #expect(refused?.map { $0["allow"] as? String } == ["data-loss:public.orders.note"])
    #expect((read?["summary"] as? [String: Int])?["drop"] == 1)
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
      .compactMap { $0.split(separator: "\"").dropFirst().first }
    #expect(keys == keys.sorted())
    #expect(text == JSONFormat().text(of: PlanReport(samplePlan, target: "staging")))
  }

  @Test("Markdown starts with a marker and cannot be broken out of")
  func markdown() {
    let name = ObjectID(KindName("table"), ["public", "a`b</details>"])
    let step = Step(.create, name, "CREATE TABLE x -- ```\n", reason: "")
    let odd = plan(
      stages: [Plan.Stage(isTransaction: true, reason: "", steps: [step])],
      changes: [Plan.ObjectChange(id: name, action: .create, reason: "<b>*x*", fields: [])]
    )
    let text = MarkdownFormat().text(of: PlanReport(odd, target: "staging"))
    #expect(text.hasPrefix("<!-- plumb:plan:staging -->\n### Plan for `staging`\n"))
    #expect(text.contains("- `+` `` table public.\"a`b</details>\" ``: \\<b\\>\\*x\\*\n"))
    #expect(text.contains("````sql\n"))
    #expect(text.contains("<details><summary>SQL</summary>"))
  }

  @Test("names from a database cannot steer the terminal")
  func injection() {
    let evil = ObjectID(KindName("table"), ["public", "a\u{1B}[2J\nb"])
    let odd = plan(
      stages: [
        Plan.Stage(isTransaction: true, reason: "", steps: [Step(.drop, evil, "DROP x")])
      ],
      changes: [
        Plan.ObjectChange(
          id: evil,
          action: .alter,
          reason: "\u{9B}1m",
          fields: [
            ChangedField(
              name: "body",
              old: .text("\u{1B}a\nb"),
              new: .text("\rc"),
              change: .alter
            )
          ]
        )
      ]
    )
    var report = PlanReport(odd, target: "\u{7}")
    report.showsSQL = true
    let unsafe = Set("\u{1B}\u{9B}\r\u{7}".unicodeScalars)
    for text in [
      TextFormat().text(of: report), MarkdownFormat().text(of: report),
      JSONFormat().text(of: report),
    ] {
      #expect(!text.unicodeScalars.contains(where: unsafe.contains))
    }
  }

  @Test("differences look like plans")
  func differences() {
    let red = Toy("a", paint: "red")
    let blue = Toy("a", paint: "blue")
    let live = Catalog([red, Toy("gone")])
    let desired = Catalog([blue, Toy("new"), ToyPart("wheel", of: "new")])
    let report = DifferenceReport(
      first: "one",
      second: "two",
      changes: difference(from: live, to: desired, in: .toys(live, desired)),
      notLookedAt: [NotManaged(what: "cast", count: 2)]
    )
    #expect(
      TextFormat(style: Style(ascii: true)).text(of: report) == """
        one -> two
        1 only in the first (-), 1 only in the second (+), 1 in both but different (~).

          ~  toy public.a
              paint: red -> blue
          -  toy public.gone
          +  toy public.new
              with 1 toy part

        Not looked at: 2 casts.

        """
    )
    let same = DifferenceReport(first: "one", second: "two", changes: [], notLookedAt: [])
    #expect(TextFormat().text(of: same) == "one → two · no differences\n")
    #expect(JSONFormat().text(of: same).contains("\"differs\": false"))
  }
}

@Suite("Failures as text") struct FailureTextTests {
  @Test("a failed step: place, statement with a caret, and what state the database is in")
  func step() {
    let sql: SQL = "CREATE TABLE public.todos (\n  title txt\n)"
    let error = ServerError(
      sqlState: .undefinedObject,
      message: "type \"txt\" does not exist",
      position: 37
    )
    let failed = FailedStep(
      index: 1,
      step: Step(.create, todos, sql),
      error: error,
      place: SourceRange(file: "todos.yaml", at: SourcePosition(line: 3, column: 5))
    )
    let failure = ExecutionFailure(cause: .step(failed), state: .unchanged)
    #expect(
      TextFormat().text(of: failure) == """
        todos.yaml:3:5: error: step 2 failed: create table public.todos
          type "txt" does not exist (SQLSTATE 42704)
              title txt
                    ^
          The database is as it was before.

        """
    )
  }

  @Test("what is left half done is said")
  func partial() {
    let failure = ExecutionFailure(
      cause: .interrupted,
      state: .partial(stages: 1, steps: 2, of: 3)
    )
    #expect(
      TextFormat().text(of: failure).contains(
        "1 of 3 stages is done and stays, and so are 2 steps of the next; the rest is not."
      )
    )
  }

  @Test("exit codes are those that are documented")
  func exitCodes() {
    func code(_ cause: ExecutionFailure.Cause) -> Int32 {
      ErrorReport(ExecutionFailure(cause: cause, state: .unchanged)).exitCode
    }
    #expect(code(.lockHeld(nil)) == 4)
    #expect(code(.stale(["x"])) == 4)
    #expect(code(.interrupted) == 130)
    #expect(code(.notProved(["x"])) == 1)
  }

  @Test("JSON tells code, what, why and fix")
  func json() throws {
    let failure = ExecutionFailure(cause: .stale(["table public.a"]), state: .unchanged)
    let text = JSONFormat().text(of: failure)
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let error = read?["error"] as? [String: Any]
    #expect(error?["code"] as? String == "apply.stale")
    #expect(error?["what"] as? String == "what the plan was made for has changed since")
    #expect(error?["fix"] as? String == "Make the plan anew and look at it.")
    #expect(error?["state"] as? String == "unchanged")
  }

  @Test("progress in JSON is one line an event")
  func progress() {
    let event = ExecutionEvent.stepStarted(step: 0, of: 2, createTodos)
    #expect(
      JSONFormat().line(of: event) == """
        {"action":"create","event":"step-started","object":{"kind":"table",\
        "name":"public.todos"},"of":2,"step":1}

        """
    )
    #expect(TextFormat().text(of: event) == "[1/2] create table public.todos")
  }
}
