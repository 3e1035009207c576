import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb migrations status")
struct MigrationStatusTests {
  private static let files = [
    "supabase/migrations/20260101000000_one.sql": "-- One.\nSELECT 1;\nSELECT ';';\n",
    "supabase/migrations/20260102000000_two.sql": "SELECT 2;\n",
    "supabase/migrations/20260103000000_three.sql": "SELECT 3;\n",
  ]

  @Test("what the Supabase CLI has written is read; each state has its words")
  func states() async throws {
    try await Story.with(["dev": ""], files: Self.files) { story in
      let before = try await story.plumb("migrations", "status", "dev")
      #expect(before.code == 2)
      #expect(before.output.contains("3 not applied"))
      // The statements that the CLI runs, as it records them.
      try await story.sql(
        """
        CREATE SCHEMA supabase_migrations;
        CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY);
        """,
        in: "dev"
      )
      try await story.sql(
        "INSERT INTO supabase_migrations.schema_migrations VALUES ('20260102000000')",
        in: "dev"
      )
      let old = try await story.plumb("migrations", "status", "dev")
      #expect(old.output.contains("20260102000000  two    applied, its statements unknown\n"))
      #expect(old.output.contains("20260101000000  one    not applied, but later ones are\n"))
      try await story.sql(
        """
        ALTER TABLE supabase_migrations.schema_migrations ADD statements text[], ADD name text;
        INSERT INTO supabase_migrations.schema_migrations VALUES
          ('20260101000000', ARRAY['-- One.
        SELECT 1', 'SELECT '';'''], 'one'), ('20250101000000', ARRAY['SELECT 0'], 'gone');
        UPDATE supabase_migrations.schema_migrations SET statements = ARRAY['SELECT 22']
        WHERE version = '20260102000000';
        """,
        in: "dev"
      )
      let run = try await story.plumb("migrations", "status", "dev")
      #expect(run.code == 2)
      for line in [
        "- 20250101000000  gone   applied, but the file is missing",
        "  20260101000000  one    applied",
        "~ 20260102000000  two    changed since it was applied",
        "+ 20260103000000  three  not applied",
      ] { #expect(run.output.contains("  \(line)\n"), "\(run.output)") }
      let json = try await story.plumb("migrations", "status", "dev", "--json").output
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let states = (read?["migrations"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
      #expect(states == ["file-missing", "applied", "changed", "pending"])
    }
  }

  @Test("marks are written as the Supabase CLI writes them, in the table as it makes it")
  func marks() async throws {
    try await Story.with(["dev": ""], files: Self.files) { story in
      let mark = ["migrations", "status", "dev", "--mark-applied"]
      let run = try await story.plumb(mark + ["20260101000000", "20260102000000"])
      #expect(run.code == 2)
      #expect(run.output.contains("2 applied, 1 not applied"))
      let rows = try await story.sql(
        "SELECT version, statements, name FROM supabase_migrations.schema_migrations ORDER BY 1",
        in: "dev"
      )
      #expect(rows.first == ["20260101000000", "{\"-- One.\nSELECT 1\",\"SELECT ';'\"}", "one"])
      let columns = try await story.sql(
        """
        SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = 'supabase_migrations.schema_migrations'::regclass AND a.attnum > 0
        ORDER BY a.attnum
        """,
        in: "dev"
      )
      #expect(
        columns == [
          ["version", "text", "t"], ["statements", "text[]", "f"], ["name", "text", "f"],
        ]
      )
      #expect(try await story.plumb(mark + ["all"]).code == 0)
      let back = try await story.plumb("migrations", "status", "dev", "--mark-reverted", "all")
      #expect(back.output.contains("3 not applied"))
      let wrong = try await story.plumb(mark + ["1"])
      #expect(wrong.code == 64)
      #expect(wrong.errors.contains("there is no migration 1"))
    }
  }

  @Test("the table is no part of any state: neither drift nor to be dropped nor exported")
  func table() async throws {
    try await Story.with(["dev": ""], files: Manifests.files) { story in
      try story.write("platform: postgres\nmanage: ['*']\n", to: "plumb.yaml")
      try await story.plumb("apply", "dev", "--auto-approve")
      try await story.plumb("migrations", "status", "dev", "--mark-applied", "all")
      try story.write("SELECT 1;\n", to: "supabase/migrations/20260101000000_one.sql")
      try await story.plumb("migrations", "status", "dev", "--mark-applied", "all")
      let verified = try await story.plumb("verify", "dev")
      #expect(verified.code == 0, "\(verified.output)")
      #expect(!verified.output.contains("supabase_migrations"))
      try await story.plumb("export", "dev", "--to", "out")
      let exported = "\(story.folder)/out/desired-state/supabase_migrations"
      #expect(!FileManager.default.fileExists(atPath: exported))
    }
  }
}
