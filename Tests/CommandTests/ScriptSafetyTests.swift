import Foundation
import Testing

@Suite("scripts do nothing on this machine")
struct ScriptSafetyTests {
  @Test(
    "commands of psql, wherever they hide",
    arguments: [
      "\\! touch FILE", "SELECT 1 \\! touch FILE",
      "\\restrict a\nSELECT 1;\n\\! touch FILE",
      "COPY t FROM stdin; \\! touch FILE\n1\n\\.",
      "COPY t FROM stdin;\n1\n\\.\n\\! touch FILE",
      "SELECT E'a'\n'\\'' \\! touch FILE\n';",
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC;\nCOPY t FROM stdin;\n\\! touch FILE\n\\.",
      "\\copy t to program 'touch FILE'", "\\o FILE", "\\connect other", "\\i FILE",
      "COPY t TO PROGRAM 'touch FILE';", "copy t\n from /* x */ program 'touch FILE';",
      "COPY (SELECT 1) TO PROGRAM 'touch FILE';",
      "DO $$ BEGIN EXECUTE 'COPY t TO PROGRAM ''touch FILE'''; END $$;",
    ]
  )
  func refused(_ script: String) async throws {
    try await Story.with(files: Manifests.files) { story in
      let file = "/tmp/plumb-script-safety-\(UInt64.random(in: 0 ... .max))"
      let text = script.replacing("FILE", with: file)
      try story.write("CREATE TABLE t (id integer);\n\(text)\n", to: "a.sql")
      let run = try await story.plumb("init", "--project", "new", "--from-sql", "a.sql")
      #expect(run.code == 1, "\(run.output)")
      #expect(run.errors.contains("a.sql:"), "\(run.errors)")
      #expect(run.errors.contains("hint:"), "\(run.errors)")
      #expect(!run.errors.contains("plumb-script-1"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(!FileManager.default.fileExists(atPath: "\(story.folder)/new/plumb.yaml"))
    }
  }

  @Test("what pg_dump writes is taken, and backslashes that are no commands")
  func taken() async throws {
    try await Story.with(files: Manifests.files) { story in
      let script = """
        \\restrict abc
        SET standard_conforming_strings = on;
        CREATE TABLE public.t (id integer, "\\! x" text DEFAULT '\\! id', begin text);
        COMMENT ON TABLE public.t IS E'a\\\\b''\\'\\n'; -- \\! no
        /* \\! no /* \\! */ \\! */
        CREATE FUNCTION public.f() RETURNS text LANGUAGE plpgsql AS $_$
        BEGIN COPY public.t TO PROGRAM 'cat'; RETURN '\\!'; END $_$;
        COPY public.t (id, begin) FROM stdin;
        1\t\\N
        2\t\\\\! id
        \\.

        ALTER TABLE public.t ADD PRIMARY KEY (id);
        \\unrestrict abc

        """
      try story.write(script, to: "a.sql")
      let run = try await story.plumb("init", "--project", "new", "--from-sql", "a.sql")
      #expect(run.code == 0, "\(run.errors)")
      let bad = script.replacing("ADD PRIMARY KEY (id)", with: "ADD PRIMARY KEY (nix)")
      try story.write(bad, to: "b.sql")
      let wrong = try await story.plumb("init", "--project", "other", "--from-sql", "b.sql")
      #expect(wrong.code == 1)
      #expect(wrong.errors.contains("b.sql:13:1: error: b.sql cannot be run"), "\(wrong.errors)")
      #expect(wrong.errors.contains("column \"nix\""), "\(wrong.errors)")
    }
  }
}
