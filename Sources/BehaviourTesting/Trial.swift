import PostgresClient
import PostgresVocabulary
import YAMLSource

/// What came of an action.
enum Observation {
  /// An error.
  case refused(ServerError)
  /// So many rows read, changed or returned.
  case count(Int)
  /// These rows, as the server spells them.
  case rows([ObservedRow])
}

/// A row that the server gave.
struct ObservedRow: Hashable {
  /// A value with its type.
  struct Cell: Hashable {
    let text: String?
    let type: String
  }

  let cells: [Cell]
}

/// One case, about to be tried.
struct Trial {
  let test: TestCase
  private var types: [String: String] = [:]
  private var isProcedure = false

  init(test: TestCase) {
    self.test = test
  }

  /// Finds out about the columns and arguments, while whoever runs the tests still acts.
  mutating func prepare(on connection: Connection) async throws {
    let lookup = TypeLookup(connection)
    switch test.action {
    case .insert(let rows, let table): types = try await lookup.columns(of: table.name, for: rows)
    case .update(let table, let row, _):
      types = try await lookup.columns(of: table.name, for: [row])
    case .call(let call):
      guard case .named(let name, _) = call.form else { return }
      (types, isProcedure) = try await lookup.routine(name)
    case .select, .delete, .statement: break
    }
  }

  /// Does it, with what a commit would check.
  func observe(on connection: Connection) async throws -> Observation {
    let observation = try await act(on: connection)
    try await connection.query("SET CONSTRAINTS ALL IMMEDIATE")
    return observation
  }

  private func act(on connection: Connection) async throws -> Observation {
    switch test.expectation {
    case .rows(let rows) where !rows.isEmpty:
      let columns = test.columns
      let table = try await connection.table(
        Statements.spelled(statement(columns), columns: columns)
      )
      return .rows(table.rows.map(Self.observed))
    case .value:
      guard case .call(let call) = test.action else { return try await count(on: connection) }
      let table = try await connection.table(
        Statements.spelled(
          "SELECT \(Statements.call(call, types: types)) AS result",
          columns: ["result"]
        )
      )
      return .rows(table.rows.map(Self.observed))
    default: return try await count(on: connection)
    }
  }

  private func count(on connection: Connection) async throws -> Observation {
    let statement = statement(test.namedColumns)
    if case .statement = test.action {
      // A block keeps the statement from ending the transaction, and counts for us.
      try await connection.query(Statements.counting(statement))
      let count = try await connection.query(Statements.counted)
      return .count(try count.first?.optionalInt(0) ?? 0)
    }
    let table = try await connection.table(statement)
    return .count(table.affectedRows ?? table.count)
  }

  private func statement(_ columns: [String]) -> SQL {
    Statements.action(test.action, columns: columns, types: types, isProcedure: isProcedure)
  }

  private static func observed(_ row: Row) -> ObservedRow {
    let values = row.values
    return ObservedRow(
      cells: stride(from: 0, to: values.count, by: 2).map { index in
        .init(text: values[index], type: values[index + 1] ?? "")
      }
    )
  }
}

extension TestCase {
  /// The columns that are read by name.
  var namedColumns: [String] {
    if case .select(let selection) = action { selection.columns } else { [] }
  }

  /// The columns that are compared: those that are read by name, or those of the expected rows.
  var columns: [String] {
    if !namedColumns.isEmpty { return namedColumns }
    guard case .rows(let rows) = expectation else { return [] }
    var columns: [String] = []
    for row in rows {
      for cell in row.cells where !columns.contains(cell.column) { columns.append(cell.column) }
    }
    return columns
  }
}

/// Asks the catalogs for types.
struct TypeLookup {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// The types of a table's columns by name; nothing is asked unless a list has to be spelled.
  ///
  /// Catalog: `pg_attribute`.
  func columns(of table: QualifiedName, for rows: [TestRow]) async throws -> [String: String] {
    guard rows.contains(where: { $0.cells.contains { $0.value.items != nil } }) else { return [:] }
    let found = try await connection.query(
      """
      SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL)
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped
      """,
      [table.schema, table.name]
    )
    return Dictionary(
      try found.map { (try $0.requiredText(0), try $0.requiredText(1)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The types of a routine's arguments, by name and by position from 1, with its kind.
  ///
  /// The kind says whether it is a procedure. Of overloaded routines the one with the most
  /// arguments counts.
  ///
  /// Catalog: `pg_proc`.
  func routine(_ name: QualifiedName) async throws -> ([String: String], Bool) {
    let found = try await connection.query(
      """
      SELECT p.prokind = 'p',
        ARRAY(
          SELECT pg_catalog.format_type(t.type, NULL)
          FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY t (type, position)
          ORDER BY t.position
        ),
        ARRAY(
          SELECT coalesce(a.name, '')
          FROM pg_catalog.unnest(p.proargnames) WITH ORDINALITY a (name, position)
          WHERE p.proargmodes IS NULL OR p.proargmodes[a.position] IN ('i', 'b', 'v')
          ORDER BY a.position
        )
      FROM pg_catalog.pg_proc p
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
      WHERE n.nspname = $1 AND p.proname = $2
      ORDER BY p.pronargs DESC, p.oid
      """,
      [name.schema, name.name]
    )
    guard let row = found.first else { return ([:], false) }
    var types: [String: String] = [:]
    let positions = try row.textArray(1)
    for (index, type) in positions.enumerated() { types["\(index + 1)"] = type }
    for (name, type) in zip(try row.textArray(2), positions) where !name.isEmpty {
      types[name] = type
    }
    return (types, try row.bool(0))
  }
}
