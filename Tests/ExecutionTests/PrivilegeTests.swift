import Execution
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Privileges") struct PrivilegeTests {
  /// Runs something as a new role that is no superuser and may log in.
  private func withRole(
    _ body: (Connection, Connection, String, ConnectionSettings) async throws -> Void
  ) async throws {
    try await withTestDatabase { settings, owner in
      let role = "role_\(UInt32.random(in: 0 ... .max))"
      try await owner.execute("CREATE ROLE \(identifier: role) LOGIN")
      var own = settings
      own.user = role
      let connection = try await Connection.open(own)
      try await body(owner, connection, role, own)
      await connection.close()
      try await owner.execute(
        "DROP OWNED BY \(identifier: role) CASCADE; DROP ROLE \(identifier: role)"
      )
    }
  }

  private func forbidden(
    _ connection: Connection,
    _ settings: ConnectionSettings,
    _ plan: Plan
  ) async throws -> [ForbiddenStep] {
    var bench = Bench(settings, connection)
    bench.execution.recordsHistory = false
    let failure = try await bench.failure(of: plan)
    guard case .forbidden(let steps, nil) = failure.cause else {
      Issue.record("\(failure.cause)")
      return []
    }
    return steps
  }

  private func entitled(_ step: Step, _ rights: RequiredRight...) -> Step {
    var step = step
    step.requires = rights
    return step
  }

  @Test("all that is missing is told at once, with who can give it")
  func forbids() async throws {
    try await withRole { owner, connection, role, settings in
      try await owner.execute("CREATE TABLE public.t (x integer); CREATE SCHEMA closed")
      let add = Step(
        .create,
        ObjectID(KindName("column"), ["y"], in: table("t")),
        "ALTER TABLE public.t ADD COLUMN y integer"
      )
      let steps = try await forbidden(
        connection,
        settings,
        plan(
          from: ["t": "x"],
          to: [:],
          [
            transaction(
              entitled(add, .ownership(of: table("t"), by: "postgres")),
              entitled(step("u", "SELECT 1"), .creation(inSchema: "closed")),
              entitled(step("v", "SELECT 1"), .creationInDatabase),
              entitled(step("w", "SELECT 1"), .attribute("CREATEROLE", "rolcreaterole")),
              entitled(step("x", "SELECT 1"), .acting(as: "postgres", on: 15)),
              entitled(step("y", "SELECT 1"), .creation(inSchema: "public")),
              entitled(step("z", "SELECT 1"), .acting(as: "no such role", on: 15)),
              entitled(step("z", "SELECT 1"), .creation(inSchema: "no such schema")),
              entitled(step("s", "SELECT 1"), .superuser("that"))
            )
          ]
        )
      )
      #expect(steps.map(\.step) == [0, 1, 2, 3, 4, 5, 8])
      #expect(
        steps.map(\.why) == [
          "role \"\(role)\" is no member of role \"postgres\", which owns table public.t",
          "role \"\(role)\" lacks CREATE on SCHEMA closed",
          "role \"\(role)\" lacks CREATE on the database",
          "role \"\(role)\" lacks CREATEROLE",
          "role \"\(role)\" may not act as role \"postgres\"",
          "role \"\(role)\" lacks CREATE on SCHEMA public",
          "role \"\(role)\" is no superuser, which that takes",
        ]
      )
      #expect(
        steps.first?.remedy == "a superuser, or a role with ADMIN option on \"postgres\": "
          + "GRANT postgres TO \(role)"
      )
    }
  }

  @Test("members of the owner may do what the owner may, and what is made is one's own")
  func allows() async throws {
    try await withRole { owner, connection, role, settings in
      try await owner.execute(
        """
        GRANT CREATE ON SCHEMA public TO \(identifier: role);
        CREATE TABLE public.t (x integer);
        ALTER TABLE public.t OWNER TO \(identifier: role)
        """
      )
      var bench = Bench(settings, connection)
      bench.execution.recordsHistory = false
      let column = ObjectID(KindName("column"), ["y"], in: table("t"))
      let other = ObjectID(KindName("column"), ["y"], in: table("u"))
      _ = try await bench.apply(
        plan(
          from: ["t": "x"],
          to: ["t": "x,y", "u": "x,y"],
          [
            transaction(
              entitled(
                Step(.create, column, "ALTER TABLE public.t ADD COLUMN y integer"),
                .ownership(of: table("t"), by: role),
                .acting(as: role, on: connection.serverVersion)
              ),
              step("u", "CREATE TABLE public.u (x integer)"),
              Step(.create, other, "ALTER TABLE public.u ADD COLUMN y integer")
            )
          ]
        )
      )
    }
  }

  @Test("a role that cannot write the history is told so before the first statement")
  func history() async throws {
    try await withRole { owner, connection, role, settings in
      try await owner.execute("GRANT CREATE ON SCHEMA public TO \(identifier: role)")
      let failure = try await Bench(settings, connection).failure(of: threeTables)
      guard case .historyForbidden(let why) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(why == "role \"\(role)\" lacks CREATE on the database")
    }
  }
}
