import Diagnostics
import ObjectModel
import PostgresVocabulary

/// Rows with the same columns, in an order that does not count.
struct RowSet: FieldCodable {
  /// The columns, by name.
  private(set) var columns: [String] = []
  /// The rows; each has a cell for each column.
  private(set) var rows: [DeclaredRow] = []
  /// Where the columns are named, for rows in a file of their own.
  var columnRanges: [String: SourceRange] = [:]

  init() {}

  /// Puts columns and rows into the order by which two sets can be compared.
  init(columns: [String], rows: [DeclaredRow]) {
    let order = columns.indices.sorted { columns[$0] < columns[$1] }
    self.columns = order.map { columns[$0] }
    let aligned = rows.map { row in
      DeclaredRow(
        cells: order.map { row.cells[$0] },
        range: row.range,
        ranges: order.map { row.ranges.indices.contains($0) ? row.ranges[$0] : nil }
      )
    }
    self.rows = aligned.sorted { $0.precedes($1) }
  }

  static func == (left: Self, right: Self) -> Bool {
    (left.rows.isEmpty && right.rows.isEmpty)
      || left.columns == right.columns && left.rows.map(\.cells) == right.rows.map(\.cells)
  }

  static let shape = ValueShape.any([
    .list(.map(.any([cell, .anything]))),
    .text("the lines of a CSV file"),
  ])
  private static let cell = ValueShape.text("a value, in which secrets are references")

  var fieldValue: FieldValue {
    .list(rows.map { row in .map(zip(columns, row.cells).map { .init($0, $1.fieldValue) }) })
  }

  /// The rows with other names for what some columns hold.
  func renaming(_ parts: [PartRename], in names: Set<String>) -> Self {
    let isNamed = columns.map(names.contains)
    let renamed = rows.map { row in
      var later = row
      for (index, cell) in row.cells.enumerated() where isNamed[index] {
        guard let text = cell.text, let part = parts.first(where: { $0.renames(text) }) else {
          continue
        }
        later.cells[index] = .text(part.new)
      }
      return later
    }
    return Self(columns: columns, rows: renamed)
  }

  // MARK: Keys

  /// The texts of some columns of a row; nil when one of them is null or not there.
  func texts(_ names: [String], of row: DeclaredRow) -> [String]? {
    var result: [String] = []
    for name in names {
      guard let index = columns.firstIndex(of: name), let text = row.cells[index].text else {
        return nil
      }
      result.append(text)
    }
    return result
  }

  /// The rows by their keys; rows without a whole key are left out.
  func byKey(_ key: [String]) -> [RowKey: DeclaredRow] {
    let pairs = rows.compactMap { row in texts(key, of: row).map { (RowKey($0), row) } }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The rows for reports: what each says, by its key.
  func entries(by key: [String]) -> [FieldValue.Entry] {
    if key.isEmpty { return [] }
    return rows.enumerated().map { number, row in
      let said = zip(columns, row.cells).filter { !key.contains($0.0) }
      let label = texts(key, of: row)?.joined(separator: ", ") ?? "row \(number + 1)"
      if said.isEmpty { return .init(label, .text("a row")) }
      return .init(label, .map(said.map { .init($0.0, $0.1.shown) }))
    }
  }

  /// The rows for which a condition holds.
  func filter(_ isIncluded: (DeclaredRow) -> Bool) -> Self {
    var copy = self
    copy.rows = rows.filter(isIncluded)
    return copy
  }
}

/// One row with the places where it is declared.
struct DeclaredRow: Sendable {
  var cells: [RowCell]
  var range: SourceRange?
  var ranges: [SourceRange?] = []

  fileprivate func precedes(_ other: Self) -> Bool {
    for (left, right) in zip(cells, other.cells) where left != right {
      return left.sortText.utf8.lexicographicallyPrecedes(right.sortText.utf8)
    }
    return false
  }
}

/// What tells a row from others, compared by its bytes as the server does.
struct RowKey: Hashable, Comparable {
  let texts: [String]
  private let bytes: [[UInt8]]

  init(_ texts: [String]) {
    self.texts = texts
    bytes = texts.map { Array($0.utf8) }
  }

  /// The key as people read it.
  var label: String { texts.joined(separator: ", ") }

  static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  static func < (left: Self, right: Self) -> Bool {
    for (one, other) in zip(left.bytes, right.bytes) where one != other {
      return one.lexicographicallyPrecedes(other)
    }
    return false
  }
}

/// One value of a row.
enum RowCell: Sendable {
  case null
  case text(String)
  /// A list or mapping of a manifest, which only some types take.
  case composite(json: String, array: String?)

  /// The text that the server gets; nil for null.
  var text: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .composite(let json, _): json
    }
  }

  var fieldValue: FieldValue { text.map(FieldValue.text) ?? .absent }

  /// The value as reports show it.
  var shown: FieldValue { .text(text ?? "NULL") }

  fileprivate var sortText: String { text.map { "1\($0)" } ?? "0" }
}

extension RowCell: Equatable {
  /// Compares by bytes.
  static func == (left: Self, right: Self) -> Bool { left.fieldValue == right.fieldValue }
}
