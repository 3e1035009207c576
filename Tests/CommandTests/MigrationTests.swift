import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb migrations")
struct MigrationTests {
  /// The folder of a story's files.
  private static let folder = "supabase/migrations"

  private func files(_ story: Story) throws -> [(name: String, text: String)] {
    let folder = "\(story.folder)/\(Self.folder)"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.map { ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) }
  }

  private func name(_ file: String) -> String {
    String(file.drop { $0.isNumber }.dropFirst().dropLast(4))
  }

  /// Runs files as a deployment does: each in one transaction.
  private func deploy(_ story: Story, after last: String = "") async throws {
    for file in try files(story) where file.name > last {
      try await story.sql(SQL(unchecked: file.text), in: "dev")
    }
  }

  private static let project = [
    Manifests.path: Manifests.todos + "grants: {anon_reader: [select]}\n",
    "desired-state/role.yaml": "role: anon_reader\n",
    "desired-state/count.yaml": """
    function: todo_count()
    returns: bigint
    language: sql
    body: SELECT count(*) FROM public.todos

    """,
    "desired-state/view.yaml": "view: titles\nquery: SELECT title FROM public.todos\n",
  ]

  @Test("files of one responsibility each lead from nothing to the manifests")
  func fromNothing() async throws {
    try await Story.with(["dev": ""], files: Self.project) { story in
      let run = try await story.plumb("migrations", "write", "dev")
      #expect(run.code == 0, "\(run.errors)")
      let written = try files(story)
      #expect(
        written.map { name($0.name) } == ["roles", "schema", "functions", "views", "policies"]
      )
      let schema = written[1].text
      #expect(schema.hasPrefix("-- Schema: "))
      #expect(schema.contains("--   + table public.todos\n"))
      #expect(schema.contains("ENABLE ROW LEVEL SECURITY"), "never without, not even between files")
      #expect(written[2].text.contains("SET check_function_bodies = off;\n"))
      try await story.sql("DROP ROLE IF EXISTS anon_reader;", in: "dev")
      try await deploy(story)
      let verified = try await story.plumb("verify", "dev")
      #expect(verified.code == 0, "\(verified.output)")
      for other in [[], ["dev"], ["git:HEAD"]] where other != ["git:HEAD"] {
        let same = try await story.plumb(["migrations", "verify"] + other)
        #expect(same.code == 0, "\(same.output)\(same.errors)")
      }
      let again = try await story.plumb("migrations", "write", "dev")
      #expect(again.output.contains("the 5 files there lead to the manifests of dev"))
      #expect(try files(story).count == 5)
      try await story.plumb("apply", "dev", "--auto-approve", "--allow", "all")
      try await story.sql("DROP OWNED BY anon_reader; DROP ROLE anon_reader;", in: "dev")
    }
  }

  @Test("what is taken away and brought back shares a file; what runs alone has one of its own")
  func change() async throws {
    let environments = ["dev": "apply: {strategy: online}\n"]
    try await Story.with(environments, files: Manifests.files) { story in
      try await story.plumb("migrations", "write", "dev")
      try await deploy(story)
      try await story.sql("INSERT INTO public.todos (title) VALUES ('a');", in: "dev")
      let last = try #require(try files(story).last?.name)
      let changed = Manifests.todos
        .replacingOccurrences(of: "title: {type: text,", with: "title: {type: varchar,")
        .replacingOccurrences(
          of: "    for: select\n",
          with: "    for: select\n    as: restrictive\n"
        )
      try story.write(changed + "indexes:\n  by_title: {on: [title]}\n", to: Manifests.path)
      let run = try await story.plumb("migrations", "write", "dev", "--name", "titles")
      #expect(run.code == 0, "\(run.errors)")
      let new = try files(story).filter { $0.name > last }
      #expect(
        new.map { name($0.name) } == [
          "titles_schema_and_policies", "titles_schema", "titles_schema",
        ]
      )
      let (joined, alone) = (try #require(new.first).text, try #require(new.last).text)
      #expect(joined.contains("DROP POLICY"))
      #expect(joined.contains("CREATE POLICY"))
      #expect(alone.contains("-- It cannot run in a transaction, so it stands alone.\n"))
      #expect(alone.hasSuffix("\n\nCREATE INDEX CONCURRENTLY by_title ON public.todos (title);\n"))
      try await deploy(story, after: last)
      #expect(try await story.plumb("verify", "dev").code == 0)
      #expect(try await story.sql("SELECT title FROM public.todos", in: "dev") == [["a"]])
    }
  }

  @Test("the head says what would be lost, and nothing is written by a dry run")
  func risks() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.plumb("migrations", "write", "dev")
      let count = try files(story).count
      let fewer = Manifests.todos.replacingOccurrences(
        of: "  title: {type: text, not_null: true}\n",
        with: ""
      ).replacingOccurrences(of: "length(title) > 0", with: "id > 0")
      try story.write(fewer, to: Manifests.path)
      let dry = try await story.plumb("migrations", "write", "dev", "--dry-run")
      #expect(dry.code == 0, "\(dry.errors)")
      #expect(dry.output.contains("\n-- What it risks:\n"))
      #expect(dry.output.contains("\n--   data-loss: column public.todos.title: "))
      #expect(try files(story).count == count)
      let json = try await story.plumb("migrations", "write", "dev", "--json").output
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      #expect((read?["files"] as? [[String: Any]])?.count == (try files(story).count - count))
    }
  }

  @Test("versions follow the last one there is, and are all different")
  func versions() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try story.write("SELECT 1;\n", to: "\(Self.folder)/29991231235959_later.sql")
      try story.write("SELECT nothing;\n", to: "\(Self.folder)/seed.sql")
      let run = try await story.plumb("migrations", "write", "dev")
      #expect(run.code == 0, "\(run.errors)")
      let versions = try files(story).map { String($0.name.prefix(14)) }
      #expect(versions.prefix(3) == ["29991231235959", "30000101000000", "30000101000001"])
      try story.write("SELECT 1;\n", to: "\(Self.folder)/29991231235959_twin.sql")
      let twin = try await story.plumb("migrations", "write", "dev")
      #expect(twin.code == 1)
      #expect(twin.errors.contains("have the same version"))
    }
  }

  @Test("a file in which something cannot run in a transaction is run statement by statement")
  func statementByStatement() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      let indexed = Manifests.todos + "indexes:\n  by_title: {on: [title]}\n"
      try story.write(indexed, to: Manifests.path)
      try await story.plumb("migrations", "write", "dev")
      let path = "\(Self.folder)/29990101000000_again.sql"
      let file = """
        DROP INDEX public.by_title;
        CREATE INDEX CONCURRENTLY by_title ON public.todos (title);
        COMMENT ON INDEX public.by_title IS 'Made anew.';

        """
      try story.write(file, to: path)
      let run = try await story.plumb("migrations", "verify")
      #expect(run.code == 2, "\(run.errors)")
      #expect(run.output.contains("comment"), "\(run.output)")
      try story.write(file + "TABLE nowhere;\n", to: path)
      let failing = try await story.plumb("migrations", "verify")
      #expect(failing.code == 1)
      #expect(failing.errors.contains("\(path):4:1: error: "))
    }
  }

  @Test("a file that fails is told with its line, statement and SQLSTATE; what differs, too")
  func failing() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.plumb("migrations", "write", "dev")
      let bad = "\(Self.folder)/29990101000000_bad.sql"
      try story.write(
        "SELECT ';';\n-- why\nCREATE TABLE public.extra ();\nTABLE\n  nowhere;\n",
        to: bad
      )
      let run = try await story.plumb("migrations", "verify")
      #expect(run.code == 1)
      #expect(run.errors.contains("\(bad):5:1: error: "))
      #expect(run.errors.contains("SQLSTATE 42P01, in the statement:\n  TABLE\n    nowhere\n"))
      try story.write("CREATE TABLE public.extra ();\nCREATE SCHEMA apart;\n", to: bad)
      let differs = try await story.plumb("migrations", "verify", "--environment", "dev")
      #expect(differs.code == 2)
      #expect(differs.output.contains("  -  table public.extra\n"))
      #expect(differs.output.contains("Not looked at: 1 role, 1 schema."))
      let live = try await story.plumb("migrations", "verify", "dev", "--json")
      #expect(live.code == 2)
      let read = try JSONSerialization.jsonObject(with: Data(live.output.utf8)) as? [String: Any]
      #expect(read?["differs"] as? Bool == true)
    }
  }
}
