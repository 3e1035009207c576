import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension RowSet {
  /// Reads a list of mappings, or the text of a CSV file.
  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    if node.isNull {
      self.init()
      return
    }
    if let text = node.stringValue {
      guard let read = Self.csv(text, in: node.range, diagnostics: &diagnostics) else { return nil }
      self = read
      return
    }
    guard let items = node.items else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write one \"- {column: value}\" a line, or name a CSV file under \"file\"."
      )
      return nil
    }
    var columns: [String] = []
    var rows: [DeclaredRow] = []
    for item in items {
      guard let pairs = item.pairs else {
        Self.error("a row must be a mapping of columns to values", item.range, &diagnostics)
        continue
      }
      if rows.isEmpty && columns.isEmpty { columns = pairs.map(\.name) }
      if let row = Self.row(item, pairs, columns, &diagnostics) { rows.append(row) }
    }
    self.init(columns: columns, rows: rows)
    let first = items.first?.pairs ?? []
    columnRanges = Dictionary(
      first.compactMap { pair in pair.key.range.map { (pair.name, $0) } }
    ) { first, _ in first }
  }

  private static func row(
    _ item: Node,
    _ pairs: [Node.Pair],
    _ columns: [String],
    _ diagnostics: inout DiagnosticCollector
  ) -> DeclaredRow? {
    let names = Set(pairs.map(\.name))
    var isWhole = true
    for pair in pairs where !columns.contains(pair.name) {
      let near = closestMatch(to: pair.name, among: columns)
      error(
        "the first row says nothing of \"\(pair.name)\"",
        pair.key.range,
        &diagnostics,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "All rows name the same columns; write null where a row has no value."
      )
      isWhole = false
    }
    for column in columns where !names.contains(column) {
      error(
        "the row says nothing of \"\(column)\"",
        item.range,
        &diagnostics,
        hint: "All rows name the same columns; write null where a row has no value."
      )
      isWhole = false
    }
    if !isWhole { return nil }
    var cells: [RowCell] = []
    var ranges: [SourceRange?] = []
    for column in columns {
      guard let node = item[column], let cell = RowCell(node, &diagnostics) else { return nil }
      cells.append(cell)
      ranges.append(node.range)
    }
    return DeclaredRow(cells: cells, range: item.range, ranges: ranges)
  }

  static func error(
    _ message: String,
    _ range: SourceRange?,
    _ diagnostics: inout DiagnosticCollector,
    hint: String? = nil
  ) {
    diagnostics.error("manifest.rows", message, at: range, hint: hint)
  }
}

extension RowCell {
  /// Reads a value; a secret, or what no type takes, is reported.
  init?(_ node: Node, _ diagnostics: inout DiagnosticCollector) {
    if node.namesSecret {
      RowSet.refuseSecret(node.range, &diagnostics)
      return nil
    }
    if node.isNull {
      self = .null
    } else if let text = node.stringValue {
      self = .text(text)
    } else if let json = JSONText.text(of: node) {
      self = .composite(json: json, array: node.arrayText)
    } else {
      RowSet.error(
        "the value holds what JSON has no word for",
        node.range,
        &diagnostics,
        hint: "Put numbers that JSON does not know in quotes."
      )
      return nil
    }
  }
}

extension RowSet {
  static func refuseSecret(_ range: SourceRange?, _ diagnostics: inout DiagnosticCollector) {
    var found = Diagnostic(
      .error,
      code: "manifest.rows",
      "a row cannot hold a value of the process's environment",
      at: range,
      hint: "Rows are shown in plans and kept in the history; keep secrets in a vault instead."
    )
    found.isSourceSecret = false
    diagnostics.report(found)
  }
}

extension Node {
  /// Whether a text in it refers to a variable of the process's environment.
  fileprivate var namesSecret: Bool {
    switch content {
    case .scalar(let scalar): scalar.text.contains("${env:")
    case .sequence(let items): items.contains(where: \.namesSecret)
    case .mapping(let pairs): pairs.contains { $0.value.namesSecret || $0.key.namesSecret }
    }
  }

  /// A list as the server's text of an array; nil for what is no array of plain values.
  fileprivate var arrayText: String? {
    guard let items else { return nil }
    if !items.isEmpty, items.allSatisfy({ $0.items != nil }) {
      let inner = items.compactMap(\.arrayText)
      return inner.count == items.count ? "{\(inner.joined(separator: ","))}" : nil
    }
    if items.contains(where: { $0.scalar == nil }) { return nil }
    return ArrayLiteral.text(of: items.map(\.stringValue))
  }
}

/// Values of a manifest as JSON.
enum JSONText {
  /// The text; nil when a number is none of JSON's.
  static func text(of node: Node) -> String? {
    switch node.content {
    case .scalar(let scalar):
      switch scalar.value {
      case .null: return "null"
      case .boolean(let value): return value ? "true" : "false"
      case .integer(let value): return String(value)
      case .decimal(let text): return isNumber(text) ? text : nil
      case .string(let text): return quoted(text)
      }
    case .sequence(let items):
      let parts = items.compactMap(text(of:))
      return parts.count == items.count ? "[\(parts.joined(separator: ", "))]" : nil
    case .mapping(let pairs):
      let parts = pairs.compactMap { pair in
        text(of: pair.value).map { "\(quoted(pair.name)): \($0)" }
      }
      return parts.count == pairs.count ? "{\(parts.joined(separator: ", "))}" : nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.first == "-" ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isNumber, digits.last?.isNumber == true else {
      return false
    }
    let second = digits.dropFirst().first
    return digits.allSatisfy { "0123456789.eE+-".contains($0) }
      && (first != "0" || second.map { !$0.isNumber } ?? true) && !text.contains(".e")
      && !text.contains(".E")
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 32:
        let hexadecimal = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
