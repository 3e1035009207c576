import PostgresClient
import PostgresVocabulary
import Testing

/// Passwords of roles, on servers that ask for them.
@Suite struct RolePasswordTests {
  private let manifest = """
    role: clerk
    login: true
    password: ${env:CLERK_PASSWORD}
    """
  private let words = ["quite-secret-1", "quite-secret-2", "quite-secret-3"]

  /// Has everybody but the superuser asked for a password, checked by SCRAM.
  private func guarded(_ body: (Story) async throws -> Void) async throws {
    let files = ["desired-state/cluster/clerk.yaml": manifest]
    try await Story.with(["main": ""], files: files, haveServers: true) { story in
      try await story.sql(
        """
        COPY (VALUES ('local all postgres trust'), ('local all all scram-sha-256'))
          TO PROGRAM 'cat > pg_hba.conf';
        SELECT pg_catalog.pg_reload_conf();
        """,
        in: "main"
      )
      try await body(story)
    }
  }

  private func run(
    _ story: Story,
    _ arguments: String...,
    password: String?,
    url: String = ""
  ) async throws -> Story.Run {
    var environment = ["ADMIN_URL": url]
    environment["CLERK_PASSWORD"] = password
    let run = try await story.plumb(arguments, environment: environment)
    for word in words where !url.contains(word) {
      #expect(!run.output.contains(word) && !run.errors.contains(word), "\(arguments)")
    }
    return run
  }

  /// Whether one can log in as the role.
  private func canLogIn(_ story: Story, _ role: String, _ password: String) async throws -> Bool {
    var settings = try ConnectionSettings(story.url("main"))
    settings.user = role
    settings.password = password
    do {
      let connection = try await Connection.open(settings)
      await connection.close()
      return true
    } catch {
      return false
    }
  }

  @Test func theDeclaredPasswordOpensAndIsInSync() async throws {
    try await guarded { story in
      let unset = try await run(story, "apply", "main", "--auto-approve", password: nil)
      #expect(unset.code == 1 && unset.errors.contains("${env:CLERK_PASSWORD}, which is not set"))

      let first = try await run(story, "apply", "main", "--auto-approve", password: words[0])
      #expect(first.code == 0, "\(first.errors)")
      #expect(try await canLogIn(story, "clerk", words[0]))
      let again = try await run(story, "plan", "main", "--detailed-exitcode", password: words[0])
      #expect(again.code == 0, "\(again.output)")

      // Somebody else's password is noticed by both.
      let other = try await run(
        story,
        "plan",
        "main",
        "--detailed-exitcode",
        "--out",
        "a.plan",
        password: words[1]
      )
      #expect(
        other.code == 2 && other.output.contains("who knows ${env:CLERK_PASSWORD} can log in")
      )
      let verified = try await run(story, "verify", "main", password: words[1])
      #expect(verified.code == 2, "\(verified.output)")
      let saved = try await run(story, "apply", "main", "a.plan", password: words[1])
      #expect(saved.code == 0, "\(saved.errors)")
      #expect(try await canLogIn(story, "clerk", words[1]))
      #expect(try await !canLogIn(story, "clerk", words[0]))
      #expect(try await run(story, "verify", "main", password: words[1]).code == 0)

      // Without the secret nobody knows, and the report says so.
      let unknown = try await run(story, "plan", "main", password: nil)
      #expect(unknown.output.contains("1 role password in ${env:CLERK_PASSWORD}, which is not set"))

      let history = try await story.sql(
        "SELECT pg_catalog.to_jsonb(h)::text FROM plumb.migration_history AS h",
        in: "main"
      )
      for word in words + ["SCRAM-SHA-256"] {
        #expect(!history.contains { $0[0]?.contains(word) == true })
      }
      let odd = try await run(story, "plan", "main", password: "größe")
      #expect(odd.code == 1 && odd.errors.contains("characters beyond ASCII"))
    }
  }

  @Test func whoMayNotCompareSendsWhatIsNew() async throws {
    try await guarded { story in
      try await story.sql(
        """
        CREATE ROLE admin LOGIN CREATEROLE PASSWORD 'quite-secret-3';
        GRANT CREATE ON DATABASE \(identifier: story.database("main")) TO admin;
        ALTER SCHEMA public OWNER TO admin;
        """,
        in: "main"
      )
      try story.write(
        "environment: hosted\ndatabase: ${env:ADMIN_URL}\n",
        to: "environments/hosted.yaml"
      )
      let url = story.url("main").replacing("postgres@", with: "admin:\(words[2])@")
      func hosted(_ arguments: String..., password: String) async throws -> Story.Run {
        let environment = ["ADMIN_URL": url, "CLERK_PASSWORD": password]
        let run = try await story.plumb(arguments, environment: environment)
        for word in words {
          #expect(!run.output.contains(word) && !run.errors.contains(word), "\(arguments)")
        }
        return run
      }
      let first = try await hosted("apply", "hosted", "--auto-approve", password: words[0])
      #expect(first.code == 0, "\(first.output) \(first.errors)")
      #expect(try await canLogIn(story, "clerk", words[0]))

      let again = try await hosted("plan", "hosted", "--detailed-exitcode", password: words[0])
      #expect(again.code == 0, "\(again.output)")
      #expect(again.output.contains("only superusers can compare"), "\(again.output)")

      let other = try await hosted("apply", "hosted", "--auto-approve", password: words[1])
      #expect(other.code == 0 && other.output.contains("not the one sent last"), "\(other.output)")
      #expect(try await canLogIn(story, "clerk", words[1]))
      #expect(
        try await hosted("plan", "hosted", "--detailed-exitcode", password: words[1]).code == 0
      )
      let resent = try await hosted("plan", "hosted", "--resend-secrets", password: words[1])
      #expect(resent.output.contains("sent again, as asked"), "\(resent.output)")

      try await strangersGetAPlan(story, url)
      // A role that was there before gets the password once.
      try await story.sql("DROP ROLE clerk; CREATE ROLE guest LOGIN;", in: "main")
      try story.write(
        manifest.replacing("clerk", with: "guest"),
        to: "desired-state/cluster/clerk.yaml"
      )
      if let major = try await story.sql("SHOW server_version_num", in: "main")[0][0],
        major >= "160000"
      {
        try await story.sql("GRANT guest TO admin WITH ADMIN OPTION", in: "main")
      }
      let late = try await hosted("apply", "hosted", "--auto-approve", password: words[0])
      #expect(late.code == 0 && late.output.contains("never sent from here"), "\(late.errors)")
      #expect(try await canLogIn(story, "guest", words[0]))
      #expect(
        try await hosted("plan", "hosted", "--detailed-exitcode", password: words[0]).code == 0
      )
    }
  }

  /// Whoever may not read the history gets a plan all the same.
  private func strangersGetAPlan(_ story: Story, _ url: String) async throws {
    try await story.sql("CREATE ROLE reader LOGIN PASSWORD 'quite-secret-3'", in: "main")
    let reader = url.replacing("admin:", with: "reader:")
    let plan = try await story.plumb(
      ["plan", "hosted"],
      environment: ["ADMIN_URL": reader, "CLERK_PASSWORD": words[1]]
    )
    #expect(plan.code == 0 && plan.output.contains("never sent"), "\(plan.errors)")
  }
}
