import Foundation
import ManagementStandIn
import SupabaseManagement
import Testing

@Suite("Saved plans and auth settings", .serialized) struct SavedPlanTests {
  private func prepare(_ project: CommandLineProject, _ auth: String) throws {
    try project.write("platform: supabase\nmanage: {schemas: [public]}\n", to: "plumb.yaml")
    try project.write(
      "environment: live\ndatabase: ${env:DATABASE}\nauth: \(auth)\n",
      to: "environments/live.yaml"
    )
    try project.write(
      """
      auth:
        site_url: https://live.example
        jwt_expiry: 1800
        captcha: {secret: "${env:CAPTCHA}"}

      """,
      to: "desired-state/auth.yaml"
    )
  }

  private func run(
    _ project: CommandLineProject,
    _ arguments: String...,
    secret: String = "quite-secret-1"
  ) throws -> CommandLineProject.Outcome {
    let outcome = try project.run(arguments, environment: ["CAPTCHA": secret])
    #expect(!outcome.output.contains("quite-secret") && !outcome.errors.contains("quite-secret"))
    return outcome
  }

  private func set(_ name: String, _ value: JSONValue, _ project: CommandLineProject) {
    project.standIn.with { $0.projects[CommandLineProject.hosted]?[name] = value }
  }

  @Test func movedSettingsOfTheHostedPlatformMakeAPlanStale() async throws {
    try await CommandLineProject.with { project in
      let target = "{target: management_api, project: abcdefghijklmnopqrst, url: \"${env:API}\"}"
      try prepare(project, target)
      set("security_captcha_secret", .text("quite-secret-0"), project)
      #expect(try run(project, "plan", "live", "--out", "a.plan").status == 0)
      #expect(try !project.text("a.plan").contains("quite-secret"))

      // Settings that the plan changes, and one of which the secret is another.
      set("jwt_exp", .integer(60), project)
      set("security_captcha_secret", .text("quite-secret-9"), project)
      let stale = try run(project, "apply", "live", "a.plan")
      #expect(stale.status == 4, "\(stale.output) \(stale.errors)")
      #expect(stale.errors.contains("auth setting jwt_expiry"), "\(stale.errors)")
      #expect(stale.errors.contains("auth setting captcha.secret"), "\(stale.errors)")
      #expect(!stale.errors.contains("auth setting site_url"), "\(stale.errors)")
      #expect(project.standIn.requests("PATCH").isEmpty)

      // What nobody declares may move.
      set("jwt_exp", .integer(3600), project)
      set("security_captcha_secret", .text("quite-secret-0"), project)
      set("password_min_length", .integer(12), project)
      let done = try run(project, "apply", "live", "a.plan")
      #expect(done.status == 0, "\(done.output) \(done.errors)")
      #expect(project.standIn.requests("PATCH").count == 1)
      #expect(try run(project, "plan", "live", "--detailed-exitcode").status == 0)
      #expect(try run(project, "apply", "live", "a.plan").status == 4)
    }
  }

  @Test func movedVariablesOfAFileMakeAPlanStale() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, "{target: env_file, path: auth.env}")
      let before = """
        # Kept as it is.
        GOTRUE_SITE_URL=https://old.example
        GOTRUE_SECURITY_CAPTCHA_SECRET=quite-secret-0

        """
      try project.write(before, to: "auth.env")
      #expect(try run(project, "plan", "live", "--out", "a.plan").status == 0)
      #expect(try !project.text("a.plan").contains("quite-secret"))

      let moved = before.replacing("old.example", with: "other.example")
        .replacing("secret-0", with: "secret-9")
      try project.write(moved + "GOTRUE_DISABLE_SIGNUP=true\n", to: "auth.env")
      let stale = try run(project, "apply", "live", "a.plan")
      #expect(stale.status == 4, "\(stale.output) \(stale.errors)")
      #expect(stale.errors.contains("auth setting site_url"), "\(stale.errors)")
      #expect(stale.errors.contains("auth setting captcha.secret"), "\(stale.errors)")
      #expect(!stale.errors.contains("enable_signup"), "\(stale.errors)")
      #expect(try project.text("auth.env").contains("other.example"))

      // The same state again, in another order and with a line that nobody declares.
      try project.write("GOTRUE_DISABLE_SIGNUP=true\n" + before, to: "auth.env")
      let done = try run(project, "apply", "live", "a.plan")
      #expect(done.status == 0, "\(done.output) \(done.errors)")
      let text = try project.text("auth.env")
      #expect(text.contains("# Kept as it is.") && text.contains("live.example"))
    }
  }

  @Test func aTargetThatIsGoneMakesAPlanStale() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, "{target: env_file, path: auth.env}")
      #expect(try run(project, "plan", "live", "--out", "a.plan").status == 0)
      try project.write(
        "environment: live\ndatabase: ${env:DATABASE}\n",
        to: "environments/live.yaml"
      )
      #expect(try run(project, "apply", "live", "a.plan").status == 4)
    }
  }
}
