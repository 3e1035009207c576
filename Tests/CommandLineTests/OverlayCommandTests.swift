import Foundation
import ManagementStandIn
import PostgresClient
import PostgresVocabulary
import SupabaseManagement
import Testing

@Suite("Auth settings in overlays, and what lies beside them", .serialized)
struct OverlayCommandTests {
  private func environment(_ name: String, _ project: String, _ client: String) -> String {
    """
    environment: \(name)
    database: ${env:DATABASE}
    auth: {target: management_api, project: \(project), url: "${env:API}"}
    variables: {site: https://\(name).example}
    overrides:
      - auth: {jwt_expiry: 1800}
      - auth:
          external: {github: {client_id: \(client)}}
          additional_redirect_urls: ["https://\(name).example/welcome"]

    """
  }

  private func prepare(_ project: CommandLineProject) throws {
    try project.write("platform: supabase\nmanage: {schemas: [public]}\n", to: "plumb.yaml")
    try project.write(
      environment("live", CommandLineProject.hosted, "one"),
      to: "environments/live.yaml"
    )
    try project.write(
      environment("other", CommandLineProject.otherHosted, "two"),
      to: "environments/other.yaml"
    )
    try project.write("auth:\n  site_url: ${site}\n", to: "desired-state/auth/site.yaml")
    try project.write(
      """
      auth:
        jwt_expiry: 3600
        external: {github: {enabled: true, client_id: none, secret: "${env:GITHUB}"}}
      ---
      auth: {minimum_password_length: 10}

      """,
      to: "desired-state/auth/sign-in.yaml"
    )
  }

  private func run(
    _ project: CommandLineProject,
    _ arguments: String...
  ) throws -> CommandLineProject.Outcome {
    try project.run(arguments, environment: ["GITHUB": "quite-secret"])
  }

  @Test func severalDocumentsAndDeclaredDifferencesAreNoDrift() async throws {
    try await CommandLineProject.with { project in
      try prepare(project)
      for name in ["live", "other"] {
        let applied = try run(project, "apply", name, "--auto-approve")
        #expect(applied.status == 0, "\(applied.errors)")
        let again = try run(project, "plan", name, "--detailed-exitcode")
        #expect(again.status == 0, "\(again.output)")
      }
      func field(_ name: String, _ place: String) -> JSONValue? {
        project.standIn.with { $0.projects[place]?[name] }
      }
      for (place, client, site) in [
        (CommandLineProject.hosted, "one", "live"),
        (CommandLineProject.otherHosted, "two", "other"),
      ] {
        #expect(field("external_github_client_id", place) == .text(client))
        #expect(field("site_url", place) == .text("https://\(site).example"))
        #expect(field("uri_allow_list", place) == .text("https://\(site).example/welcome"))
        #expect(field("jwt_exp", place) == .integer(1800))
        #expect(field("password_min_length", place) == .integer(10))
      }
      let verified = try run(project, "verify")
      #expect(verified.status == 0, "\(verified.output)")
      #expect(verified.output.contains("external.github.client_id: declared"))

      // What nobody declares to differ is drift, and is told with its line.
      project.standIn.with { state in
        state.projects[CommandLineProject.otherHosted]?["password_min_length"] = .integer(6)
      }
      let drifted = try run(project, "verify")
      #expect(drifted.status == 2)
      #expect(drifted.output.contains("desired-state/auth/sign-in.yaml:5:"), "\(drifted.output)")
    }
  }

  private static let settings = """
    role: web_gateway
    login: true
    inherit: false
    settings:
      pgrst.db_schemas: public, storage
      pgrst.db_max_rows: "100"
      pgrst.jwt_aud: authenticated
      statement_timeout: 8s
    ---
    role_setting: pgrst.db_schemas
    on: authenticator
    value: public, storage
    ---
    database:
      settings: {app.tier: gold}

    """

  @Test func settingsOfRolesAreAppliedWithThem() async throws {
    try await CommandLineProject.with { project in
      try project.write("platform: supabase\nmanage: {schemas: [public]}\n", to: "plumb.yaml")
      try project.write(
        "environment: live\ndatabase: ${env:DATABASE}\n",
        to: "environments/live.yaml"
      )
      try project.write(Self.settings, to: "desired-state/cluster/roles/web_gateway.yaml")
      let applied = try run(project, "apply", "live", "--auto-approve", "--allow", "all")
      #expect(applied.status == 0, "\(applied.errors)")
      #expect(try run(project, "plan", "live", "--detailed-exitcode").status == 0)
      #expect(try run(project, "verify", "live").status == 0)
      let settings: SQL = """
        SELECT pg_catalog.array_to_string(rolconfig, ';')
        FROM pg_catalog.pg_roles WHERE rolname = 'web_gateway'
        """
      let held = try #require(try await project.value(settings))
      #expect(
        Set(held.split(separator: ";").map(String.init)) == [
          "pgrst.db_schemas=public, storage", "pgrst.db_max_rows=100",
          "pgrst.jwt_aud=authenticated", "statement_timeout=8s",
        ]
      )
      let gateway: SQL = """
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_roles
        WHERE rolname = 'authenticator' AND 'pgrst.db_schemas=public, storage' = ANY (rolconfig)
        """
      #expect(try await project.value(gateway) == "1")
      // What is not declared of the platform's role stays; secrets are not even looked at.
      try await project.connection.execute(
        """
        ALTER ROLE authenticator SET pgrst.db_max_rows TO '7';
        ALTER ROLE authenticator SET pgrst.jwt_secret TO 'quite-secret';
        """
      )
      let rest = try run(project, "verify", "live")
      #expect(rest.status == 0 && !rest.output.contains("quite-secret"), "\(rest.output)")
      try expectACopyWithoutSecrets(project)
      try await project.connection.execute("ALTER ROLE web_gateway SET pgrst.db_max_rows TO '5'")
      let drifted = try run(project, "verify", "live")
      #expect(drifted.status == 2)
      #expect(drifted.output.contains("pgrst.db_max_rows"), "\(drifted.output)")
    }
  }

  /// What is exported declares the same, and holds no secret.
  private func expectACopyWithoutSecrets(_ project: CommandLineProject) throws {
    let exported = try run(project, "export", "live", "--to", "copy", "--platform", "supabase")
    #expect(exported.status == 0 && !exported.output.contains("quite-secret"))
    try project.write(
      "environment: live\ndatabase: ${env:DATABASE}\n",
      to: "copy/environments/live.yaml"
    )
    let copy = try run(project, "plan", "live", "--project", "copy", "--detailed-exitcode")
    #expect(copy.status == 0, "\(copy.output) \(copy.errors)")
    for path in try FileManager.default.subpathsOfDirectory(
      atPath: project.folder.appending(path: "copy").path
    ) where path.hasSuffix(".yaml") {
      #expect(try !project.text("copy/\(path)").contains("quite-secret"))
    }
  }

  @Test func secretsAndSettingsWithoutEffectAreRefused() async throws {
    try await CommandLineProject.with { project in
      try project.write("platform: supabase\nmanage: {schemas: [public]}\n", to: "plumb.yaml")
      try project.write(
        """
        role_setting: pgrst.jwt_secret
        on: authenticator
        value: quite-secret
        ---
        role_setting: statement_timeout
        on: authenticator
        value: 1s
        ---
        role: clerk
        settings: {pgrst.jwt_secret: quite-secret}
        ---
        database:
          settings: {pgrst.db_schemas: public}

        """,
        to: "desired-state/settings.yaml"
      )
      let outcome = try project.plumb("validate")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("settings.yaml:1:"), "\(outcome.errors)")
      #expect(outcome.errors.contains("is a secret, which manifests do not hold"))
      #expect(outcome.errors.contains("belongs to the platform supabase"))
      #expect(outcome.errors.contains("has no effect on a database"))
      #expect(!outcome.errors.contains("quite-secret"))
    }
  }

  @Test func commentsOnWhatNoManifestNamesAreCounted() async throws {
    try await CommandLineProject.with { project in
      try prepare(project)
      try await project.connection.execute(
        """
        CREATE TABLE public.t (id integer PRIMARY KEY);
        COMMENT ON TYPE public.t IS 'a row type';
        COMMENT ON INDEX public.t_pkey IS 'the index of a key, which has a manifest';
        COMMENT ON CONSTRAINT t_pkey ON public.t IS 'a key';
        """
      )
      let plan = try run(project, "plan", "live")
      #expect(plan.output.contains("1 comment of parts that have no"), "\(plan.output)")
    }
  }

  @Test func signInStateInTablesIsCountedAndLeftAlone() async throws {
    try await CommandLineProject.with { project in
      try prepare(project)
      try await project.connection.execute(
        """
        CREATE TABLE auth.sso_providers (id uuid PRIMARY KEY DEFAULT pg_catalog.gen_random_uuid());
        CREATE TABLE auth.oauth_clients (id integer, deleted_at timestamptz);
        INSERT INTO auth.sso_providers DEFAULT VALUES;
        INSERT INTO auth.sso_providers DEFAULT VALUES;
        INSERT INTO auth.oauth_clients VALUES (1, NULL), (2, pg_catalog.now());
        """
      )
      let plan = try run(project, "plan", "live")
      #expect(plan.status == 0, "\(plan.errors)")
      #expect(
        plan.output.contains("2 single sign-on providers in auth.sso_providers"),
        "\(plan.output)"
      )
      #expect(plan.output.contains("1 OAuth client in auth.oauth_clients"), "\(plan.output)")
      #expect(!plan.output.contains("custom OAuth"))
      #expect(try run(project, "apply", "live", "--auto-approve").status == 0)
      #expect(try await project.value("SELECT pg_catalog.count(*) FROM auth.sso_providers") == "2")
    }
  }
}
