import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb plan and apply for fleets", .serialized)
struct FleetTests {
  /// Runs something with a fleet of so many databases, which a query gives.
  private func withFleet(
    _ count: Int,
    rollout: String,
    more: String = "",
    _ body: (Story, [String]) async throws -> Void
  ) async throws {
    try await Story.with(["registry": ""], files: Manifests.files) { story in
      let id = UInt32.random(in: 0 ... .max)
      let names = (1...count).map { "shop_\(id)_\(String(1000 + $0).dropFirst())" }
      try story.write(
        """
        environment: shops
        databases:
          from: ${env:REGISTRY}
          query: select name, 'x' as region from shops
          url: \(story.url("registry").replacing(story.database("registry"), with: "{name}"))
        rollout: \(rollout)
        \(more)
        """,
        to: "environments/shops.yaml"
      )
      try await story.sql("CREATE TABLE shops (name text PRIMARY KEY)", in: "registry")
      do {
        await withTaskGroup { group in
          for part in 0..<4 {
            group.addTask {
              for (position, name) in names.enumerated() where position % 4 == part {
                _ = try? await story.sql(
                  "CREATE DATABASE \(identifier: name) TEMPLATE template0",
                  in: "registry"
                )
              }
            }
          }
        }
        for name in names {
          try await story.sql("INSERT INTO shops VALUES (\(literal: name))", in: "registry")
        }
        try await body(story, names)
        await drop(names, story)
      } catch {
        await drop(names, story)
        throw error
      }
    }
  }

  private func drop(_ names: [String], _ story: Story) async {
    for name in names {
      _ = try? await story.sql("DROP DATABASE \(identifier: name) WITH (FORCE)", in: "registry")
    }
  }

  private func plumb(_ story: Story, _ arguments: String...) async throws -> Story.Run {
    try await story.plumb(arguments, environment: ["REGISTRY": story.url("registry")])
  }

  /// The status of each database, as JSON tells it.
  private func statuses(_ run: Story.Run) throws -> [String: String] {
    struct Report: Decodable {
      let databases: [Database]
      struct Database: Decodable {
        let name: String
        let status: String
      }
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    return Dictionary(report.databases.map { ($0.name, $0.status) }) { first, _ in first }
  }

  private let guardian: SQL = """
    CREATE SCHEMA guard;
    CREATE FUNCTION guard.refuse() RETURNS event_trigger LANGUAGE plpgsql
      AS 'BEGIN RAISE EXCEPTION ''not today''; END';
    CREATE EVENT TRIGGER guardian ON ddl_command_start WHEN TAG IN ('CREATE POLICY')
      EXECUTE FUNCTION guard.refuse();
    """
  private let done: SQL = """
    SELECT (SELECT pg_catalog.count(*) FROM plumb.migration_history WHERE outcome = 'applied'),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_policy)
    """

  @Test("two hundred databases: plan, canary, a failure in the middle, resume")
  func twoHundred() async throws {
    try await withFleet(200, rollout: "{waves: [9], parallel: 8}") { story, names in
      let plan = try await plumb(story, "plan", "shops", "--json", "--detailed-exitcode")
      #expect(plan.code == 2, "\(plan.errors)")
      #expect(try Set(statuses(plan).values) == ["planned"])
      #expect(plan.output.components(separatedBy: "CREATE TABLE").count == 2)

      let canary = try await plumb(story, "apply", "shops", "--auto-approve", "--canary")
      #expect(canary.code == 0, "\(canary.errors)")
      #expect(canary.output.contains("1 applied.\n"), "\(canary.output)")

      let broken = names[120]
      try await story.sql(guardian, in: "registry", database: broken)
      let first = try await plumb(story, "apply", "shops", "--auto-approve", "--json")
      #expect(first.code == 1, "\(first.errors)")
      let then = try statuses(first)
      #expect(then[names[0]] == "unchanged")
      #expect(then.values.count { $0 == "failed" } == 1 && then[broken] == "failed")
      // Those that ran beside it came to their end, and no other was begun.
      let applied = names.filter { then[$0] == "applied" }
      #expect((112..<128).contains(applied.count), "\(applied.count)")
      #expect(then.values.count { $0 == "not-begun" } == 200 - 2 - applied.count)
      #expect(names[1...9].allSatisfy { then[$0] == "applied" })
      #expect(
        try await story.sql(
          "SELECT pg_catalog.count(*) FROM pg_catalog.pg_policy",
          in: "registry",
          database: broken
        ) == [["0"]]
      )
      let waiting = try #require(names.first { then[$0] == "not-begun" })
      #expect(
        try await story.sql(
          "SELECT pg_catalog.to_regclass('public.todos')::text",
          in: "registry",
          database: waiting
        ) == [[nil]]
      )

      try await story.sql(
        "DROP EVENT TRIGGER guardian; DROP SCHEMA guard CASCADE",
        in: "registry",
        database: broken
      )
      let second = try await plumb(story, "apply", "shops", "--auto-approve", "--json")
      #expect(second.code == 0, "\(second.errors)")
      let now = try statuses(second)
      for name in names {
        let wasDone = then[name] == "applied" || then[name] == "unchanged"
        #expect(now[name] == (wasDone ? "unchanged" : "applied"))
        #expect(try await story.sql(done, in: "registry", database: name) == [["1", "1"]])
      }
    }
  }

  @Test("a saved plan, parts, a canary that fails, and names of one database")
  func saved() async throws {
    let rollout = "{canary: 2, parallel: 2, stop_after: 9}"
    try await withFleet(
      6,
      rollout: rollout,
      more: "apply: {protected: true}\n"
    ) { story, names in
      #expect(try await plumb(story, "apply", "shops", "--auto-approve").code == 3)
      let plan = try await plumb(story, "plan", "shops", "--out", "all.plan")
      #expect(plan.code == 0, "\(plan.errors)")
      #expect(plan.output.contains("6 databases alike"), "\(plan.output)")
      #expect(plan.output.contains("plumb apply shops all.plan"))

      // The first two come first; one of them fails, and no other is touched.
      try await story.sql(guardian, in: "registry", database: names[1])
      let failed = try await plumb(story, "apply", "shops", "all.plan")
      #expect(failed.code == 1)
      #expect(failed.output.contains("1 applied, 1 failed, 4 not begun."), "\(failed.output)")
      #expect(failed.output.contains("not today"), "\(failed.output)")
      try await story.sql(
        "DROP EVENT TRIGGER guardian; DROP SCHEMA guard CASCADE",
        in: "registry",
        database: names[1]
      )

      // Two machines share the rest; a database that has moved is refused and touches no other.
      try await story.sql("CREATE TABLE todos (id integer)", in: "registry", database: names[5])
      var applied = 0
      var codes: Set<Int32> = []
      for part in ["1/2", "2/2"] {
        let run = try await plumb(story, "apply", "shops", "all.plan", "--shard", part, "--json")
        codes.insert(run.code)
        applied += try statuses(run).values.count { $0 == "applied" }
        #expect(try Set(statuses(run).keys).isSubset(of: names))
      }
      #expect(codes == [0, 4])
      #expect(applied == 4)
      #expect(try await plumb(story, "plan", "shops/\(names[5])").output.contains("todos"))
      #expect(try await plumb(story, "history", "shops/\(names[0])").output.contains("applied"))
      let verified = try await plumb(story, "verify", "shops", "--json")
      #expect(verified.code == 2)
      let report = try await plumb(story, "verify", "shops")
      #expect(report.output.contains("shops/\(names[5])"), "\(report.output)")
      #expect(try await plumb(story, "verify", "shops/\(names[4])").code == 0)
      let pair = ["shops/\(names[3])", "shops/\(names[4])"]
      let same = try await plumb(story, "diff", pair[0], pair[1])
      #expect(same.code == 0, "\(same.errors)")
      #expect(try await plumb(story, "diff", pair[0], "shops/\(names[5])").code == 2)
      #expect(try await plumb(story, "plan", "registry/x").errors.contains("no environment"))
      let sync = try await plumb(story, "sync", "--from", pair[0], "--to", pair[1])
      #expect(sync.code == 3 && sync.errors.contains("protected"), "\(sync.errors)")
      #expect(
        try await plumb(story, "plan", "shops", "--only", "\(names[2]),\(names[3])").code == 0
      )
    }
  }

  @Test("what names no database, or not one, is said in plain words")
  func mistakes() async throws {
    try await withFleet(2, rollout: "{parallel: 2}") { story, names in
      func refusal(_ arguments: String...) async throws -> String {
        let run = try await story.plumb(
          arguments,
          environment: ["REGISTRY": story.url("registry")]
        )
        #expect(run.code == 64, "\(run.output)")
        return run.errors
      }
      #expect(try await refusal("plan", "shops", "--only", names[0] + "x").contains("Did you mean"))
      #expect(try await refusal("plan", "shops/none").contains("has no database \"none\""))
      #expect(try await refusal("plan", "registry", "--shard", "1/2").contains("is one database"))
      #expect(try await refusal("plan", "shops", "--shard", "3/2").contains("I/N"))
      #expect(try await refusal("history", "shops").contains("names many databases"))
      // Nothing is touched as long as one of them cannot be read.
      let registry = "INSERT INTO shops VALUES ('zzz_missing')"
      try await story.sql(SQL(unchecked: registry), in: "registry")
      let run = try await plumb(story, "apply", "shops", "--auto-approve")
      #expect(run.code == 1)
      #expect(run.errors.contains("1 of 3 databases cannot be planned for; none was touched"))
      #expect(run.errors.contains("zzz_missing: "), "\(run.errors)")
      let allowed = try await plumb(
        story,
        "apply",
        "shops",
        "--auto-approve",
        "--stop-after",
        "2",
        "--json"
      )
      #expect(allowed.code == 1)
      #expect(try statuses(allowed)[names[0]] == "applied")
    }
  }
}
