import ObjectModel
import PostgresVocabulary

extension Trigger {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT g.tableoid AS classid, g.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, g.tgname AS name, pg_catalog.quote_ident(g.tgname) AS quoted_name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) AS quoted_relation,
      g.tgtype AS type, a.columns, g.tgconstraint <> 0 AS is_constraint, g.tgdeferrable,
      g.tginitdeferred, CASE WHEN g.tgconstrrelid <> 0
        THEN g.tgconstrrelid::pg_catalog.regclass::pg_catalog.text END AS referenced,
      g.tgoldtable AS old_table, pg_catalog.quote_ident(g.tgoldtable) AS quoted_old_table,
      g.tgnewtable AS new_table, pg_catalog.quote_ident(g.tgnewtable) AS quoted_new_table,
      g.tgenabled AS enabled, g.tgnargs AS argument_count,
      pg_catalog.pg_get_triggerdef(g.oid) AS definition, x.extensions
    FROM pg_catalog.pg_trigger g
    JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN LATERAL (
      SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.position)
        AS columns
      FROM pg_catalog.unnest(g.tgattr::pg_catalog.int2[]) WITH ORDINALITY k (number, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = g.tgrelid AND a.attnum = k.number) a ON true
    \(ExtensionDependence.join("pg_catalog.pg_trigger", "g.oid"))
    WHERE NOT g.tgisinternal AND g.tgparentid = 0 AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let relation = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.trigger, [try row.requiredText("name")], in: relation))
    try readType(row.int("type"), columns: row.text("columns").map(SQL.init(unchecked:)))
    isConstraint = try row.bool("is_constraint")
    referencedTable = try row.text("referenced").map(SQL.init(unchecked:))
    isDeferrable = try row.bool("tgdeferrable")
    isInitiallyDeferred = try row.bool("tginitdeferred")
    transitionTables = TransitionTables(
      old: try row.text("old_table"),
      new: try row.text("new_table")
    )
    enabled = FiringState(code: try row.requiredText("enabled"))
    extensions = try row.optionalTextArray("extensions") ?? []
    try readDefinition(row)
  }

  /// The bits of `pg_trigger.tgtype`.
  private mutating func readType(_ bits: Int, columns: SQL?) {
    level = bits & 1 != 0 ? .row : .statement
    timing = bits & 64 != 0 ? .insteadOf : bits & 2 != 0 ? .before : .after
    if bits & 4 != 0 { events.append(TriggerEvent(.insert)) }
    if bits & 8 != 0 { events.append(TriggerEvent(.delete)) }
    if bits & 16 != 0 { events.append(TriggerEvent(.update, of: columns)) }
    if bits & 32 != 0 { events.append(TriggerEvent(.truncate)) }
  }

  /// Cuts condition and call out of the definition: no function of the server prints them alone.
  private mutating func readDefinition(_ row: Row) throws {
    let names = Names(
      name: SQL(unchecked: try row.requiredText("quoted_name")),
      relation: SQL(unchecked: try row.requiredText("quoted_relation")),
      old: try row.text("quoted_old_table").map(SQL.init(unchecked:)),
      new: try row.text("quoted_new_table").map(SQL.init(unchecked:))
    )
    let definition = try row.requiredText("definition").utf8
    let header = ("CREATE " + self.header(names).text).utf8
    let arguments = try row.int("argument_count")
    guard definition.starts(with: header),
      let parts = Self.conditionAndCall(
        Array(definition.dropFirst(header.count)),
        argumentCount: arguments
      )
    else {
      throw RowError(column: "definition", problem: .notReadable(as: "definition of a trigger"))
    }
    condition = parts.condition
    call = parts.call
  }

  /// Splits `WHEN (condition) EXECUTE FUNCTION call`, of which the first part may be missing.
  ///
  /// Both parts can hold any text, so the arguments, all of them string constants, are passed over
  /// from the end: what stands before them is the function's name alone.
  static func conditionAndCall(
    _ text: [UInt8],
    argumentCount: Int
  ) -> (condition: SQL?, call: SQL)? {
    let when = Array("WHEN (".utf8)
    let execute = Array("EXECUTE FUNCTION ".utf8)
    func sql(_ bytes: ArraySlice<UInt8>) -> SQL {
      SQL(unchecked: String(decoding: bytes, as: UTF8.self))
    }
    if text.starts(with: execute) { return (nil, sql(text.dropFirst(execute.count))) }
    guard text.starts(with: when),
      let end = startOfArguments(text, count: argumentCount),
      let start = text[..<end].lastRange(of: Array(") ".utf8) + execute)
    else { return nil }
    return (sql(text[when.count..<start.lowerBound]), sql(text[start.upperBound...]))
  }

  /// Where the string constants between the last parentheses begin.
  private static func startOfArguments(_ text: [UInt8], count: Int) -> Int? {
    let quote = UInt8(ascii: "'")
    guard text.last == UInt8(ascii: ")") else { return nil }
    var position = text.count - 1
    for _ in 0..<count {
      guard position > 1, text[position - 1] == quote else { return nil }
      position -= 2
      while position >= 0 {
        if text[position] != quote {
          position -= 1
        } else if position > 0, text[position - 1] == quote {
          position -= 2
        } else {
          break
        }
      }
      // The separator ", " of two constants.
      if position > 2, text[position - 1] == UInt8(ascii: " "),
        text[position - 2] == UInt8(ascii: ",")
      {
        position -= 2
      }
    }
    return position
  }
}

extension ArraySlice<UInt8> {
  /// The last place where some bytes occur.
  fileprivate func lastRange(of bytes: [UInt8]) -> Range<Int>? {
    guard count >= bytes.count else { return nil }
    for start in stride(from: endIndex - bytes.count, through: startIndex, by: -1)
    where self[start...].starts(with: bytes) {
      return start..<(start + bytes.count)
    }
    return nil
  }
}
