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
    guard case .forbidden(let steps) = failure.cause else {
      Issue.record("\(failure.cause)")
      return []
    }
    return steps
  }

  @Test("what belongs to others cannot be altered, and schemas may be closed")
  func forbids() async throws {
    try await withRole { owner, connection, role, settings in
      try await owner.execute(
        "CREATE TABLE public.t (x integer); CREATE SCHEMA closed; CREATE TYPE public.e AS ENUM ()"
      )
      let column = ObjectID(KindName("column"), ["y"], in: table("t"))
      let steps = try await forbidden(
        connection,
        settings,
        plan(
          from: ["t": "x"],
          to: [:],
          [
            transaction(
              Step(.create, column, "ALTER TABLE public.t ADD COLUMN y integer"),
              Step(
                .create,
                ObjectID(KindName("table"), ["closed", "u"]),
                "CREATE TABLE closed.u (x integer)"
              ),
              Step(
                .create,
                ObjectID(KindName("schema"), ["fresh"]),
                "CREATE SCHEMA fresh"
              ),
              Step(
                .alter,
                ObjectID(KindName("enum"), ["public", "e"]),
                "ALTER TYPE public.e ADD VALUE 'x'"
              ),
              Step(.create, ObjectID(KindName("role"), ["r"]), "CREATE ROLE r")
            )
          ]
        )
      )
      #expect(steps.map(\.step) == [0, 1, 2, 3, 4])
      #expect(
        steps.map(\.why) == [
          "table public.t belongs to role \"postgres\", of which role \"\(role)\" is no member",
          "role \"\(role)\" lacks CREATE on schema \"closed\"",
          "role \"\(role)\" lacks CREATE on the database",
          "enum public.e belongs to role \"postgres\", of which role \"\(role)\" is no member",
          "role \"\(role)\" lacks CREATEROLE",
        ]
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
              Step(.create, column, "ALTER TABLE public.t ADD COLUMN y integer"),
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
