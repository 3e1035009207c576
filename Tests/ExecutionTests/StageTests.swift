import Execution
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Stages and external steps") struct StageTests {
  private let call = ExternalCall(system: "env_file", summary: "set SITE_URL", arguments: .absent)

  private func externalStage() -> Plan.Stage {
    let step = Step(.alter, ObjectID(KindName("auth"), ["site_url"]), effect: .external(call))
    return Plan.Stage(isTransaction: false, reason: "", steps: [step])
  }

  private var withExternal: Plan {
    plan(
      from: [:],
      to: ["a": "x"],
      [transaction(step("a", "CREATE TABLE public.a (x integer)")), externalStage()]
    )
  }

  @Test("a new enum value is used in the next transaction")
  func enumValue() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TYPE public.e AS ENUM ('a')")
      let bench = Bench(settings, connection)
      let stages = [
        Plan.Stage(
          isTransaction: true,
          reason: "new enum values",
          steps: [
            step("e", "ALTER TYPE public.e ADD VALUE 'b'", isolation: .committedBeforeUse)
          ]
        ),
        transaction(
          step("a", "CREATE TABLE public.a (x public.e DEFAULT 'b'::public.e)")
        ),
      ]
      let result = try await bench.apply(plan(from: [:], to: ["a": "x"], stages))
      #expect(result.stages == 2)
      let history = try await bench.history()
      #expect(history.map(\.outcome) == ["applied"])
      #expect(history.first?.stages.done == 2)
    }
  }

  @Test("a later stage that fails: the report says which are committed")
  func laterStageFails() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let failure = try await bench.failure(
        of: plan(
          from: [:],
          to: [:],
          [
            transaction(step("a", "CREATE TABLE public.a (x integer)")),
            transaction(step("b", "CREATE TABLE public.b (x no_such_type)")),
          ]
        )
      )
      #expect(failure.state == .partial(stages: 1, steps: 0, of: 2))
      #expect(try await bench.shape() == ["a": "x"])
      let history = try await bench.history()
      #expect(history.map(\.outcome) == ["partial"])
      #expect(history.first?.error == "step 2: create table public.b: SQLSTATE 42704")
      #expect(history.first?.stages.done == 1)
      #expect(history.first?.stages.of == 2)
    }
  }

  @Test("a statement that cannot run in a transaction runs alone")
  func alone() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.a (x integer)")
      let bench = Bench(settings, connection)
      let index = step(
        "a",
        "CREATE INDEX CONCURRENTLY i ON public.a (x)",
        isolation: .alone
      )
      _ = try await bench.apply(
        plan(
          from: ["a": "x"],
          to: ["a": "x"],
          [Plan.Stage(isTransaction: false, reason: "", steps: [index])]
        )
      )
      #expect(try await bench.history().map(\.outcome) == ["applied"])
      let found = try await bench.elsewhere {
        try await $0.query("SELECT 1 FROM pg_class WHERE relname = 'i'").count
      }
      #expect(found == 1)
    }
  }

  @Test("external steps are carried out by the system of their name")
  func external() async throws {
    try await withTestDatabase { settings, connection in
      var bench = Bench(settings, connection)
      let log = Log<String>()
      bench.change = {
        $0.externalSystems = [NamedSystem(name: "env_file") { log.append($0.summary) }]
      }
      _ = try await bench.apply(withExternal)
      #expect(log.entries == ["set SITE_URL"])
      #expect(try await bench.history().map(\.outcome) == ["applied"])
    }
  }

  @Test("an external step that fails leaves the committed stages and says so")
  func externalFails() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let failure = try await bench.failure(of: withExternal)
      guard case .step(let failed) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(failed.error as? UnknownExternalSystem != nil)
      #expect(failure.state == .partial(stages: 1, steps: 0, of: 2))
      #expect(try await bench.shape() == ["a": "x"])
    }
  }

  @Test("an external step is not carried out for a plan that is stale")
  func externalStale() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.z (x integer)")
      var bench = Bench(settings, connection)
      let log = Log<String>()
      bench.change = {
        $0.externalSystems = [NamedSystem(name: "env_file") { log.append($0.summary) }]
      }
      let failure = try await bench.failure(of: plan(from: [:], to: [:], [externalStage()]))
      guard case .stale = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(log.entries.isEmpty)
    }
  }
}
