import PostgresVocabulary
import Testing

@Suite("Mistakes, all of them and before anything is done", .serialized) struct MistakeTests {
  private static let environment = "environment: live\ndatabase: ${env:DATABASE}\n"

  @Test func validateReadsOnAfterMistakesInTheProjectsFile() async throws {
    try await CommandLineProject.with { project in
      try project.write("plattform: postgres\n", to: "plumb.yaml")
      try project.write(Self.environment, to: "environments/live.yaml")
      try project.write("table: public.t\ncolums: {id: integer}\n", to: "desired-state/t.yaml")
      let outcome = try project.plumb("validate")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("plumb.yaml:1:1: error"), "\(outcome.errors)")
      #expect(outcome.errors.contains("t.yaml:2:1: error"), "\(outcome.errors)")
      #expect(outcome.errors.hasSuffix("2 errors\n"), "\(outcome.errors)")
    }
  }

  @Test func aRoleThatNobodyHasIsFoundByThePlan() async throws {
    try await CommandLineProject.with { project in
      try project.write("platform: postgres\n", to: "plumb.yaml")
      try project.write(Self.environment, to: "environments/live.yaml")
      let manifest = """
        role: tilll_clerk
        ---
        table: public.t
        columns: {id: integer}
        policies:
          seen: {for: select, to: [tilll_clerk, till_clerk, public], using: "true"}
        grants: {till_clerk: [select], pg_monitor: [select]}

        """
      try project.write(manifest, to: "desired-state/t.yaml")
      let outcome = try project.plumb("apply", "live", "--auto-approve")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("t.yaml:6:3: error: policy"), "\(outcome.errors)")
      #expect(outcome.errors.contains("t.yaml:7:10: error: grant"), "\(outcome.errors)")
      #expect(outcome.errors.contains("Did you mean \"tilll_clerk\"?"))
      #expect(!outcome.errors.contains("role pg_monitor"))
      #expect(try await project.value("SELECT pg_catalog.to_regclass('public.t')") == nil)

      let right = manifest.replacing("role: tilll_clerk", with: "role: till_clerk")
        .replacing("[tilll_clerk, ", with: "[")
      try project.write(right, to: "desired-state/t.yaml")
      let applied = try project.plumb("apply", "live", "--auto-approve")
      #expect(applied.status == 0, "\(applied.errors)")
    }
  }
}
