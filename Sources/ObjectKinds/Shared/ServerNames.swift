/// The names that the server chooses when a statement gives none.
///
/// Server source: `makeObjectName` in `src/backend/commands/indexcmds.c`.
enum ServerNames {
  /// `NAMEDATALEN - 1`, in bytes.
  private static let limit = 63

  /// Joins a table's name, a column's name and a label with underscores, and shortens the longer of
  /// the two names until the whole fits.
  static func name(_ table: String, _ column: String? = nil, label: String) -> String {
    let overhead = label.utf8.count + 1 + (column == nil ? 0 : 1)
    var tableLength = table.utf8.count
    var columnLength = column?.utf8.count ?? 0
    while tableLength + columnLength > limit - overhead {
      if tableLength > columnLength { tableLength -= 1 } else { columnLength -= 1 }
    }
    let parts = [
      clipped(table, to: tableLength), column.map { clipped($0, to: columnLength) }, label,
    ]
    return parts.compactMap(\.self).joined(separator: "_")
  }

  /// The part of a name that lists columns; the server source's `ChooseIndexNameAddition`.
  static func joined(_ columns: [String]) -> String {
    var result = ""
    for column in columns where result.utf8.count <= limit {
      result += result.isEmpty ? column : "_" + column
    }
    return result
  }

  /// As many whole characters of a text as fit into a number of bytes.
  private static func clipped(_ text: String, to length: Int) -> String {
    var result = String.UnicodeScalarView()
    var size = 0
    for scalar in text.unicodeScalars {
      size += UTF8.width(scalar)
      if size > length { break }
      result.append(scalar)
    }
    return String(result)
  }
}
