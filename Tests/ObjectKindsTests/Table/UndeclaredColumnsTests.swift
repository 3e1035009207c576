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
    return catalog.objects.values.flatMap { $0.undeclared(among: catalog) }.map(\.label).sorted()
  }

  @Test func keysNameColumnsOfTheirTable() {
    let text = """
      table: t
      columns: {a: bigint, b: bigint}
      primary_key: [a, x]
      uniques: {u: {columns: [b, y], include: [z]}}
      foreign_keys: {f: {columns: [b, w], references: "elsewhere(v, w)"}}
      """
    #expect(undeclared(text) == ["w", "x", "y", "z"].map { "public.t.\($0)" })
  }

  @Test(arguments: ["inherits: [p]", "of_type: p", "partition_of: p"])
  func columnsMayComeFromElsewhere(origin: String) {
    #expect(undeclared("table: t\n\(origin)\nprimary_key: [x]") == [])
  }
}
