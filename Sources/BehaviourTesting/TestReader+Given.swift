import Diagnostics
import PostgresVocabulary
import YAMLSource

extension TestReader {
  /// Reads what is given: a fixture's name, rows by table, statements, or a list of these.
  ///
  /// - Parameters:
  ///   - node: what stands under `given`.
  ///   - done: the fixtures that are there already; each comes once.
  ///   - open: the fixtures that are being read, outermost first.
  /// - Returns: the steps, in order.
  mutating func given(
    _ node: Node?,
    done: inout Set<String>,
    within open: [String] = []
  ) -> [GivenStep] {
    guard let node, !node.isNull else { return [] }
    if let items = node.items {
      return items.flatMap { given($0, done: &done, within: open) }
    }
    if node.stringValue != nil { return fixture(node, done: &done, within: open) }
    if node["sql"]?.stringValue != nil { return statements(node).map { [$0] } ?? [] }
    guard let pairs = node.pairs else { return [] }
    return pairs.compactMap { pair in
      table(pair.key).map { .rows(rows(pair.value, of: "table \"\(pair.name)\""), into: $0) }
    }
  }

  /// Reports the mistakes of a fixture, whether a test uses it or not.
  mutating func checkFixture(_ name: String) {
    guard let document = fixtures[name],
      var reader = KeyReader(document, owner: "fixture \"\(name)\"", &diagnostics)
    else { return }
    _ = reader.node("fixture")
    _ = reader.node("given")
    reader.finish(&diagnostics)
    var done: Set = [name]
    _ = given(document["given"], done: &done, within: [name])
  }

  private mutating func fixture(
    _ node: Node,
    done: inout Set<String>,
    within open: [String]
  ) -> [GivenStep] {
    let name = node.stringValue ?? ""
    guard let document = fixtures[name] else {
      let near = closestMatch(to: name, among: fixtures.keys.sorted())
      diagnostics.error(
        "test.unknown-fixture",
        "there is no fixture \"\(name)\"",
        at: node.range,
        hint: near.map { "Did you mean \"\($0)\"?" } ?? "Declare it with \"fixture: \(name)\"."
      )
      return []
    }
    if open.contains(name) {
      diagnostics.error(
        "test.fixture-cycle",
        "fixture \"\(name)\" is part of itself",
        at: node.range,
        detail: "The circle is \((open + [name]).joined(separator: ", "))."
      )
      return []
    }
    guard done.insert(name).inserted else { return [] }
    // What is wrong in a fixture has been told once, where it is declared.
    let known = diagnostics
    let steps = given(document["given"], done: &done, within: open + [name])
    let circles = diagnostics.diagnostics.filter { $0.code == "test.fixture-cycle" }
    diagnostics = known
    if !open.isEmpty {
      for circle in circles where !known.diagnostics.contains(circle) {
        diagnostics.report(circle)
      }
    }
    return steps
  }

  private mutating func statements(_ node: Node) -> GivenStep? {
    guard var reader = KeyReader(node, owner: "\"given\"", &diagnostics) else { return nil }
    let sql = reader.sql("sql", &diagnostics)
    let actor = reader.node("as").flatMap { self.actor(reference: $0) }
    reader.finish(&diagnostics)
    return sql.map { .statements($0, as: actor, range: node["sql"]?.range) }
  }

  // MARK: Parts

  /// Reads the name of a table, in schema `public` unless it says another.
  mutating func table(_ node: Node) -> TableReference? {
    guard let text = node.stringValue, let name = QualifiedName(parsing: text) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"\(node.stringValue ?? node.kindDescription)\" is no name of a table",
        at: node.range,
        hint: "Write it as \"name\" or \"schema.name\"."
      )
      return nil
    }
    return TableReference(name: name.inPublic, range: node.range)
  }

  /// Reads a list of rows, or one row.
  mutating func rows(_ node: Node, of what: String) -> [TestRow] {
    if node.pairs != nil { return row(node, of: what).map { [$0] } ?? [] }
    guard let items = node.items else {
      diagnostics.wrongType("rows of \(what)", "a list of mappings", node)
      return []
    }
    return items.compactMap { row($0, of: what) }
  }

  /// Reads a row.
  mutating func row(_ node: Node, of what: String) -> TestRow? {
    guard let pairs = node.pairs else {
      diagnostics.wrongType("a row of \(what)", "a mapping of columns", node)
      return nil
    }
    return TestRow(
      cells: pairs.map { .init(column: $0.name, value: $0.value) },
      range: node.range
    )
  }
}

extension QualifiedName {
  /// The name as manifests mean it: in schema `public` unless it says another.
  var inPublic: Self { schema == nil ? Self(schema: "public", name: name) : self }
}
