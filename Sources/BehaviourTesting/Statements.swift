import PostgresVocabulary
import YAMLSource

/// The statements that tests are made of.
enum Statements {
  /// Begins to act as somebody, until the savepoint at hand is rolled back.
  static func acting(as actor: TestActor?, _ settings: [SessionSetting]) -> [SQL] {
    let claims = SessionSetting(name: "request.jwt.claims", value: actor?.claims ?? "")
    var result = ([claims] + (actor?.settings ?? []) + settings).map { setting -> SQL in
      """
      SELECT pg_catalog.set_config(\(literal: setting.name), \(literal: setting.value), true)
      """
    }
    if let actor { result.append("SET LOCAL ROLE \(identifier: actor.role)") }
    return result
  }

  /// Puts rows into a table, whatever its identity columns say.
  ///
  /// Columns that a row does not have get their default.
  static func given(_ rows: [TestRow], into table: QualifiedName, types: [String: String]) -> SQL {
    insert(rows, into: table, types: types, overriding: " OVERRIDING SYSTEM VALUE")
  }

  /// Runs statements of a manifest as one, so that none of them can end the transaction.
  static func block(_ statements: SQL) -> SQL {
    let body = """
      BEGIN
        EXECUTE \(Quoted.text(statements.text));
      END
      """
    return "DO \(body: body)"
  }

  /// Runs one statement as `block` does, and keeps the number of its rows for `counted`.
  static func counting(_ statement: SQL) -> SQL {
    let body = """
      DECLARE
        plumb_count bigint;
      BEGIN
        EXECUTE \(Quoted.text(statement.text));
        GET DIAGNOSTICS plumb_count = ROW_COUNT;
        PERFORM pg_catalog.set_config('plumb.row_count', plumb_count::text, true);
      END
      """
    return "DO \(body: body)"
  }

  /// The number of rows that `counting` has counted.
  static let counted: SQL = """
    SELECT pg_catalog.current_setting('plumb.row_count', true)::bigint
    """

  /// The statement that an action stands for.
  ///
  /// - Parameters:
  ///   - action: the action.
  ///   - columns: the columns that are asked for; none when only the number of rows matters.
  ///   - types: the types of columns or arguments by name, where they are known.
  ///   - isProcedure: whether what is called is a procedure.
  /// - Returns: the statement.
  static func action(
    _ action: TestAction,
    columns: [String],
    types: [String: String],
    isProcedure: Bool = false
  ) -> SQL {
    switch action {
    case .select(let selection):
      let list: SQL = columns.isEmpty ? "" : "\(identifiers: columns)"
      let order: SQL = selection.order.map { " ORDER BY \($0)\n" } ?? ""
      let table: SQL = "\(qualified: selection.table.name)\(filter(selection.filter))"
      return "SELECT \(list) FROM \(table)\(order)"
    case .insert(let rows, let table):
      return insert(rows, into: table.name, types: types) + returning(columns)
    case .update(let table, let row, let condition):
      let values = row.cells.map { cell -> SQL in
        let value = ValueText.literal(cell.value, type: types[cell.column])
        return "\(identifier: cell.column) = \(value)"
      }
      return "UPDATE \(qualified: table.name) SET \(values)\(filter(condition))"
        + returning(columns)
    case .delete(let table, let condition):
      return "DELETE FROM \(qualified: table.name)\(filter(condition))" + returning(columns)
    case .call(let call):
      let text = Statements.call(call, types: types)
      return isProcedure ? "CALL \(text)" : "SELECT * FROM \(text)"
    case .statement(let sql):
      return sql
    }
  }

  /// A call as an expression.
  static func call(_ call: TestAction.RoutineCall, types: [String: String]) -> SQL {
    switch call.form {
    case .spelled(let sql): return sql
    case .named(let name, .positional(let values)):
      let list = values.enumerated().map { index, value in
        ValueText.literal(value, type: types["\(index + 1)"])
      }
      return "\(qualified: name)(\(list))"
    case .named(let name, .named(let row)):
      let list = row.cells.map { cell -> SQL in
        "\(identifier: cell.column) => \(ValueText.literal(cell.value, type: types[cell.column]))"
      }
      return "\(qualified: name)(\(list))"
    }
  }

  /// A query for the texts of columns, each followed by its type.
  static func spelled(_ statement: SQL, columns: [String]) -> SQL {
    let list = columns.map { column -> SQL in
      """
      plumb_case.\(identifier: column)::pg_catalog.text, \
      pg_catalog.pg_typeof(plumb_case.\(identifier: column))::pg_catalog.text
      """
    }
    return "WITH plumb_case AS (\n\(statement)\n) SELECT \(list) FROM plumb_case"
  }

  // MARK: Parts

  private static func insert(
    _ rows: [TestRow],
    into table: QualifiedName,
    types: [String: String],
    overriding: SQL = ""
  ) -> SQL {
    var columns: [String] = []
    for row in rows {
      for cell in row.cells where !columns.contains(cell.column) { columns.append(cell.column) }
    }
    if columns.isEmpty { return "INSERT INTO \(qualified: table) DEFAULT VALUES" }
    let values = rows.map { row -> SQL in
      let list = columns.map { column -> SQL in
        row[column].map { ValueText.literal($0, type: types[column]) } ?? "DEFAULT"
      }
      return "(\(list))"
    }
    return
      "INSERT INTO \(qualified: table) (\(identifiers: columns))\(overriding) VALUES \(values)"
  }

  /// On lines of its own, so that a comment in it ends where it ends.
  private static func filter(_ condition: SQL?) -> SQL {
    condition.map { " WHERE (\n\($0)\n)" } ?? ""
  }

  private static func returning(_ columns: [String]) -> SQL {
    columns.isEmpty ? "" : " RETURNING \(identifiers: columns)"
  }

  /// Constants inside the body of a block.
  private enum Quoted {
    static func text(_ text: String) -> String {
      let literal: SQL = "\(literal: text)"
      return literal.text
    }
  }
}
