import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// The tables whose columns a table inherits.
///
/// Their order decides only in which order a new child gets its columns, which is cosmetic; so two
/// lists of the same tables are the same. Catalog: `pg_inherits`.
struct ParentTables: FieldCodable {
  /// The names, as they were given.
  var names: [SQL] = []

  static let shape = [SQL].shape

  init(_ names: [SQL] = []) {
    self.names = names
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let names = [SQL](node: node, field: field, diagnostics: &diagnostics) else {
      return nil
    }
    self.init(names)
  }

  static func == (left: Self, right: Self) -> Bool { left.isIdentical(to: right) }

  func isIdentical(to other: Self) -> Bool {
    names == other.names || sorted == other.sorted
  }

  private var sorted: [String] { names.map(\.text).sorted() }

  var fieldValue: FieldValue { names.fieldValue }

  var comparedValue: FieldValue { .list(sorted.map { .text($0) }) }
}
