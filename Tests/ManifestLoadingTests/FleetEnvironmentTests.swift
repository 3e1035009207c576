import Diagnostics
import ManifestLoading
import ObjectModel
import Testing

@Suite("Fleets in environments' files")
struct FleetEnvironmentTests {
  @Test("a list, and how changes reach it")
  func list() async throws {
    let loaded = await Loaded(
      [
        "plumb.yaml": "",
        "environments/e.yaml": """
        databases:
          - alpha: ${env:ALPHA_URL}
          - beta: postgres://app@db/beta
        rollout: {canary: [beta], waves: [5, 10%], parallel: 8, stop_after: 3}
        """,
      ],
      environment: "e"
    )
    loaded.expectClean()
    let fleet = try #require(loaded.state.environment?.fleet)
    guard case .list(let entries) = fleet.source else {
      Issue.record("no list")
      return
    }
    #expect(entries.map(\.name) == ["alpha", "beta"])
    #expect(entries.map(\.url.text) == ["${env:ALPHA_URL}", "postgres://app@db/beta"])
    #expect(fleet.rollout.canary == .named(["beta"]))
    #expect(fleet.rollout.waves == [.count(5), .percent(10)])
    #expect(fleet.rollout.parallel == 8 && fleet.rollout.stopAfter == 3)
  }

  @Test("a query")
  func query() async throws {
    let loaded = await Loaded(
      [
        "plumb.yaml": "",
        "environments/e.yaml": """
        databases:
          from: ${env:FLEET_URL}
          query: select name, host from tenants
          url: postgres://app:${env:PASSWORD}@{host}/{name}
        """,
      ],
      environment: "e"
    )
    loaded.expectClean()
    guard case .query(let query)? = loaded.state.environment?.fleet?.source else {
      Issue.record("no query")
      return
    }
    #expect(query.text == "select name, host from tenants")
    #expect(query.url?.placeholders == ["host", "name"])
    #expect(loaded.state.environment?.fleet?.rollout == FleetRollout())
  }

  @Test(
    "mistakes",
    arguments: [
      ("databases: ⟦many⟧", "manifest.wrong-type"),
      ("databases: ⟦[]⟧", "environment.empty-fleet"),
      ("databases: [⟦postgres://a/b⟧]", "manifest.wrong-type"),
      ("databases: [⟦{a: postgres://a/b, b: postgres://a/c}⟧]", "manifest.wrong-type"),
      ("databases: [{a: ⟦somewhere⟧}]", "manifest.wrong-type"),
      ("databases: [{⟦a/b⟧: postgres://a/b}]", "environment.database-name"),
      ("databases: [{a: postgres://x/a}, {⟦a⟧: postgres://x/b}]", "environment.duplicate-database"),
      ("databases: ⟦{from: postgres://x/a}⟧", "manifest.missing-key"),
      ("databases: ⟦{query: select 1}⟧", "manifest.missing-key"),
      ("databases: {⟦form⟧: x, from: postgres://x/a, query: a}", "manifest.unknown-key"),
      (
        "databases: {from: postgres://x/a, query: select 1, url: ⟦postgres://x/b⟧}",
        "environment.no-placeholder"
      ),
      ("database: embedded\ndatabases: ⟦[{a: postgres://x/a}]⟧", "environment.two-databases"),
      ("rollout: ⟦{parallel: 2}⟧", "environment.rollout-alone"),
      (
        "databases: [{a: postgres://x/a}]\nauth: ⟦{target: env_file, path: .env}⟧",
        "environment.fleet-auth"
      ),
      (
        "databases: [{a: postgres://x/a}]\nrollout: {canary: [⟦b⟧]}", "environment.unknown-database"
      ),
      ("databases: [{a: postgres://x/a}]\nrollout: {canary: ⟦0⟧}", "manifest.wrong-type"),
      ("databases: [{a: postgres://x/a}]\nrollout: {waves: [⟦0%⟧]}", "manifest.wrong-type"),
      ("databases: [{a: postgres://x/a}]\nrollout: {waves: [⟦101%⟧]}", "manifest.wrong-type"),
      ("databases: [{a: postgres://x/a}]\nrollout: {parallel: ⟦0⟧}", "manifest.wrong-type"),
      ("databases: [{a: postgres://x/a}]\nrollout: {stop_after: ⟦no⟧}", "manifest.wrong-type"),
      ("databases: [{a: postgres://x/a}]\nrollout: {⟦paralell⟧: 2}", "manifest.unknown-key"),
    ]
  )
  func mistakes(text: String, code: String) async {
    await Loaded(["plumb.yaml": "", "environments/e.yaml": text], environment: "e").expect(code)
  }
}
