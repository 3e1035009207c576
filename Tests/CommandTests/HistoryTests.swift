import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb history")
struct HistoryTests {
  @Test("an entry shows its plan and its statements, and its state can be compared")
  func entries() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      try story.write(Manifests.todos + "comment: What is to do.\n", to: Manifests.path)
      try await story.plumb("apply", "prod", "--auto-approve")
      let shown = try await story.plumb("history", "prod", "--show", "2")
      #expect(shown.code == 0)
      #expect(shown.output.contains("COMMENT ON TABLE public.todos IS 'What is to do.';\n"))
      #expect(shown.output.contains("plumb diff prod@2 prod\n"))
      #expect(try await story.plumb("diff", "prod@2", "prod").code == 0)
      #expect(try await story.plumb("diff", "prod@2", ".").code == 0)
      let between = try await story.plumb("diff", "prod@1", "prod@2")
      #expect(between.code == 2)
      #expect(between.output.contains("+  comment on table public.todos\n"))
      try await story.sql("CREATE TABLE public.extra (id integer)", in: "prod")
      let since = try await story.plumb("diff", "prod@2", "prod")
      #expect(since.code == 2)
      #expect(since.output.contains("0 only in the first (-), 1 only in the second (+), 0 in both"))
      let unknown = try await story.plumb("history", "prod", "--show", "7")
      #expect(unknown.code == 64)
      #expect(unknown.errors.contains("has no entry 7"))
    }
  }

  @Test("a saved plan's state is recorded, too")
  func saved() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("plan", "prod", "--out", "release.plan")
      #expect(try await story.plumb("apply", "prod", "release.plan").code == 0)
      #expect(try await story.plumb("diff", "prod@1", "prod").code == 0)
    }
  }

  @Test("the table of an earlier version is brought up to date in its place")
  func migration() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      try await story.sql("ALTER TABLE plumb.migration_history DROP COLUMN state", in: "prod")
      let old = try await story.plumb("diff", "prod@1", "prod")
      #expect(old.code == 1)
      #expect(old.errors.contains("written by an earlier version of plumb"))
      #expect(try await story.plumb("history", "prod").code == 0)
      try story.write(Manifests.todos + "comment: Later.\n", to: Manifests.path)
      #expect(try await story.plumb("apply", "prod", "--auto-approve").code == 0)
      #expect(try await story.plumb("diff", "prod@2", "prod").code == 0)
    }
  }

  @Test("an entry of which a part stays says so")
  func partial() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      #expect(try await story.plumb("history", "prod").output.contains("stay") == false)
      for (done, words) in [
        (1, "1 of 3 stages is done and stays; a new plan goes on from there"),
        (2, "2 of 3 stages are done and stay; a new plan goes on from there"),
        (0, "steps of the first of 3 stages are done and stay; a new plan goes on from there"),
      ] {
        try await story.sql(
          """
          UPDATE plumb.migration_history
          SET outcome = 'partial', stages_done = \(number: done), stages = 3
          """,
          in: "prod"
        )
        let run = try await story.plumb("history", "prod")
        #expect(run.output.contains("  partial  "))
        #expect(run.output.contains(words), "\(run.output)")
      }
    }
  }

  @Test("a role without rights is told so")
  func forbidden() async throws {
    try await Story.with(["prod": ""], files: Manifests.files) { story in
      try await story.plumb("apply", "prod", "--auto-approve")
      let role = "reader_\(UInt32.random(in: 0 ... .max))"
      try await story.sql("CREATE ROLE \(identifier: role) LOGIN", in: "prod")
      let url = story.url("prod").replacingOccurrences(of: "postgres@", with: "\(role)@")
      let run = try await story.plumb("history", url)
      #expect(run.code == 1)
      #expect(run.errors.contains("\(role) may not read the history of"))
      // With rights on the table, row level security would make it look empty.
      try await story.sql(
        """
        GRANT USAGE ON SCHEMA plumb TO \(identifier: role);
        GRANT SELECT ON plumb.migration_history TO \(identifier: role);
        """,
        in: "prod"
      )
      #expect(try await story.plumb("history", url).errors.contains("may not read the history"))
      try await story.sql(
        "DROP OWNED BY \(identifier: role); DROP ROLE \(identifier: role);",
        in: "prod"
      )
    }
  }
}
