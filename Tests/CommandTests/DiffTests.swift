import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb diff")
struct DiffTests {
  @Test("two databases by their addresses, without a project")
  func addresses() async throws {
    // Roles are compared too, and other tests make some on the server that they share.
    try await Story.with(["a": "", "b": ""], haveServers: true) { story in
      try await story.sql("CREATE TABLE public.t (id integer)", in: "a")
      let (first, second) = (story.url("a"), story.url("b"))
      let differs = try await story.plumb("diff", first, second)
      #expect(differs.code == 2)
      #expect(differs.output.contains("1 only in the first (-), 0 only in the second (+)"))
      #expect(differs.output.contains("  -  table public.t\n"))
      let same = try await story.plumb("diff", first, first)
      #expect(same.code == 0, "\(same.output)\(same.errors)")
      let json = try await story.plumb("diff", first, second, "--json").output
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      #expect(read?["differs"] as? Bool == true)
    }
  }

  @Test("a database, the manifests, revisions of them and dumps are all one")
  func everything() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.git("init", "-q")
      try await story.git("add", "-A")
      try await story.git("commit", "-qm", "one")
      try await story.plumb("apply", "dev", "--auto-approve")
      try story.write(Self.schema, to: "a.sql")
      try story.write(Self.policy, to: "b.sql")
      for pair in [("dev", "."), ("git:HEAD", "dev"), ("git:HEAD", "."), ("a.sql,b.sql", "dev")] {
        let run = try await story.plumb("diff", pair.0, pair.1)
        #expect(run.code == 0, "\(pair): \(run.output)\(run.errors)")
      }
      let changed = Manifests.todos.replacingOccurrences(of: "> 0", with: "> 1")
      try story.write(changed, to: "desired-state/public/tables/todos.yaml")
      for first in ["dev", "git:HEAD", "a.sql,b.sql"] {
        let run = try await story.plumb("diff", first, ".")
        #expect(run.code == 2, "\(first): \(run.output)\(run.errors)")
        #expect(run.output.contains("using: (length(title) > 0) → (length(title) > 1)\n"))
        let back = try await story.plumb("diff", ".", first, "--output", "markdown")
        #expect(back.output.contains("using: `(length(title) > 1)` → `(length(title) > 0)`\n"))
      }
    }
  }

  @Test("manifests get the overlay of the environment on the other side")
  func overlay() async throws {
    let overlay = "overrides:\n  - table: todos\n    columns: {note: text}\n"
    try await Story.with(["dev": overlay], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      #expect(try await story.plumb("diff", "dev", ".").code == 0)
      let run = try await story.plumb("diff", story.url("dev"), ".")
      #expect(run.code == 2)
      #expect(run.output.contains("-  column public.todos.note\n"))
      let same = try await story.plumb("diff", story.url("dev"), ".", "--environment", "dev")
      #expect(same.code == 0)
    }
  }

  @Test("what pg_dump writes can be read, with commands of psql and roles that are not there")
  func dump() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "dev", "--auto-approve")
      try story.write(
        "\\restrict abc\n" + Self.schema + Self.policy
          + "GRANT SELECT ON public.todos TO a_role_of_elsewhere;\n"
          + "COPY public.todos (id, title) FROM stdin;\n1\tWrite\n\\.\n\\unrestrict abc\n",
        to: "dump.sql"
      )
      let run = try await story.plumb("diff", "dump.sql", "dev")
      #expect(run.code == 2, "\(run.errors)")
      #expect(run.output.contains("a_role_of_elsewhere"))
      try story.write("CREATE TABEL x;", to: "wrong.sql")
      let wrong = try await story.plumb("diff", "wrong.sql", "dev")
      #expect(wrong.code == 1)
      #expect(wrong.errors.contains("wrong.sql cannot be run in an empty database"))
    }
  }

  @Test("what is none of all this")
  func unknown() async throws {
    try await Story.with(["production": ""], files: Manifests.files) { story in
      let run = try await story.plumb("diff", "prodution", ".")
      #expect(run.code == 64)
      #expect(run.errors.contains("Did you mean \"production\"?"))
    }
  }

  private static let schema = """
    CREATE TABLE public.todos (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      title text NOT NULL
    );
    ALTER TABLE public.todos ENABLE ROW LEVEL SECURITY;

    """
  private static let policy = """
    CREATE POLICY "Everybody reads" ON public.todos FOR SELECT USING (length(title) > 0);

    """
}
