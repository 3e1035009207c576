/// What a table is like, as far as others build on it.
struct TableShape {
  struct Column {
    let name: String
    var type: String
    var isNotNull = false
    /// What follows the type.
    var clause = ""
    /// The table's way to a value of this column; nil when it has one of its own.
    var isComputed = false
    var isIdentity: Bool { clause.contains("AS IDENTITY") }
  }

  let number: Int
  let name: String
  var columns: [Column]
  /// What follows the column list.
  var suffix = ""
  /// The partitions and other things that come with it.
  var more: [String] = []
  var isUnlogged = false
  var needs: Set<String> = []
  /// The labels or values that user-defined types allow, by type.
  var values: [String: [String]] = [:]
  var isPartitioned: Bool { suffix.contains("PARTITION BY") }

  /// The statement.
  var sql: String {
    let list = columns.map { column in
      "  \"\(column.name)\" \(column.type)\(column.isNotNull ? " NOT NULL" : "") \(column.clause)"
    }
    let kind = isUnlogged ? "UNLOGGED TABLE" : "TABLE"
    return (["CREATE \(kind) \(name) (\n\(list.joined(separator: ",\n"))\n) \(suffix)"] + more)
      .joined(separator: ";\n")
  }

  /// Two rows that satisfy all that tables are given.
  var rows: String {
    let stored = columns.filter { !$0.isComputed }
    let names = stored.map { "\"\($0.name)\"" }.joined(separator: ", ")
    return [1, 2].map { row in
      let list = stored.map { value(row, $0.type) }.joined(separator: ", ")
      return "INSERT INTO \(name) (\(names)) OVERRIDING SYSTEM VALUE VALUES (\(list));\n"
    }.joined()
  }

  private func value(_ row: Int, _ type: String) -> String {
    if let own = values[type] { return "'\(own[row % own.count])'" }
    switch type {
    case "boolean": return row == 1 ? "true" : "false"
    case "date", "timestamptz": return "'2024-01-0\(row)'"
    case "uuid": return "'00000000-0000-0000-0000-00000000000\(row)'"
    case "jsonb": return "'{\"n\": \(row)}'"
    case "text[]": return "'{a,\(row)}'"
    case "int4range": return "'[\(row * 10),\(row * 10 + 5))'"
    case "text", "varchar(40)": return "'\(row)'"
    default: return "\(row)"
    }
  }

  /// What others can need of it.
  var gives: Set<String> {
    Set(columns.map { give($0) }).union([
      "table:\(name)", "columns of \(name): \(shape)", isUnlogged ? "" : "permanent:\(name)",
    ])
  }

  func give(_ column: Column) -> String { "\(name).\(column.name):\(column.type)" }

  /// All its columns in one word, for what depends on all of them.
  var shape: String { columns.map { "\($0.name) \($0.type)" }.joined(separator: ",") }

  /// What is needed of it by something that names these columns.
  func needs(_ columns: [Column]) -> Set<String> {
    Set(columns.map { give($0) }).union(["table:\(name)"])
  }

  func columns(_ types: String...) -> [Column] { columns.filter { types.contains($0.type) } }
}
