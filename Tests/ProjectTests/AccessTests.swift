import PostgresClient
import PostgresVocabulary
import Testing

/// What the policies of the repository's own project let people do, asked of a real server.
@Suite(.enabled("needs the contrib extensions") { try await hasExtensions() })
struct AccessTests {
  @Test func strangersSeeNothingOfATeam() async throws {
    try await withProject { project in
      let team = try await project.makeTeam()
      try await project.act(as: .eve)
      for table in [
        "teams", "memberships", "projects", "tasks", "comments", "attachments", "invitations",
        "audit_trail", "my_tasks", "project_progress",
      ] {
        // A name of the list above.
        let rows = try await project.query(SQL(unchecked: "SELECT count(*) FROM public.\(table)"))
        #expect(rows == [["0"]], "\(table)")
      }
      #expect(try await project.query("SELECT handle FROM public.profiles").count == 1)
      #expect(try await project.query("SELECT name FROM storage.objects") == [])
      await project.refuses(
        "INSERT INTO public.comments (task_id, body) VALUES (\(literal: team.task), 'Hello')",
        .insufficientPrivilege
      )
      await project.refuses(
        """
        INSERT INTO storage.objects (bucket_id, name)
        VALUES ('attachments', \(literal: team.id + "/1000/b.txt"))
        """,
        .insufficientPrivilege
      )
    }
  }

  @Test func nobodyMakesThemselvesAMember() async throws {
    try await withProject { project in
      let team = try await project.makeTeam()
      try await project.act(as: .eve)
      await project.refuses(
        """
        INSERT INTO public.memberships (team_id, user_id, role)
        VALUES (\(literal: team.id), auth.uid(), 'owner')
        """,
        .insufficientPrivilege
      )
      await project.refuses(
        "SELECT public.invite_member(\(literal: team.id), 'eve@example.com')",
        .insufficientPrivilege
      )
      await project.refuses(
        "SELECT public.accept_invitation(\(literal: team.invitation))",
        SQLState("P0002")
      )
    }
  }

  @Test func membersWorkButDoNotRule() async throws {
    try await withProject { project in
      let team = try await project.makeTeam()
      try await project.act(as: .bob)
      try await project.query("SELECT public.accept_invitation(\(literal: team.invitation))")
      let done = try await project.query(
        """
        UPDATE public.tasks SET status = 'done', assignee_id = auth.uid()
        RETURNING completed_at IS NOT NULL
        """
      )
      #expect(done == [["t"]])
      let own: SQL = """
        UPDATE public.memberships SET role = 'owner' WHERE user_id = auth.uid() RETURNING role
        """
      #expect(try await project.query(own) == [])
      #expect(try await project.query("DELETE FROM public.projects RETURNING id") == [])
      #expect(try await project.query("SELECT team_id FROM public.audit_trail") == [])
      await project.refuses("SELECT token_hash FROM public.invitations", .insufficientPrivilege)
      await project.refuses(
        "UPDATE public.tasks SET reporter_id = auth.uid()",
        .insufficientPrivilege
      )
      // Whoever leaves has no tasks in the team any more.
      try await project.query("DELETE FROM public.memberships WHERE user_id = auth.uid()")
      try await project.act(as: .ada)
      #expect(try await project.query("SELECT assignee_id FROM public.tasks") == [[nil]])
    }
  }

  @Test func lastOwnersStay() async throws {
    try await withProject { project in
      try await project.makeTeam()
      await project.refuses("DELETE FROM public.memberships", SQLState("23514"))
    }
  }

  @Test func visitorsSeeThePriceListAndNoMore() async throws {
    try await withProject { project in
      try await project.makeTeam()
      try await project.act(as: nil)
      #expect(try await project.query("SELECT name FROM public.plans") == [["Free"]])
      let reachable = try await project.query(
        """
        SELECT c.oid::pg_catalog.regclass
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname IN ('public', 'app', 'audit', 'reporting')
          AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
          AND pg_catalog.has_table_privilege('anon', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
        """
      )
      #expect(reachable == [["plans"]])
      let callable = try await project.query(
        """
        SELECT p.oid::pg_catalog.regprocedure
        FROM pg_catalog.pg_proc p
        JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('public', 'app', 'audit', 'reporting')
          AND pg_catalog.has_function_privilege('anon', p.oid, 'EXECUTE')
        """
      )
      #expect(callable == [])
    }
  }

  @Test func reviewersSeeEveryPolicy() async throws {
    try await withProject { project in
      try await project.administration.execute("SET ROLE service_role")
      let listed = try await project.query("SELECT count(*) FROM public.get_policies()")
      let there = try await project.query("SELECT count(*) FROM pg_catalog.pg_policies")
      #expect(listed == there)
      try await project.act(as: .ada)
      await project.refuses("SELECT public.get_policies()", .insufficientPrivilege)
    }
  }
}
