import PostgresClient
import PostgresVocabulary

/// The rows of a database's tables, as text.
struct StoredRows {
  struct Table {
    /// The columns that are neither computed nor of several parts, with their types.
    let columns: [String: String]
    let rows: [[String: String]]
  }

  private(set) var tables: [String: Table]
  /// The next number of each sequence in use, by the column that owns it or by its own name.
  let numbers: [String: Int]

  var count: Int { tables.values.map(\.rows.count).reduce(0, +) }

  init(of settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    var tables: [String: Table] = [:]
    let names = try await connection.query(Self.tables)
    for row in names {
      let (schema, name) = (try row.text(0) ?? "", try row.text(1) ?? "")
      let columns = try await connection.query(
        """
        SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid =
            pg_catalog.format('%I.%I', \(literal: schema), \(literal: name))::pg_catalog.regclass
          AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid AND t.typtype = 'c')
        """
      )
      var found: [[String: String]] = []
      for row in try await connection.query(
        """
        SELECT r.n, e.key, e.value
        FROM (
          SELECT pg_catalog.row_number() OVER () AS n, pg_catalog.to_jsonb("any row") AS j
          FROM ONLY \(identifier: schema).\(identifier: name) "any row"
        ) r
        LEFT JOIN LATERAL pg_catalog.jsonb_each_text(r.j) e ON true
        """
      ) {
        let index = try row.int(0)
        while found.count < index { found.append([:]) }
        if let key = try row.text(1) { found[index - 1][key] = try row.text(2) ?? "NULL" }
      }
      var types: [String: String] = [:]
      for column in columns { types[try column.text(0) ?? ""] = try column.text(1) }
      tables["\(schema).\(name)"] = Table(columns: types, rows: found)
    }
    numbers = try await Self.numbers(on: connection)
    await connection.close()
    self.tables = tables
  }

  private static func numbers(on connection: Connection) async throws -> [String: Int] {
    let rows = try await connection.query(
      """
      SELECT coalesce(
          pg_catalog.format('%s.%s', d.refobjid::pg_catalog.regclass, d.refobjsubid),
          c.oid::pg_catalog.regclass::pg_catalog.text),
        s.last_value + s.increment_by
      FROM pg_catalog.pg_sequences s
      JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
      JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
      LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid AND d.refobjsubid > 0
        AND d.classid = c.tableoid AND d.deptype IN ('a', 'i')
      WHERE s.last_value IS NOT NULL
      """
    )
    return try rows.reduce(into: [:]) { $0[try $1.text(0) ?? ""] = try $1.int(1) }
  }

  private static let tables: SQL = """
    SELECT n.nspname, c.relname
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname <> 'plumb' AND n.nspname <> 'information_schema'
      AND n.nspname NOT LIKE 'pg\\_%'
    """

  /// The rows with other names for some of their values.
  func renaming(_ values: [String: String]) -> Self {
    if values.isEmpty { return self }
    var result = self
    result.tables = tables.mapValues { table in
      Table(
        columns: table.columns,
        rows: table.rows.map { $0.mapValues { values[$0] ?? $0 } }
      )
    }
    return result
  }

  /// What of these rows is no longer there.
  func lost(in later: StoredRows, mayLose: Bool) -> [String] {
    var lost: [String] = []
    if !mayLose, later.count != count { lost.append("\(count) rows have become \(later.count)") }
    for (name, table) in tables {
      guard let now = later.tables[name], !(mayLose && now.rows.isEmpty) else { continue }
      let columns = table.columns.keys.filter { now.columns[$0] == table.columns[$0] }.sorted()
      func values(_ rows: [[String: String]]) -> [[String]] {
        rows.map { row in columns.map { row[$0] ?? "" } }.sorted {
          $0.lexicographicallyPrecedes($1)
        }
      }
      if !columns.isEmpty, values(table.rows) != values(now.rows) {
        lost.append("rows of \(name) differ in \(columns.joined(separator: ", "))")
      }
    }
    for (name, number) in numbers {
      guard let now = later.numbers[name], !mayLose, now != number else { continue }
      lost.append("the next number of \(name) was \(number) and is \(now)")
    }
    return lost
  }
}
