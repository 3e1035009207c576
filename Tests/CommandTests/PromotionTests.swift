import Foundation
import PostgresVocabulary
import Testing

@Suite("plumb apply to an environment that requires another")
struct PromotionTests {
  private let files = Manifests.files

  @Test("what has not come through the required environment is refused, in plain words")
  func refused() async throws {
    try await Story.with(["staging": "", "prod": "requires: staging\n"], files: files) { story in
      let early = try await story.plumb("apply", "prod", "--auto-approve")
      #expect(early.code == 3)
      #expect(early.errors.contains("prod requires staging, and staging is not verified"))
      #expect(early.errors.contains("staging: table public.todos is missing (desired-state/"))
      #expect(early.errors.contains("plumb apply staging"))
      #expect(try await story.plumb("apply", "staging", "--auto-approve").code == 0)
      #expect(try await story.plumb("apply", "prod", "--auto-approve").code == 0)
    }
  }

  @Test("what somebody changes behind the required environment's history counts")
  func drifted() async throws {
    try await Story.with(["staging": "", "prod": "requires: staging\n"], files: files) { story in
      try await story.plumb("apply", "staging", "--auto-approve")
      try await story.sql("DROP POLICY \"Everybody reads\" ON public.todos", in: "staging")
      let run = try await story.plumb("apply", "prod", "--auto-approve")
      #expect(run.code == 3)
      #expect(run.errors.contains("\"Everybody reads\" is missing"))
    }
  }

  @Test("an environment that cannot be reached is not verified")
  func unreachable() async throws {
    try await Story.with(["prod": "requires: staging\n"], files: files) { story in
      try story.write("database: postgres://x@127.0.0.1:1/x\n", to: "environments/staging.yaml")
      let run = try await story.plumb("apply", "prod", "--auto-approve")
      #expect(run.code == 3)
      #expect(run.errors.contains("staging could not be read: cannot connect"))
    }
  }

  @Test("a saved plan must lead to what the others are verified against")
  func savedPlan() async throws {
    try await Story.with(["staging": "", "prod": "requires: staging\n"], files: files) { story in
      try await story.plumb("plan", "prod", "--out", "old.plan")
      try story.write(Manifests.todos + "comment: Later.\n", to: Manifests.path)
      try await story.plumb("apply", "staging", "--auto-approve")
      let old = try await story.plumb("apply", "prod", "old.plan")
      #expect(old.code == 3)
      #expect(old.errors.contains("was not made from the manifests that are here"))
      try await story.plumb("plan", "prod", "--out", "new.plan")
      let new = try await story.plumb("apply", "prod", "new.plan")
      #expect(new.code == 0, "\(new.errors)")
    }
  }
}

@Suite("plumb sync")
struct SyncTests {
  @Test("one database becomes like another; what overlays declare stays apart")
  func together() async throws {
    let overlay = "overrides:\n  - table: todos\n    columns: {note: text}\n"
    try await Story.with(["dev": overlay, "prod": ""], files: Manifests.files) { story in
      for name in ["dev", "prod"] { try await story.plumb("apply", name, "--auto-approve") }
      try await story.sql(
        """
        ALTER POLICY "Everybody reads" ON public.todos USING (id > 0);
        CREATE VIEW public.titles AS SELECT title FROM public.todos;
        """,
        in: "prod"
      )
      let sync = ["sync", "--from", "prod", "--to", "dev"]
      let check = try await story.plumb(sync + ["--check"])
      #expect(check.code == 2)
      #expect(check.output.contains("+  view public.titles\n"))
      #expect(check.output.contains("1 column declared to differ"))
      #expect(try await story.plumb("history", "dev").output.contains("2  ") == false)
      let run = try await story.plumb(sync + ["--auto-approve"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.hasSuffix("Verified: dev is like prod.\n"))
      #expect(try await story.plumb("history", "dev").output.contains("sync from prod"))
      let columns = try await story.sql("SELECT note FROM public.todos", in: "dev")
      #expect(columns.isEmpty)
      let again = try await story.plumb(sync + ["--check"])
      #expect(again.code == 0, "\(again.output)")
    }
  }

  @Test(
    "a target that is protected, or that requires another, is refused",
    arguments: [("apply: {protected: true}\n", "is protected"), ("requires: dev\n", "requires")]
  )
  func refused(text: String, words: String) async throws {
    try await Story.with(["dev": "", "prod": text], files: Manifests.files) { story in
      try await story.sql("CREATE TABLE public.t (id integer)", in: "dev")
      let run = try await story.plumb("sync", "--from", "dev", "--to", "prod", "--auto-approve")
      #expect(run.code == 3)
      #expect(run.errors.contains(words))
      let tables = try await story.sql(
        "SELECT relname FROM pg_catalog.pg_class WHERE relname = 't'",
        in: "prod"
      )
      #expect(tables.isEmpty)
    }
  }

  @Test("auth settings go along; secrets do not")
  func auth() async throws {
    let environments = [
      "dev": "auth: {target: env_file, path: dev.env}\n",
      "prod": "auth: {target: env_file, path: prod.env}\n",
    ]
    try await Story.with(environments, files: Manifests.files) { story in
      for name in ["dev", "prod"] { try await story.plumb("apply", name, "--auto-approve") }
      try story.write(
        "GOTRUE_SITE_URL=https://example.com\nGOTRUE_JWT_EXP=900\n"
          + "GOTRUE_EXTERNAL_GITHUB_SECRET=of-production\n",
        to: "prod.env"
      )
      try story.write(
        "GOTRUE_SITE_URL=http://localhost\nGOTRUE_EXTERNAL_GITHUB_SECRET=of-development\n",
        to: "dev.env"
      )
      let run = try await story.plumb(
        ["sync", "--from", "prod", "--to", "dev", "--auto-approve", "--allow", "all"]
      )
      #expect(run.code == 0, "\(run.errors)")
      let file = try String(contentsOfFile: "\(story.folder)/dev.env", encoding: .utf8)
      #expect(file.contains("GOTRUE_SITE_URL='https://example.com'\n"))
      #expect(file.contains("GOTRUE_JWT_EXP='900'\n"))
      #expect(file.contains("GOTRUE_EXTERNAL_GITHUB_SECRET=of-development\n"))
      for text in [run.output, run.errors] { #expect(!text.contains("of-production")) }
    }
  }
}
