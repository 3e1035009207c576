import Foundation
import PostgresVocabulary
import Testing

/// What is refused, with the line to look at and what to do.
@Suite("refusals")
struct RefusalTests {
  private static let path = "desired-state/functions.yaml"

  @Test("a body that the server cannot read is told with its line, and one that it holds is left")
  func brokenBody() async throws {
    let broken = """
      function: public.broken(a integer)
      returns: void
      language: plpgsql
      body: begin retrn 1; end
      """
    try await Story.with(["prod": ""], files: [Self.path: broken]) { story in
      let run = try await story.plumb("apply", "prod", "--auto-approve", "--allow", "all")
      #expect(run.code == 1)
      #expect(run.errors.contains("\(Self.path):4:"), "\(run.errors)")
      #expect(
        run.errors.contains("the server cannot read the body of function public.broken(integer)")
      )
      #expect(run.errors.contains("syntax error at or near \"retrn\""))
      try await story.sql(
        """
        SET check_function_bodies = off;
        CREATE FUNCTION public.broken(a integer) RETURNS void LANGUAGE plpgsql
          AS 'begin retrn 1; end'
        """,
        in: "prod"
      )
      try story.write(broken + "\nvolatility: stable\n", to: Self.path)
      let left = try await story.plumb("apply", "prod", "--auto-approve", "--allow", "all")
      #expect(left.code == 0, "\(left.errors)")
    }
  }

  @Test("routines with named arguments keep their lines, in plans, hazards and failures")
  func namedArguments() async throws {
    let text = """
      function: public.f(a integer, b text)
      returns: bigint
      language: sql
      body: SELECT count(*) FROM public.gone
      comment: Counts.
      """
    try await Story.with(["prod": ""], files: [Self.path: text]) { story in
      let json = try await story.plumb("plan", "prod", "--json")
      #expect(json.output.contains("\"place\": \"\(Self.path):1:"), "\(json.output)")
      #expect(!json.output.contains("\"place\": null"))
      let plan = try await story.plumb("plan", "prod")
      #expect(plan.output.contains("relation \"public.gone\" does not exist (\(Self.path):4:"))
      try await story.sql(
        """
        CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql
          AS 'BEGIN RAISE EXCEPTION ''not today''; END';
        CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE FUNCTION')
          EXECUTE FUNCTION public.refuse()
        """,
        in: "prod"
      )
      try story.write(
        text + "\n---\nfunction: public.refuse()\nreturns: event_trigger\nlanguage: plpgsql\n"
          + "body: BEGIN RAISE EXCEPTION 'not today'; END\n",
        to: Self.path
      )
      let failed = try await story.plumb("apply", "prod", "--auto-approve", "--allow", "all")
      #expect(failed.code != 0)
      #expect(failed.errors.contains("\(Self.path):1:"), "\(failed.errors)")
    }
  }

  @Test("a role that may not make a scratch database is told what to do")
  func scratch() async throws {
    let files = [Self.path: "table: public.t\ncolumns: {n: integer}"]
    try await Story.with(["prod": ""], files: files) { story in
      try story.write("platform: postgres\nmanage: [public]\nscratch: server\n", to: "plumb.yaml")
      let role = "lim_\(UInt32.random(in: 0 ... .max))"
      try await story.sql("CREATE ROLE \(identifier: role) LOGIN", in: "prod")
      let url = story.url("prod").replacingOccurrences(of: "postgres@", with: "\(role)@")
      let run = try await story.plumb("plan", url)
      #expect(run.code == 1)
      #expect(run.errors.contains("permission denied to create database"), "\(run.errors)")
      #expect(run.errors.contains("ALTER ROLE \(role) CREATEDB"))
      #expect(run.errors.contains("scratch: embedded"))
      try await story.sql("DROP ROLE \(identifier: role)", in: "prod")
    }
  }
}
