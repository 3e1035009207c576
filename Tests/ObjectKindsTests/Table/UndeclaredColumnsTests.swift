import Diagnostics
import ObjectModel
import Testing
import YAMLSource

@testable import ObjectKinds

/// Columns that keys name: they have to be declared, where nothing else brings them.
@Suite struct UndeclaredColumnsTests {
  private func undeclared(_ manifest: String) -> [String] {
    var decoder = ManifestDecoder(registry: .standard)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: manifest, file: "t.yaml", diagnostics: &diagnostics)
    for document in documents { decoder.decode(document: document) }
    #expect(diagnostics.isEmpty && decoder.diagnostics.isEmpty)
    var catalog = Catalog()
    for object in decoder.declared { catalog.insert(object.object) }
    return catalog.objects.values
      .flatMap { $0.undeclared(among: catalog, searchPath: ["public"]) }.map(\.id.label).sorted()
  }

  @Test func keysNameColumnsOfTheirTable() {
    let text = """
      table: t
      columns: {a: bigint, b: bigint}
      primary_key: [a, x]
      uniques: {u: {columns: [b, y], include: [z]}}
      foreign_keys: {f: {columns: [b, w], references: "elsewhere(v, w)"}}
      """
    #expect(
      undeclared(text) == ["public.elsewhere"] + ["w", "x", "y", "z"].map { "public.t.\($0)" }
    )
  }

  @Test func keysNameTablesAndTheirColumns() {
    let text = """
      table: s.t
      columns: {a: bigint}
      foreign_keys:
        f: {columns: [a], references: s.nowhere}
        g: {columns: [a], references: S.T(A)}
        h: {columns: [a], references: s.t(b)}
        i: {columns: [a], references: elsewhere(b)}
      """
    #expect(undeclared(text) == ["public.elsewhere", "s.nowhere", "s.t.b"])
  }

  @Test func indexesNameColumns() {
    let text = """
      table: t
      columns: {a: bigint}
      indexes:
        i: {on: [a, A desc, x text_pattern_ops, lower(y), '"Z"', "(w)"], include: [v]}
      """
    #expect(undeclared(text) == ["public.t.v", "public.t.x"])
  }

  @Test(arguments: ["inherits: [p]", "of_type: p", "partition_of: p"])
  func columnsMayComeFromElsewhere(origin: String) {
    #expect(undeclared("table: t\n\(origin)\nprimary_key: [x]") == ["public.p"])
  }

  @Test func othersAreNamed() {
    let text = """
      table: t
      columns: {a: bigint}
      triggers:
        u: {timing: before, events: [insert], for_each: row, execute: "nowhere(1)"}
        v: {timing: before, events: [insert], for_each: row, execute: here()}
        w: {timing: before, events: [insert], execute: suppress_redundant_updates_trigger()}
      ---
      function: here()
      returns: trigger
      language: plpgsql
      body: x
      ---
      sequence: q
      owned_by: t.b
      ---
      sequence: r
      owned_by: s.t.a
      ---
      sequence: ok
      owned_by: T.A
      """
    #expect(undeclared(text) == ["public.nowhere()", "public.t.b", "s.t"])
  }

  @Test(
    arguments: [
      ("foreign_keys: {f: {columns: [a, b], references: t(a)}}", "manifest.column-count"),
      ("foreign_keys: {f: {columns: [a, b], references: t}}", "manifest.column-count"),
      ("foreign_keys: {f: {columns: [b], references: t}}", nil),
    ]
  )
  func keysReferToAsManyColumns(key: String, code: String?) {
    let text = "table: t\ncolumns: {a: bigint, b: bigint}\nprimary_key: [a]\n\(key)"
    #expect(checked(text, ForeignKey.self) == code.map { [$0] } ?? [])
  }

  @Test func valuesAreDifferent() {
    #expect(checked("enum: e\nvalues: [a, b, a]", EnumType.self) == ["manifest.duplicate-value"])
    #expect(checked("enum: e\nvalues: [a, b, A]", EnumType.self) == [])
  }

  private func checked<Kind: ManagedObject>(_ manifest: String, _ kind: Kind.Type) -> [String] {
    var decoder = ManifestDecoder(registry: .standard)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: manifest, file: "t.yaml", diagnostics: &diagnostics)
    for document in documents { decoder.decode(document: document) }
    var catalog = Catalog()
    for object in decoder.declared { catalog.insert(object.object) }
    kind.check(
      decoder.declared.filter { $0.object is Kind },
      among: catalog,
      diagnostics: &diagnostics
    )
    return diagnostics.diagnostics.map(\.code)
  }
}
