import Diagnostics
import PostgresVocabulary
import YAMLSource

extension TestReader {
  private static let actions = ["select", "insert", "update", "delete", "call", "sql"]

  /// Reads what is done: exactly one of the keys that say it.
  mutating func action(_ reader: inout KeyReader) -> TestAction? {
    var found: [(key: String, node: Node)] = []
    for key in Self.actions {
      if let node = reader.node(key) { found.append((key, node)) }
    }
    let arguments = reader.node("arguments")
    guard let (key, node) = found.first, found.count == 1 else {
      diagnostics.error(
        "test.no-action",
        found.isEmpty ? "nothing is done in this case" : "a case does one thing",
        at: found.last?.node.range ?? reader.node.range,
        hint: "Say one of \(Self.actions.joined(separator: ", "))."
      )
      return nil
    }
    if key != "call", let arguments {
      diagnostics.error(
        "manifest.unknown-key",
        "\"arguments\" belongs to \"call\"",
        at: arguments.range
      )
    }
    return switch key {
    case "select": selection(node)
    case "insert": insertion(node)
    case "update": update(node)
    case "delete": deletion(node)
    case "call": call(node, arguments)
    // SQL that a manifest declares.
    default: node.stringValue.map { .statement(SQL(unchecked: $0)) }
    }
  }

  private mutating func selection(_ node: Node) -> TestAction? {
    if node.stringValue != nil {
      return table(node).map {
        .select(.init(table: $0, columns: [], filter: nil, order: nil))
      }
    }
    guard var reader = KeyReader(node, owner: "\"select\"", &diagnostics) else { return nil }
    let table = reader.required("from", &diagnostics).flatMap { self.table($0) }
    let columns = (reader.node("columns")?.items ?? []).compactMap(\.stringValue)
    let filter = reader.sql("where", &diagnostics)
    let order = reader.sql("order_by", &diagnostics)
    reader.finish(&diagnostics)
    return table.map {
      .select(.init(table: $0, columns: columns, filter: filter, order: order))
    }
  }

  private mutating func insertion(_ node: Node) -> TestAction? {
    guard var reader = KeyReader(node, owner: "\"insert\"", &diagnostics) else { return nil }
    let table = reader.required("into", &diagnostics).flatMap { self.table($0) }
    let values = reader.required("values", &diagnostics)
    reader.finish(&diagnostics)
    guard let table, let values else { return nil }
    return .insert(rows(values, of: "\"insert\""), into: table)
  }

  private mutating func update(_ node: Node) -> TestAction? {
    guard var reader = KeyReader(node, owner: "\"update\"", &diagnostics) else { return nil }
    let table = reader.required("table", &diagnostics).flatMap { self.table($0) }
    let values = reader.required("set", &diagnostics)
    let filter = reader.sql("where", &diagnostics)
    reader.finish(&diagnostics)
    guard let table, let values, let row = self.row(values, of: "\"set\"") else { return nil }
    return .update(table, set: row, filter: filter)
  }

  private mutating func deletion(_ node: Node) -> TestAction? {
    if node.stringValue != nil { return table(node).map { .delete(from: $0, filter: nil) } }
    guard var reader = KeyReader(node, owner: "\"delete\"", &diagnostics) else { return nil }
    let table = reader.required("from", &diagnostics).flatMap { self.table($0) }
    let filter = reader.sql("where", &diagnostics)
    reader.finish(&diagnostics)
    return table.map { .delete(from: $0, filter: filter) }
  }

  private mutating func call(_ node: Node, _ arguments: Node?) -> TestAction? {
    guard let text = node.stringValue else {
      diagnostics.wrongType("\"call\"", "the name of a function", node)
      return nil
    }
    if text.contains("(") {
      if let arguments {
        diagnostics.error(
          "test.arguments-twice",
          "the call has its arguments already",
          at: arguments.range
        )
      }
      // SQL that a manifest declares.
      return .call(.init(form: .spelled(SQL(unchecked: text)), range: node.range))
    }
    guard let name = QualifiedName(parsing: text)?.inPublic else {
      diagnostics.wrongType("\"call\"", "the name of a function", node)
      return nil
    }
    let form: TestAction.RoutineCall.Form
    if let items = arguments?.items {
      form = .named(name, .positional(items))
    } else if let arguments {
      guard let row = self.row(arguments, of: "\"arguments\"") else { return nil }
      form = .named(name, .named(row))
    } else {
      form = .named(name, .positional([]))
    }
    return .call(.init(form: form, range: node.range))
  }
}

extension TestAction {
  /// Whether it says something only when it is known who does it: row level security does not
  /// hold for those who run tests.
  var needsActor: Bool {
    switch self {
    case .select, .insert, .update, .delete: true
    case .call, .statement: false
    }
  }

  /// What is done, in words that follow a name.
  var words: String {
    switch self {
    case .select(let selection): "selects from \(selection.table.name)"
    case .insert(_, let table): "inserts into \(table.name)"
    case .update(let table, _, _): "updates \(table.name)"
    case .delete(let table, _): "deletes from \(table.name)"
    case .call(let call):
      switch call.form {
      case .named(let name, _): "calls \(name)"
      case .spelled(let sql): "calls \(sql.text)"
      }
    case .statement: "runs a statement"
    }
  }
}
