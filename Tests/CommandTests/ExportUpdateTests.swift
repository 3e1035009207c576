import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb export --update")
struct ExportUpdateTests {
  /// Manifests as people write them: with words, comments and an order of their own.
  private static let manifests = [
    "desired-state/todos.yaml": """
    # What people have to do.
    table: todos
    columns:
      # Never reused.
      id:    {type: bigint, identity: always}   # counts up
      title: {type: varchar(40), not_null: true, default: "'new'"}
      done:  {type: bool, default: "not true"}
    row_level_security: enabled
    primary_key: [id]
    policies:
      Everybody reads:                # open on purpose
        for: select
        using: length( title ) > 0 and not ( done )
    checks:
      short: title = 'a' or char_length(title) between 1 and 40

    """,
    "desired-state/others.yaml": """
    # How many there are.
    function: todo_count(wanted bool)
    returns: int8
    language: sql
    file: count.sql
    ---
    # Only what is open.
    view: open_todos
    query: select id, title from todos where not done

    """,
    "desired-state/count.sql":
      "SELECT count(*)\nFROM public.todos  -- all of them\nWHERE done = wanted\n",
    "desired-state/auth.yaml": """
    auth:
      site_url: ${site}   # each has its own
      jwt_expiry: 3600    # an hour

    """,
    "desired-state/role.yaml": "role: keeper_of_todos\ncomment: Nobody names it.\n",
  ]

  private static let overlay =
    "auth: {target: env_file, path: dev.env}\nvariables: {site: https://example.com}\n"

  private func texts(_ story: Story) throws -> [String: String] {
    try Self.manifests.keys.reduce(into: [:]) { texts, path in
      texts[path] = try String(contentsOfFile: "\(story.folder)/\(path)", encoding: .utf8)
    }
  }

  private func with(_ body: (Story) async throws -> Void) async throws {
    try await Story.with(["dev": Self.overlay], files: Self.manifests, haveServers: true) { story in
      try story.write("", to: "dev.env")
      let run = try await story.plumb("apply", "dev", "--auto-approve")
      #expect(run.code == 0, "\(run.errors)")
      try await body(story)
    }
  }

  @Test("texts that mean the same do not change at all, whatever their words")
  func unchanged() async throws {
    try await with { story in
      try await story.sql("CREATE EXTENSION pgcrypto; CREATE SCHEMA elsewhere;", in: "dev")
      let run = try await story.plumb("export", "dev", "--to", ".", "--update")
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("0 files written"), "\(run.output)")
      #expect(try texts(story) == Self.manifests)
      #expect(run.errors.contains("not managed, so left out: 1 × extension\n"))
    }
  }

  @Test("only the lines change that must")
  func changed() async throws {
    try await with { story in
      try await story.sql(
        """
        ALTER TABLE public.todos ADD COLUMN due date;
        ALTER TABLE public.todos ALTER done SET DEFAULT true;
        ALTER POLICY "Everybody reads" ON public.todos USING (true);
        CREATE INDEX todos_title ON public.todos (title);
        COMMENT ON VIEW public.open_todos IS 'Open.';
        CREATE TABLE public.extra (id integer);
        CREATE OR REPLACE FUNCTION public.todo_count(wanted bool) RETURNS int8 LANGUAGE sql STABLE
          AS 'SELECT 7';
        """,
        in: "dev"
      )
      try story.write("GOTRUE_SITE_URL=https://example.com\nGOTRUE_JWT_EXP=900\n", to: "dev.env")
      let run = try await story.plumb("export", "dev", "--to", ".", "--update")
      #expect(run.code == 0, "\(run.errors)")
      var expected = Self.manifests
      func replace(_ old: String, _ new: String, in file: String) {
        #expect(expected[file]?.contains(old) == true)
        expected[file] = expected[file]?.replacingOccurrences(of: old, with: new)
      }
      let todos = "desired-state/todos.yaml"
      replace(
        "  done:  {type: bool, default: \"not true\"}\n",
        "  done: {type: bool, default: \"true\"}\n  due: date\n",
        in: todos
      )
      replace("using: length( title ) > 0 and not ( done )", "using: \"true\"", in: todos)
      replace("jwt_expiry: 3600 ", "jwt_expiry: 900 ", in: "desired-state/auth.yaml")
      replace(
        "view: open_todos\n",
        "view: open_todos\ncomment: Open.\n",
        in: "desired-state/others.yaml"
      )
      replace(
        "file: count.sql\n",
        "volatility: stable\nfile: count.sql\n",
        in: "desired-state/others.yaml"
      )
      expected["desired-state/count.sql"] = "SELECT 7"
      expected[todos]? += "indexes:\n  todos_title: {on: [title]}\n"
      for (path, text) in try texts(story) { #expect(text == expected[path], "\(path)") }
      let verified = try await story.plumb("verify", "dev")
      #expect(verified.code == 0, "\(verified.output)")
    }
  }

  @Test("adopting a part leaves the words of all the rest")
  func adopted() async throws {
    try await with { story in
      try await story.sql(
        """
        CREATE INDEX todos_title ON public.todos (title);
        ALTER POLICY "Everybody reads" ON public.todos USING (true);
        """,
        in: "dev"
      )
      let adopt = ["--adopt", "index public.todos.todos_title"]
      let run = try await story.plumb(["export", "dev", "--to", ".", "--update"] + adopt)
      #expect(run.code == 0, "\(run.errors)")
      var expected = Self.manifests
      expected["desired-state/todos.yaml"]? += "indexes:\n  todos_title: {on: [title]}\n"
      for (path, text) in try texts(story) { #expect(text == expected[path], "\(path)") }
    }
  }
}
