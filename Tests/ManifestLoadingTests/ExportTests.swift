import Diagnostics
import FoundationEssentials
import ManifestLoading
import ObjectModel
import Testing

@Suite("Exports")
struct ExportTests {
  /// Objects whose names, bodies and aspects are all sorts of awkward.
  static let manifests = [
    "a.yaml": #"""
    schema: app
    owner: app_owner
    ---
    schema: public
    owner: app_owner
    ---
    table: todos
    owner: app_owner
    comment: |-
      What a person
      has to do.
    with: {fillfactor: "70"}
    columns:
      id: {type: bigint, not_null: true}
      "on": text
      title: text
    policies:
      People read their own todos, "always":
        for: select
        to: [authenticated, anon]
        using: "(select auth.uid()) = user_id AND note <> 'a, b: {c}' AND length(note) > 1 OR d"
    grants: {anon: [select], app: [select, insert]}
    ---
    table: app.Todos
    owner: app_owner
    grants: {anon: [select], app: [select, insert]}
    ---
    table: app.todos
    owner: app_owner
    grants: {}
    ---
    table: '"a/b.c"'
    owner: other
    grants: {x: [select]}
    ---
    table: app.con
    owner: app_owner
    grants: {anon: [select], app: [select, insert]}
    ---
    table: app..hidden
    owner: app_owner
    grants: {}
    ---
    function: f(integer)
    language: sql
    body: "SELECT 1 \n\n  AS x;  \n"
    ---
    function: f(text)
    body: "\n\tBEGIN\r\nEND"
    ---
    policy: mine
    on: other.things
    for: insert
    ---
    policy: yours
    on: other.things
    ---
    extension: uuid-ossp
    version: "1.1"
    ---
    auth: {site_url: "https://a", expiry: 60}
    """#.replacing("app..hidden", with: "app.\".hidden\"")
  ]

  private static func live() async -> Catalog {
    let loaded = await Loaded(manifests)
    loaded.expectClean()
    return loaded.state.catalog
  }

  private static func files(_ catalog: Catalog) async -> [String: String] {
    let project = ExportWriter.newProject(for: catalog, platform: .postgres, registry: toys)
    return await ExportWriter(registry: toys, catalog: catalog, project: project).files()
  }

  private static func reloaded(_ files: [String: String]) async -> (DeclaredState, [Diagnostic]) {
    var diagnostics = DiagnosticCollector()
    let project = Project(files: .inMemory(files), registry: toys, diagnostics: &diagnostics)
    let state = await ManifestLoader(project: project, registry: toys, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    return (state, diagnostics.diagnostics)
  }

  @Test("what is written and read again is the same")
  func roundTrip() async {
    let catalog = await Self.live()
    let (state, diagnostics) = await Self.reloaded(await Self.files(catalog))
    #expect(diagnostics.map(\.message) == [])
    let before = catalog.objects
    let after = state.catalog.objects
    #expect(Set(before.keys) == Set(after.keys))
    for (id, object) in before {
      let changes = after[id].map { $0.changedFields(from: object).map(\.name) }
      #expect(changes == [], "\(id)")
    }
    #expect(state.leftAlone.filter { !state.impliedSchemas.contains($0.key) } == [:])
  }

  @Test("files lie by schema and kind under names that every file system takes")
  func layout() async {
    let paths = await Self.files(await Self.live()).keys.sorted()
    #expect(
      paths == [
        "desired-state/app/schema.yaml",
        "desired-state/app/tables/Todos.yaml",
        "desired-state/app/tables/_hidden-4747f185.yaml",
        "desired-state/app/tables/con_-f08dd14b.yaml",
        "desired-state/app/tables/todos-dab759a5.yaml",
        "desired-state/auth/auth.yaml",
        "desired-state/cluster/extensions/uuid-ossp.yaml",
        "desired-state/other/policies/things.yaml",
        "desired-state/public/functions/f.yaml",
        "desired-state/public/schema.yaml",
        "desired-state/public/tables/a_b.c-6f8078fa.yaml",
        "desired-state/public/tables/todos.yaml",
        "plumb.yaml",
      ]
    )
    #expect(Set(paths.map { $0.lowercased() }).count == paths.count)
  }

  @Test("short things stand on one line, texts of several lines in blocks")
  func text() async {
    let files = await Self.files(await Self.live())
    #expect(
      files["desired-state/public/tables/todos.yaml"] == #"""
        table: todos
        comment: |-
          What a person
          has to do.
        with: {fillfactor: "70"}
        columns:
          id: {type: bigint, not_null: true}
          on: text
          title: text
        policies:
          'People read their own todos, "always"':
            for: select
            to: [authenticated, anon]
            using: "(select auth.uid()) = user_id AND note <> 'a, b: {c}' AND length(note) > 1 OR d"

        """#
    )
    #expect(
      files["desired-state/public/functions/f.yaml"]?.hasPrefix(
        "function: f(integer)\nlanguage: sql\nbody: |\n  SELECT 1 \n\n    AS x;  \n---\n"
      ) == true
    )
  }

  @Test("what most objects have is a default of the project")
  func defaults() async {
    #expect(
      await Self.files(await Self.live())["plumb.yaml"] == """
        platform: postgres
        manage:
          schemas: "*"
          prune: [extension]
        defaults:
          owner: app_owner
          grants:
            tables:
              anon: [select]
              app: [select, insert]

        """
    )
  }

  @Test("two runs write the same")
  func stable() async {
    let first = await Self.files(await Self.live())
    let second = await Self.files(await Self.live())
    #expect(first == second)
  }

  @Test("what belongs to the platform is not written")
  func platform() async {
    var catalog = await Self.live()
    catalog.insert(ToyTable(id: ObjectID(ToyTable.kind, ["auth", "users"])))
    let project = ExportWriter.newProject(for: catalog, platform: .supabase, registry: toys)
    let files = await ExportWriter(registry: toys, catalog: catalog, project: project).files()
    #expect(!files.keys.contains { $0.hasPrefix("desired-state/auth/tables") })
  }
}

@Suite("Bringing exports up to date")
struct ExportUpdateTests {
  private static func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/plumb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private static func live(_ text: String) async -> Catalog {
    let loaded = await Loaded(["plumb.yaml": "defaults: {grants: {}}", "live.yaml": text])
    loaded.expectClean()
    return loaded.state.catalog
  }

  private static func write(_ text: String, to path: String) throws {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + folder,
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private static func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  private static func project() -> ProjectFile {
    var project = ProjectFile()
    project.defaults.grants = [:]
    return project
  }

  @Test("a new project needs an empty folder")
  func notEmpty() async throws {
    let catalog = await Self.live("table: a\n")
    try await Self.inFolder { folder in
      let writer = ExportWriter(registry: toys, catalog: catalog, project: Self.project())
      let summary = try await writer.write(to: folder + "/new", mode: .newProject)
      #expect(
        summary.written == [
          "desired-state/public/schema.yaml", "desired-state/public/tables/a.yaml", "plumb.yaml",
        ]
      )
      await #expect(throws: DiagnosticsError.self) {
        try await writer.write(to: folder + "/new", mode: .newProject)
      }
    }
  }

  @Test("what has not changed stays as people wrote it")
  func update() async throws {
    let live = await Self.live(
      """
      table: a
      columns: {id: int}
      ---
      table: b
      columns: {id: bigint}
      ---
      table: c
      ---
      table: e
      policies: {p: {for: select}, q: {for: insert}}
      """
    )
    try await Self.inFolder { folder in
      let same = "# why\ntable: a   # mine\ncolumns:\n  id: {type: int}\n"
      try Self.write("manage: [public]\n", to: folder + "/plumb.yaml")
      try Self.write(same, to: folder + "/desired-state/a.yaml")
      try Self.write(
        "# kept\ntable: c\n---\n# stale\ntable: b\n",
        to: folder + "/desired-state/x/two.yaml"
      )
      try Self.write("table: gone\n", to: folder + "/desired-state/gone.yaml")
      try Self.write("table: e\n", to: folder + "/desired-state/e.yaml")
      try Self.write("policy: p\non: e\nfor: select\n", to: folder + "/desired-state/p.yaml")
      try Self.write("auth: {expiry: 5}\n", to: folder + "/desired-state/auth.yaml")
      let writer = ExportWriter(registry: toys, catalog: live, project: Self.project())
      let summary = try await writer.write(to: folder, mode: .update)
      #expect(
        summary.unchanged == ["desired-state/a.yaml", "desired-state/auth.yaml", "plumb.yaml"]
      )
      #expect(summary.removed == ["desired-state/gone.yaml", "desired-state/p.yaml"])
      #expect(
        summary.written == [
          "desired-state/e.yaml", "desired-state/public/schema.yaml", "desired-state/x/two.yaml",
        ]
      )
      #expect(try Self.read(folder + "/desired-state/a.yaml") == same)
      #expect(
        try Self.read(folder + "/desired-state/x/two.yaml")
          == "# kept\ntable: c\n---\ntable: b\ncolumns:\n  id: bigint\n"
      )
      #expect(
        try Self.read(folder + "/desired-state/e.yaml")
          == "table: e\npolicies:\n  p: {for: select}\n  q: {for: insert}\n"
      )
      let again = try await writer.write(to: folder, mode: .update)
      #expect(again.written == [] && again.removed == [])
    }
  }
}
