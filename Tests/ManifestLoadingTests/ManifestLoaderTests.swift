import Diagnostics
import ManifestLoading
import ObjectModel
import Testing

@Suite("What manifests declare")
struct ManifestLoaderTests {
  @Test("files, folders and the order of documents mean nothing")
  func order() async {
    let one = await Loaded([
      "a/b/c.yaml": "policy: reads\non: todos\nfor: select\n",
      "z.yml": "table: todos\ncolumns: {id: bigint}\n---\nfunction: f(int)\nbody: SELECT 1\n",
      "notes.txt": "not a manifest",
    ])
    one.expectClean()
    #expect(
      one.state.names == [
        "function public.f(int)", "table public.todos", "column public.todos.id",
        "policy public.todos.reads",
      ]
    )
    #expect(one.state.impliedSchemas == [ObjectID(ToySchema.kind, ["public"])])
  }

  @Test("an omitted aspect is the project's default, an empty one is none")
  func defaults() async {
    let project = """
      defaults:
        owner: app
        grants: {tables: {anon: [select]}}
      """
    let loaded = await Loaded([
      "plumb.yaml": project, "a.yaml": "table: a\n---\ntable: b\nowner: me\ngrants: {}\n",
    ])
    loaded.expectClean()
    let state = loaded.state
    let owner = { (name: String) in ObjectID(ToyOwner.kind, [], in: table(name)) }
    #expect(state.field("role", of: owner("a")) == .text("app"))
    #expect(state.field("role", of: owner("b")) == .text("me"))
    #expect(
      state.catalog.children(of: table("a"), as: ToyGrant.self).map(\.privileges) == [["select"]]
    )
    #expect(state.catalog.children(of: table("b"), as: ToyGrant.self).isEmpty)
    #expect(state.leftAlone[table("a")] == nil)
    #expect(state.leftAlone[table("b")] == nil)
  }

  @Test("without a default an omitted aspect is left alone")
  func leftAlone() async {
    let loaded = await Loaded(["a.yaml": "table: a\n---\ntable: b\ngrants: {}\nowner: me\n"])
    loaded.expectClean()
    #expect(loaded.state.leftAlone[table("a")] == [ToyOwner.kind, ToyGrant.kind])
    #expect(loaded.state.leftAlone[table("b")] == nil)
  }

  @Test("an implied schema is left as it is in every respect")
  func impliedSchema() async {
    let loaded = await Loaded(["a.yaml": "table: app.a\n"])
    let schema = ObjectID(ToySchema.kind, ["app"])
    #expect(loaded.state.impliedSchemas == [schema])
    #expect(loaded.state.leftAlone[schema] == [ToyOwner.kind, ToyRemark.kind])
    #expect(loaded.state.declaredSchemas == ["app"])
  }

  @Test("documents of settings hold a mapping")
  func settings() async {
    let text = "auth:\n  site_url: https://a.example\n  expiry: 60\n  secret: ${env:KEY}\n"
    let loaded = await Loaded(["auth.yaml": text])
    loaded.expectClean()
    let id = ObjectID(ToySettings.kind, [])
    #expect(loaded.state.field("expiry", of: id) == .integer(60))
    #expect(loaded.state.field("secret", of: id) == .text("${env:KEY}"))
  }

  @Test("many files are read in order")
  func manyFiles() async {
    var files: [String: String] = [:]
    for number in 0..<300 { files["t\(number).yaml"] = "table: t\(number)\ncolumns: {id: int}\n" }
    let loaded = await Loaded(files)
    loaded.expectClean()
    #expect(loaded.state.declared.count == 600)
  }
}

@Suite("Mistakes of manifests")
struct ManifestMistakeTests {
  @Test("an object that is declared twice is shown with both places")
  func duplicate() async throws {
    let loaded = await Loaded([
      "a.yaml": "table: todos\ncolumns: {id: int}\n",
      "b.yaml": "table: ⟦public.todos⟧\ncolumns: {id: int}\n",
    ])
    loaded.expect("manifest.duplicate-object", "table public.todos is declared twice")
    let note = try #require(loaded.diagnostics.first?.notes.first)
    #expect(note.range?.description == "desired-state/a.yaml:1:8")
  }

  @Test("a policy that stands in its table and on its own is declared twice")
  func duplicateNested() async {
    let loaded = await Loaded([
      "a.yaml": "table: todos\npolicies:\n  reads: {for: select}\n",
      "b.yaml": "policy: ⟦reads⟧\non: todos\n",
    ])
    loaded.expect("manifest.duplicate-object")
  }

  @Test("what a document stands on has to be declared")
  func dangling() async throws {
    let loaded = await Loaded([
      "a.yaml": "table: todos\n---\ntable: other\n", "b.yaml": "policy: x\non: ⟦tods⟧\n",
    ])
    loaded.expect("manifest.dangling-reference", "table public.tods is not declared")
    #expect(loaded.diagnostics.first?.hint == "Did you mean \"todos\"?")
  }

  @Test("what an extension may have made is no error")
  func undecided() async {
    let loaded = await Loaded([
      "a.yaml": "extension: gis\n---\ntable: a\n---\npolicy: x\non: ⟦spatial_ref_sys⟧\n"
    ])
    loaded.expect("manifest.dangling-reference")
    #expect(loaded.diagnostics.first?.severity == .warning)
  }

  @Test("what stands on something in a schema that is not managed stays undecided")
  func external() async {
    let loaded = await Loaded(["a.yaml": "table: a\n---\npolicy: x\non: other.thing\n"])
    loaded.expectClean()
  }

  @Test("unknown keys, kinds and wrong types of all files are told at once")
  func all() async {
    let loaded = await Loaded([
      "a.yaml": "table: a\n⟦colums⟧: {}\n", "b.yaml": "⟦tabel⟧: b\n",
      "c.yaml": "table: c\nunlogged: ⟦maybe⟧\n", "d.yaml": "table: d\ncolumns: {⟦id⟧: {}}\n",
    ])
    #expect(
      loaded.diagnostics.map(\.code).sorted() == [
        "manifest.missing-key", "manifest.unknown-key", "manifest.unknown-kind",
        "manifest.wrong-type",
      ]
    )
    let starts = loaded.marks.map { $0.split(separator: "-").dropLast().joined(separator: "-") }
    #expect(loaded.diagnostics.compactMap { $0.range?.description } == starts)
  }

  @Test("keys that people expect are told where to write what they say")
  func expectedKeys() async {
    let loaded = await Loaded(["a.yaml": "table: a\nschema: app\nname: b\n"])
    #expect(
      loaded.diagnostics.compactMap(\.hint) == [
        "Write it before the name: \"table: app.name\".",
        "The name stands beside \"table\", or as the key.",
      ]
    )
  }

  @Test("objects of the platform cannot be declared, but for what users put there")
  func platform() async {
    let loaded = await Loaded([
      "plumb.yaml": "platform: supabase\n",
      "a.yaml": """
      table: ⟦auth.users⟧
      columns: {id: uuid}
      ---
      schema: ⟦storage⟧
      ---
      policy: mine
      on: storage.objects
      ---
      policy: ⟦not mine⟧
      on: storage.migrations
      """,
    ])
    loaded.expect("manifest.platform-object", "table auth.users belongs to the platform supabase")
    #expect(loaded.state.declaredSchemas.isEmpty)
  }
}

@Suite("Texts in files of their own")
struct FileBodyTests {
  @Test("the text of the file stands in the place of its name")
  func inserted() async {
    let loaded = await Loaded([
      "f/f.yaml": "function: f()\nfile: ../sql/f.sql\n", "sql/f.sql": "SELECT '${x}'\r\n",
    ])
    loaded.expectClean()
    let id = ObjectID(ToyRoutine.kind, ["public", "f", ""])
    #expect(loaded.state.field("body", of: id) == .text("SELECT '${x}'\n"))
    #expect(
      loaded.state.declared[id]?.fieldRanges["body"]?.description == "desired-state/sql/f.sql:1:1"
    )
  }

  @Test(
    "a file that is missing or outside the project is an error at its name",
    arguments: [
      "none.sql", "../../../etc/passwd", "/etc/passwd",
    ]
  )
  func missing(name: String) async {
    let loaded = await Loaded(["f.yaml": "function: f()\nfile: ⟦\(name)⟧\n"])
    loaded.expect("manifest.file")
  }

  @Test("a body beside a file is a key too many")
  func both() async {
    let loaded = await Loaded([
      "f.yaml": "function: f()\nbody: SELECT 1\n⟦file⟧: f.sql\n", "f.sql": "SELECT 2",
    ])
    loaded.expect("manifest.file", "both \"body\" and \"file\" are given")
  }
}
