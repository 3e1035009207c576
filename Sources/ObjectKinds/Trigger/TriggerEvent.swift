import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// What a trigger fires on: `insert`, `delete`, `truncate`, `update` or `update of a, b`.
struct TriggerEvent: FieldCodable {
  /// The command.
  enum Command: String, CaseIterable {
    case insert, delete, update, truncate
  }

  let command: Command
  /// The columns of `update of`, as they stand in a statement.
  let columns: SQL?

  init(_ command: Command, of columns: SQL? = nil) {
    self.command = command
    self.columns = columns
  }

  static let shape = ValueShape.text("insert, update, update of columns, delete or truncate")

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    let words = (node.stringValue ?? "").split(separator: " ", maxSplits: 2)
    let command = words.first.flatMap { Command(rawValue: $0.lowercased()) }
    let hasColumns = words.count == 3 && words[1].lowercased() == "of" && command == .update
    guard let command, words.count == 1 || hasColumns else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    // What follows OF stands in a manifest as SQL.
    self.init(command, of: hasColumns ? SQL(unchecked: String(words[2])) : nil)
  }

  var fieldValue: FieldValue {
    .text(command.rawValue + (columns.map { " of \($0.text)" } ?? ""))
  }

  /// The event as statements spell it.
  var sql: SQL {
    let word = SQL(unchecked: command.rawValue.uppercased())
    return columns.map { "\(word) OF \($0)" } ?? word
  }
}

/// The names under which a statement-level trigger sees all rows before and after.
struct TransitionTables: FieldCodable {
  var old: String?
  var new: String?

  init(old: String? = nil, new: String? = nil) {
    self.old = old
    self.new = new
  }

  static let shape = ValueShape.object([
    .init("old_table", String.shape, summary: "The name of the rows as they were."),
    .init("new_table", String.shape, summary: "The name of the rows as they are now."),
  ])

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard var body = MappingReader(node) else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    old = body.take("old_table")?.stringValue
    new = body.take("new_table")?.stringValue
    body.reportRemaining(
      in: "\"\(field)\"",
      known: ["new_table", "old_table"],
      diagnostics: &diagnostics
    )
  }

  var fieldValue: FieldValue {
    .map(
      [("old_table", old), ("new_table", new)].compactMap { key, name in
        name.map { .init(key, .text($0)) }
      }
    )
  }
}
