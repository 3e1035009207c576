import Diagnostics
import FoundationEssentials
import ManifestLoading
import ObjectModel
import Testing
import YAMLSource

@Suite("Settings of projects")
struct ProjectTests {
  @Test("everything that plumb.yaml can say")
  func settings() async throws {
    let loaded = await Loaded([
      "plumb.yaml": """
      platform: supabase
      manage: {schemas: [app, public], prune: [extension]}
      defaults: {owner: me, grants: {tables: {anon: [select], me: all}}}
      ignore: [{table: _prisma_*}, {"*": tmp.*}]
      search_path: [app]
      scratch: postgres://localhost/scratch
      """
    ])
    loaded.expectClean()
    let file = loaded.project.file
    #expect(file.platform == .supabase)
    #expect(file.managedSchemas == .listed(["app", "public"]))
    #expect(file.prunedKinds == [ToyExtension.kind])
    #expect(file.defaults.owner == "me")
    #expect(file.defaults.grants == ["tables": ["anon": ["select"], "me": ["all"]]])
    #expect(file.ignored.map(\.pattern) == ["_prisma_*", "tmp.*"])
    #expect(file.searchPath == ["app"])
    #expect(
      file.scratch
        == .database(
          try #require(
            ConnectionTemplate(
              "postgres://localhost/scratch",
              range: SourceRange(
                file: "plumb.yaml",
                start: .init(line: 6, column: 10),
                end: .init(line: 6, column: 38)
              )
            )
          )
        )
    )
  }

  @Test("short forms and what is left out")
  func shortForms() async {
    let plain = await Loaded(["plumb.yaml": "manage: [a]\ndefaults: {grants: {}}\n"])
    #expect(plain.project.file.managedSchemas == .listed(["a"]))
    #expect(plain.project.file.defaults.grants == [:])
    #expect(plain.project.file.searchPath == ["public"])
    let all = await Loaded(["plumb.yaml": "platform: supabase\nmanage: {schemas: \"*\"}\n"])
    #expect(all.project.file.managedSchemas == .all)
    #expect(all.project.file.defaults.grants == nil)
    #expect(all.project.file.searchPath == ["public", "extensions"])
  }

  @Test(
    "mistakes",
    arguments: [
      ("⟦plattform⟧: postgres", "manifest.unknown-key"),
      ("platform: ⟦mysql⟧", "manifest.wrong-type"),
      ("manage: {⟦schema⟧: [a]}", "manifest.unknown-key"),
      ("manage: {prune: [⟦extensions⟧]}", "manifest.unknown-kind"),
      ("manage: {prune: [⟦table⟧]}", "manifest.unknown-kind"),
      ("ignore: [{⟦tabel⟧: x}]", "manifest.unknown-kind"),
      ("ignore: ⟦x⟧", "manifest.wrong-type"),
      ("defaults: {grants: {⟦table⟧: {anon: [select]}}}", "manifest.unknown-key"),
      ("defaults: {grants: {tables: {anon: [⟦slect⟧]}}}", "manifest.unknown-privilege"),
      ("scratch: ⟦somewhere⟧", "manifest.wrong-type"),
    ]
  )
  func mistakes(text: String, code: String) async {
    await Loaded(["plumb.yaml": text]).expect(code)
  }

  @Test("the nearest folder upwards is the project's")
  func find() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/a/b",
      withIntermediateDirectories: true
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Project.find(from: folder + "/a/b") == nil)
    try Data().write(to: URL(filePath: folder + "/plumb.yaml"))
    let found = try #require(Project.find(from: folder + "/a/b"))
    #expect(URL(filePath: found).lastPathComponent == URL(filePath: folder).lastPathComponent)
    #expect(Project.find(from: folder) == folder)
  }

  @Test("links that lead in a circle are walked once, files outside are refused")
  func links() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: folder + "/p/desired-state/a",
      withIntermediateDirectories: true
    )
    defer { try? manager.removeItem(atPath: folder) }
    try Data("x".utf8).write(to: URL(filePath: folder + "/secret"))
    try Data("table: a".utf8).write(to: URL(filePath: folder + "/p/desired-state/a/a.yaml"))
    try manager.createSymbolicLink(
      atPath: folder + "/p/desired-state/a/loop",
      withDestinationPath: ".."
    )
    try manager.createSymbolicLink(
      atPath: folder + "/p/leak",
      withDestinationPath: folder + "/secret"
    )
    let files = ProjectFiles.onDisk(folder + "/p")
    #expect(files.paths("desired-state") == ["desired-state/a/a.yaml"])
    #expect(files.contents("leak") == .failure(.outside))
    #expect(files.contents("none") == .failure(.missing))
    #expect(files.contents("desired-state") == .failure(.unreadable("it is a folder")))
    #expect(files.shownPath("plumb.yaml") == folder + "/p/plumb.yaml")
  }
}

@Suite("Environments")
struct EnvironmentTests {
  private func read(_ text: String) async -> (EnvironmentFile?, Loaded) {
    let files = ["environments/dev.yaml": text, "environments/staging.yaml": ""]
    let loaded = await Loaded(files, environment: "dev")
    return (loaded.state.environment, loaded)
  }

  @Test("everything that an environment can say")
  func settings() async throws {
    let (found, loaded) = await read(
      """
      environment: dev
      database: ${env:DEV_URL}
      auth: {target: env_file, path: .env}
      variables: {a: 1}
      apply: {strategy: online, lock_timeout: 500ms, statement_timeout: 2m, protected: true}
      requires: staging
      allowed_differences:
        - {object: {table: debug_*}, owner: ann, reason: a test, expires: 2026-02-28}
      """
    )
    loaded.expectClean()
    let environment = try #require(found)
    guard case .url(let template)? = environment.database else {
      Issue.record("no URL")
      return
    }
    #expect(try template.resolved(in: ["DEV_URL": "postgres://x"]) == "postgres://x")
    #expect(throws: DiagnosticsError.self) { try template.resolved(in: [:]) }
    #expect(environment.auth?.target == "env_file")
    #expect(environment.variables["a"]?.integerValue == 1)
    #expect(environment.apply.strategy == .online)
    #expect(environment.apply.lockTimeout == .milliseconds(500))
    #expect(environment.apply.statementTimeout == .seconds(120))
    #expect(environment.apply.isProtected)
    #expect(environment.requires.map(\.name) == ["staging"])
    let allowed = try #require(environment.allowedDifferences.first)
    #expect(allowed.object.pattern == "debug_*")
    #expect([allowed.owner, allowed.reason, allowed.expires] == ["ann", "a test", "2026-02-28"])
    #expect(loaded.project.environmentNames == ["dev", "staging"])
  }

  @Test(
    "mistakes",
    arguments: [
      ("environment: ⟦prod⟧", "environment.other-name"),
      ("databse⟦⟧: embedded", ""),
      ("database: ⟦somewhere⟧", "manifest.wrong-type"),
      ("database: ⟦postgres://me:secret@host/db⟧", "environment.secret"),
      ("auth: ⟦{path: x}⟧", "manifest.missing-key"),
      ("apply: {lock_timeout: ⟦5 days⟧}", "manifest.wrong-type"),
      ("apply: {⟦strateggy⟧: atomic}", "manifest.unknown-key"),
      ("variables: ⟦x⟧", "manifest.wrong-type"),
      ("overrides: ⟦{table: t}⟧", "manifest.wrong-type"),
      ("requires: ⟦stagin⟧", "environment.unknown"),
      ("requires: ⟦dev⟧", "environment.requires-itself"),
      ("requires: ⟦{server: 16}⟧", "manifest.wrong-type"),
      ("allowed_differences: [{object: {table: a}, expires: ⟦2026-02-29⟧}]", "manifest.wrong-type"),
      ("allowed_differences: [⟦{owner: ann}⟧]", "manifest.missing-key"),
      ("allowed_differences: [{object: {⟦tabel⟧: a}}]", "manifest.unknown-kind"),
    ]
  )
  func mistakes(text: String, code: String) async {
    let (_, loaded) = await read(text)
    if code.isEmpty {
      #expect(loaded.diagnostics.first?.hint == "Did you mean \"database\"?")
    } else {
      loaded.expect(code)
    }
  }

  @Test("an unknown environment")
  func unknown() async {
    let loaded = await Loaded(["environments/staging.yaml": ""], environment: "stagin")
    #expect(loaded.diagnostics.first?.hint == "Did you mean \"staging\"?")
  }
}
