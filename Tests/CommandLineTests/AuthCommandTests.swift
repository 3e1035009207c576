import ManagementStandIn
import PostgresVocabulary
import SupabaseManagement
import Testing

@Suite("Auth settings and the database in one plan", .serialized) struct AuthCommandTests {
  private static let environment = """
    environment: live
    database: ${env:DATABASE}
    auth: {target: management_api, project: abcdefghijklmnopqrst, url: "${env:API}"}
    variables: {site: https://live.example}

    """
  private static let greeting = """
    function: greet()
    returns: trigger
    language: plpgsql
    body: |
      begin
        return new;
      end
    ---
    trigger: greet_people
    on: auth.users
    timing: after
    events: [insert]
    for_each: row
    execute: greet()
    ---

    """
  private static let hook =
    greeting + """
      function: add_claims(event jsonb)
      returns: jsonb
      language: sql
      body: select event
      grants: {supabase_auth_admin: [execute]}
      ---
      auth:
        site_url: ${site}
        hook:
          custom_access_token:
            enabled: true
            uri: pg-functions://postgres/public/add_claims

      """
  private static let noHook =
    greeting + """
      auth:
        site_url: ${site}
        hook: {custom_access_token: {enabled: false, uri: ""}}

      """

  private func prepare(_ project: CommandLineProject, _ manifest: String) throws {
    try project.write("platform: supabase\nmanage: {schemas: [public]}\n", to: "plumb.yaml")
    try project.write(Self.environment, to: "environments/live.yaml")
    try project.write(manifest, to: "desired-state/all.yaml")
  }

  private func field(_ name: String, _ project: CommandLineProject) -> JSONValue? {
    project.standIn.with { $0.projects[CommandLineProject.hosted]?[name] }
  }

  @Test func hookComesAfterItsFunctionAndGoesBeforeIt() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, Self.hook)
      let plan = try project.plumb("plan", "live")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(plan.output.contains("auth settings in project abcdefghijklmnopqrst"))
      #expect(project.standIn.requests("PATCH").isEmpty)

      // The function and its grants are there when the hook is switched on.
      let apply = try project.plumb("apply", "live", "--auto-approve", "--allow", "all")
      #expect(apply.status == 0, "\(apply.output) \(apply.errors)")
      #expect(field("hook_custom_access_token_enabled", project) == .bool(true))
      #expect(field("site_url", project) == .text("https://live.example"))
      #expect(project.standIn.requests("PATCH").count == 1)
      let privilege: SQL = """
        SELECT pg_catalog.has_function_privilege('supabase_auth_admin',
          'public.add_claims(jsonb)', 'EXECUTE')
        """
      #expect(try await project.value(privilege) == "t")
      let trigger: SQL = """
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_trigger WHERE tgname = 'greet_people'
        """
      #expect(try await project.value(trigger) == "1")
      #expect(try project.plumb("plan", "live", "--detailed-exitcode").status == 0)
      #expect(try project.plumb("verify", "live").status == 0)

      // The other way round the hook is switched off first, and only then its function goes.
      try project.write(Self.noHook, to: "desired-state/all.yaml")
      let back = try project.plumb("plan", "live", "--json")
      let off = try #require(back.output.firstRange(of: "hook_custom_access_token_enabled"))
      let drop = try #require(back.output.firstRange(of: "DROP FUNCTION"))
      #expect(off.lowerBound < drop.lowerBound)
      project.standIn.with { state in
        state.failures = [.status(500, message: "broken", isPatchOnly: true)]
      }
      let failed = try project.plumb("apply", "live", "--auto-approve", "--allow", "all")
      #expect(failed.status == 1)
      let there: SQL = "SELECT pg_catalog.to_regprocedure('public.add_claims(jsonb)')::text"
      #expect(try await project.value(there) == "add_claims(jsonb)")
      let done = try project.plumb("apply", "live", "--auto-approve", "--allow", "all")
      #expect(done.status == 0, "\(done.output) \(done.errors)")
      #expect(try await project.value(there) == nil)
      #expect(field("hook_custom_access_token_enabled", project) == .bool(false))
    }
  }

  @Test func aFailureAfterTheDatabaseIsToldAndMadeUpFor() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, Self.hook)
      project.standIn.with { state in
        state.failures = [
          .status(401, message: "site_url: not on your plan", isPatchOnly: true)
        ]
      }
      let failed = try project.plumb("apply", "live", "--auto-approve", "--allow", "all")
      #expect(failed.status == 1)
      #expect(failed.errors.contains("site_url: not on your plan"), "\(failed.errors)")
      #expect(failed.errors.contains("desired-state/all.yaml:23"), "\(failed.errors)")
      #expect(failed.errors.contains("1 of 2 stages"), "\(failed.errors)")
      let there: SQL = "SELECT pg_catalog.to_regprocedure('public.add_claims(jsonb)')::text"
      #expect(try await project.value(there) == "add_claims(jsonb)")
      #expect(field("hook_custom_access_token_enabled", project) == .bool(false))
      let history = try project.plumb("history", "live")
      #expect(history.output.contains("partial"), "\(history.output)")

      let plan = try project.plumb("plan", "live", "--json")
      #expect(!plan.output.contains("CREATE FUNCTION"))
      let rest = try project.plumb("apply", "live", "--auto-approve")
      #expect(rest.status == 0, "\(rest.errors)")
      #expect(field("hook_custom_access_token_enabled", project) == .bool(true))
      #expect(try project.plumb("plan", "live", "--detailed-exitcode").status == 0)
    }
  }

  @Test func secretsThatCannotBeComparedAreSentOnce() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, "auth: {captcha: {secret: \"${env:CAPTCHA}\"}}\n")
      project.standIn.with { $0.masksSecrets = true }
      func run(_ arguments: String, _ secret: String) throws -> CommandLineProject.Outcome {
        let outcome = try project.plumb(
          arguments,
          "live",
          environment: ["CAPTCHA": secret]
        )
        #expect(!outcome.output.contains(secret) && !outcome.errors.contains(secret))
        return outcome
      }
      func apply(_ secret: String, _ more: String...) throws {
        let before = project.standIn.requests("PATCH").count
        let arguments = ["apply", "live", "--auto-approve"] + more
        let outcome = try project.run(arguments, environment: ["CAPTCHA": secret])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(project.standIn.requests("PATCH").count == before + 1)
      }
      try apply("quite-secret-1")
      #expect(try run("verify", "quite-secret-1").status == 0)
      #expect(try run("verify", "quite-secret-2").status == 2)
      try apply("quite-secret-2")
      #expect(try run("verify", "quite-secret-2").status == 0)
      #expect(try run("verify", "quite-secret-1").status == 2)
      try apply("quite-secret-2", "--resend-secrets")
      #expect(field("security_captcha_secret", project) == .text("quite-secret-2"))
      let stored: SQL = "SELECT pg_catalog.string_agg(h::text, '') FROM plumb.migration_history h"
      let history = try #require(try await project.value(stored))
      #expect(!history.contains("quite-secret"))

      // What was perhaps sent counts as sent no more.
      project.standIn.with { $0.failures = [.status(503, message: "x", isPatchOnly: true)] }
      let failed = try project.run(
        ["apply", "live", "--auto-approve"],
        environment: ["CAPTCHA": "quite-secret-3"]
      )
      #expect(failed.status == 1)
      #expect(try run("verify", "quite-secret-2").status == 2)
    }
  }

  @Test func exportsAndComparesEnvironments() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, "auth: {site_url: \"${site}\", jwt_expiry: 1800}\n")
      let other = Self.environment.replacing("live", with: "other")
        .replacing("abcdefghijklmnopqrst", with: CommandLineProject.otherHosted)
      try project.write(other, to: "environments/other.yaml")
      for name in ["live", "other"] {
        let applied = try project.plumb("apply", name, "--auto-approve")
        #expect(applied.status == 0, "\(applied.errors)")
      }
      // The addresses differ as declared, which is no drift.
      #expect(try project.plumb("verify", "live", "other").status == 0)
      project.standIn.with { state in
        state.projects[CommandLineProject.otherHosted]?["password_min_length"] = .integer(10)
        state.projects[CommandLineProject.otherHosted]?["jwt_exp"] = .integer(60)
      }
      let different = try project.plumb("diff", "live", "other")
      #expect(different.status == 2)
      #expect(different.output.contains("jwt_expiry"), "\(different.output)")
      #expect(try project.plumb("verify", "live").status == 0)
      #expect(try project.plumb("verify", "other").status == 2)

      let exported = try project.plumb("export", "other", "--to", "copy", "--platform", "supabase")
      #expect(exported.status == 0, "\(exported.errors)")
      let manifest = try project.text(try project.paths(in: "copy/desired-state/auth")[0])
      #expect(
        manifest == """
          auth: {jwt_expiry: 60, minimum_password_length: 10, site_url: https://other.example}

          """,
        "\(manifest)"
      )
    }
  }

  @Test func identityProvidersComeAfterTheirSwitch() async throws {
    try await CommandLineProject.with { project in
      let entity = "https://idp.example/saml"
      try prepare(
        project,
        """
        auth: {saml: {enabled: true}}
        ---
        sso_provider: \(entity)
        file: idp.xml
        domains: [example.com]

        """
      )
      let xml = "<EntityDescriptor entityID=\"\(entity)\"/>"
      try project.write("\(xml)\n", to: "desired-state/idp.xml")
      let off = try project.text("desired-state/all.yaml")
      try project.write(off.replacing("true", with: "false"), to: "desired-state/all.yaml")
      let refused = try project.plumb("validate")
      #expect(refused.status == 1 && refused.errors.contains("all.yaml:3:"), "\(refused.errors)")
      try project.write(off, to: "desired-state/all.yaml")
      let planned = try project.plumb("plan", "live", "--out", "plan.json")
      #expect(planned.output.contains("People of example.com sign in"), "\(planned.output)")
      let applied = try project.plumb("apply", "live", "plan.json", "--auto-approve")
      #expect(applied.status == 0, "\(applied.output) \(applied.errors)")
      let held = project.standIn.with { $0.providers["abcdefghijklmnopqrst"] ?? [] }
      #expect(held.map(\.xml) == [xml])
      #expect(try project.plumb("plan", "live", "--detailed-exitcode").status == 0)
      #expect(try project.plumb("verify", "live").status == 0)

      let saved = try project.plumb("plan", "live", "--out", "nothing.json")
      #expect(saved.status == 0, "\(saved.errors)")
      project.standIn.with { $0.providers["abcdefghijklmnopqrst"]?[0].domains = [] }
      #expect(try project.plumb("verify", "live").status == 2)
      let exported = try project.plumb("export", "live", "--to", "copy", "--platform", "supabase")
      #expect(exported.status == 0, "\(exported.errors)")
      let texts = try project.paths(in: "copy/desired-state/cluster/sso_providers")
        .map(project.text)
      #expect(texts.contains { $0.contains("sso_provider: \(entity)\n") }, "\(texts)")
    }
  }

  @Test(arguments: [("a", "b"), ("b", "a")])
  func aDomainMovesFromOneIdentityProviderToAnother(_ old: String, _ new: String) async throws {
    try await CommandLineProject.with { project in
      func manifest(_ owner: String) -> String {
        "auth: {saml: {enabled: true}}\n"
          + ["a", "b"].map { name in
            """
            ---
            sso_provider: urn:\(name)
            metadata_xml: <EntityDescriptor entityID="urn:\(name)"/>
            domains: [\(name).example\(name == owner ? ", moving.example" : "")]

            """
          }.joined()
      }
      for owner in [old, new] {
        try prepare(project, manifest(owner))
        let applied = try project.plumb("apply", "live", "--auto-approve")
        #expect(applied.status == 0, "\(applied.output) \(applied.errors)")
      }
      let held = project.standIn.with { $0.providers[CommandLineProject.hosted] ?? [] }
      #expect(held.first { $0.domains.contains("moving.example") }?.entity == "urn:\(new)")
    }
  }

  private static let ownProvider = """
    auth: {custom_oauth: {enabled: true}}
    ---
    oauth_provider: custom:acme
    type: oidc
    name: Acme
    client_id: shop
    client_secret: ${env:DATABASE}
    issuer: https://acme.example

    """
  private static let selfHosted = """
    environment: live
    database: ${env:DATABASE}
    variables: {site: x}
    auth: {target: env_file, path: auth.env}

    """

  @Test func aTargetWithoutAnAdminAPIWarnsOfProviders() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, Self.ownProvider)
      try project.write(Self.selfHosted, to: "environments/live.yaml")
      let warned = try project.plumb("validate")
      #expect(warned.status == 0 && warned.errors.contains("admin: {url"), "\(warned.errors)")
      let wrong = Self.selfHosted.replacing("auth.env}", with: "auth.env, admin: {key: abc}}")
      try project.write(wrong, to: "environments/live.yaml")
      let refused = try project.plumb("validate")
      #expect(refused.status == 1 && refused.errors.contains("\"url\" is missing"))
      #expect(refused.errors.contains("must be a reference") && !refused.errors.contains("abc"))
    }
  }

  @Test func providersOfSelfHostedServicesAreKeptByTheirOwnAPI() async throws {
    try await CommandLineProject.with { project in
      let hosted = CommandLineProject.hosted
      try prepare(project, Self.ownProvider)
      let admin = "auth.env, admin: {url: \"${env:API}\"}}"
      try project.write(
        Self.selfHosted.replacing("auth.env}", with: admin),
        to: "environments/live.yaml"
      )
      // The service has not read its file yet.
      project.standIn.with { $0.projects[hosted]?["custom_oauth_enabled"] = .bool(false) }
      let address = project.standIn.authAddress(of: hosted)
      let variables = ["API": address, "SUPABASE_SERVICE_ROLE_KEY": ManagementStandIn.adminKey]
      let planned = try project.plumb("plan", "live", environment: variables)
      #expect(planned.output.contains("Whoever the provider vouches for"), "\(planned.output)")
      project.standIn.with { $0.projects[hosted]?["custom_oauth_enabled"] = .bool(true) }
      let applied = try project.plumb("apply", "live", "--auto-approve", environment: variables)
      #expect(applied.status == 0, "\(applied.output) \(applied.errors)")
      #expect(try project.text("auth.env").contains("GOTRUE_CUSTOM_OAUTH_ENABLED='true'"))
      let held = project.standIn.with { $0.oauthProviders[hosted] ?? [] }
      #expect(held.map { $0.fields["issuer"] } == [.text("https://acme.example")])
      let again = try project.plumb("plan", "live", "--detailed-exitcode", environment: variables)
      #expect(again.status == 0, "\(again.output)")

      project.standIn.with {
        $0.oauthProviders[hosted]?[0].fields["client_id"] = .text("thief")
      }
      let drift = try project.plumb("verify", "live", environment: variables)
      #expect(drift.status == 2 && drift.output.contains("client_id"), "\(drift.output)")
      let exported = try project.plumb(
        "export",
        "live",
        "--to",
        "copy",
        "--platform",
        "supabase",
        environment: variables
      )
      #expect(exported.status == 0, "\(exported.errors)")
      let texts = try project.paths(in: "copy/desired-state/cluster/oauth_providers")
        .map(project.text)
      #expect(texts.contains { $0.contains("${env:CUSTOM_ACME_SECRET}") }, "\(texts)")
      for text in [planned.output, applied.output, drift.output] + texts {
        #expect(!text.contains(ManagementStandIn.adminKey))
      }
    }
  }

  @Test func aSavedPlanFromAnotherEnvironmentTakesItsThirdParties() async throws {
    try await CommandLineProject.with { project in
      try prepare(project, "auth: {site_url: \"${site}\"}\n")
      let other = Self.environment.replacing("live", with: "other")
        .replacing("abcdefghijklmnopqrst", with: CommandLineProject.otherHosted)
      try project.write(other, to: "environments/other.yaml")
      for name in ["live", "other"] {
        #expect(try project.plumb("apply", name, "--auto-approve").status == 0)
      }
      project.standIn.with { state in
        state.issuers[CommandLineProject.otherHosted] = [("x", "https://a.eu.auth0.com")]
        state.issuers["abcdefghijklmnopqrst"] = [("y", "https://other.auth0.com")]
      }
      let planned = try project.plumb("plan", "live", "--from", "other", "--out", "plan.json")
      #expect(planned.status == 0, "\(planned.errors)")
      let applied = try project.plumb("apply", "live", "plan.json", "--auto-approve")
      #expect(applied.status == 0, "\(applied.output) \(applied.errors)")
      let issuers = project.standIn.with { $0.issuers["abcdefghijklmnopqrst"]?.map(\.issuer) }
      #expect(issuers == ["https://a.eu.auth0.com"])
    }
  }

  @Test func refusesWhatTheTargetCannotHold() async throws {
    try await CommandLineProject.with { project in
      try prepare(
        project,
        "auth:\n  rate_limit: {sms_sent: 3/1h}\n  external_url: https://x.example\n"
      )
      let outcome = try project.plumb("validate")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("desired-state/all.yaml:2:26"), "\(outcome.errors)")
      #expect(
        outcome.errors.contains("\"external_url\" cannot be set in the target"),
        "\(outcome.errors)"
      )
    }
  }
}
