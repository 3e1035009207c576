import Diagnostics
import ManifestLoading
import ObjectKinds
import ObjectModel
import Testing

@Suite("Defaults that manifests state, and short forms")
struct StatedDefaultsTests {
  private static let table = ObjectID(KindName("table"), ["public", "t"])

  private func load(_ manifest: String) async -> Loaded {
    await Loaded(["t.yaml": manifest], registry: .standard)
  }

  /// The document that an export writes of what is declared.
  private func exported(_ manifest: String, _ kind: String) async throws -> FieldValue {
    let loaded = await load(manifest)
    loaded.expectClean()
    let catalog = loaded.state.catalog
    let object = try #require(catalog.objects.values.first { $0.id.kind == KindName(kind) })
    let encoder = ManifestEncoder(
      registry: .standard,
      catalog: catalog,
      defaults: loaded.state.project.defaults
    )
    return encoder.document(of: object)
  }

  @Test(
    "SQL's own words for what holds anyway say nothing",
    arguments: [
      ("role", "role: r", "connection_limit: -1"),
      ("function", "function: f()\nreturns: int\nlanguage: sql\nbody: a", "security: invoker"),
      ("procedure", "procedure: f()\nlanguage: sql\nbody: a", "security: invoker"),
      ("extension", "extension: e", "schema: public"),
    ]
  )
  func words(kind: String, short: String, more: String) async throws {
    let long = short + "\n" + more
    #expect(try await exported(long, kind) == exported(short, kind))
  }

  @Test("settings of columns that hold anyway say nothing")
  func columns() async throws {
    let long = "table: t\ncolumns: {a: {type: text, statistics: -1, storage: default,"
    #expect(
      try await exported(long + " compression: default}}", "table")
        == exported("table: t\ncolumns: {a: text}", "table")
    )
  }

  @Test("null says nothing where something has to be said")
  func null() async {
    let loaded = await load(
      "table: t\ncomment: null\nowner: null\nprimary_key: null\ncolumns: {a: int}\n"
    )
    loaded.expectClean()
    #expect(loaded.state.catalog.children(of: Self.table).map(\.kind.text) == ["column"])
  }

  @Test("a bare column is a list of one")
  func bareColumns() async throws {
    let bare = """
      table: t
      columns: {a: int, b: int}
      primary_key: a
      uniques: {u: b, v: {columns: b, deferrable: true}}
      foreign_keys: {f: {columns: b, references: t (a)}}
      """
    let listed = """
      table: t
      columns: {a: int, b: int}
      primary_key: [a]
      uniques: {u: [b], v: {columns: [b], deferrable: true}}
      foreign_keys: {f: {columns: [b], references: t (a)}}
      """
    #expect(try await exported(bare, "table") == exported(listed, "table"))
  }

  @Test(
    "mistakes are told in the words that were written",
    arguments: [
      (
        "function: f()\nreturns: int\nlanguage: sql\nbody: a\nsecurity: ⟦owner⟧",
        #""security" must be "definer" or "invoker", not "owner""#
      ),
      (
        "table: t\ncolumns: {a: int}\nrow_level_security: ⟦on⟧",
        #""row_level_security" must be one of enabled, forced, disabled_but_forced, disabled, "#
          + #"not "on""#
      ),
      ("table: t\ncolumns: {a: ⟦[int]⟧}", #""a" must be SQL text, not a list"#),
      (
        "table: t\ncolumns: {a: {type: int, storage: ⟦[plain]⟧}}",
        #""storage" must be one of plain, external, extended, main, default, not a list"#
      ),
      (
        "table: t\ncolumns: {a: int}\nuniques: {u: {columns: ⟦{}⟧}}",
        #""columns" must be a list, not a mapping"#
      ),
    ]
  )
  func mistakes(manifest: String, message: String) async {
    await load(manifest).expect("manifest.wrong-type", message)
  }
}
