import ObjectModel
import PostgresVocabulary

extension Rows {
  func contentQuery(in catalog: Catalog, _ scope: ContentScope) -> SQL? {
    if scope == .scratch {
      let columns: [SQL] = values.columns.map {
        "\(printed($0, in: catalog)) AS \(identifier: $0)"
      }
      return "SELECT \(columns, separator: ", ") FROM pg_temp.\(identifier: scratchName)"
    }
    guard catalog[table] != nil else { return nil }
    let key = keyColumns(in: catalog)
    let present = presence(in: catalog)
    guard !key.isEmpty, key.allSatisfy({ present(source(of: $0)) }),
      sources.values.allSatisfy(present)
    else { return nil }
    let wanted = Set(values.columns).union(key).filter { present(source(of: $0)) }.sorted()
    let columns: [SQL] = wanted.map { name in
      let own = source(of: name)
      return "\(printed(own, in: catalog)) AS \(identifier: name)"
    }
    let condition: SQL = scope == .all || undeclared != .keep ? "true" : declaredCondition(key)
    return "SELECT \(columns, separator: ", ") FROM \(range(in: catalog)) WHERE \(condition)"
  }

  func content(_ result: ResultTable, in catalog: Catalog, _ scope: ContentScope) throws -> Self {
    var found = self
    let key = keyColumns(in: catalog)
    found.primaryKey = key
    found.sources = [:]
    let rows = result.rows.map { row in
      DeclaredRow(cells: row.values.map { $0.map(RowCell.text) ?? .null })
    }
    found.values = RowSet(columns: result.columns, rows: rows)
    if scope == .all, undeclared == .keep {
      let declared = Set(values.byKey(key).keys)
      let all = found.values
      found.values = all.filter { row in
        all.texts(key, of: row).map { declared.contains(RowKey($0)) } ?? false
      }
    }
    return found
  }

  func unseenQuery(in catalog: Catalog) -> (count: SQL, what: String)? {
    let key = keyColumns(in: catalog)
    let present = presence(in: catalog)
    guard undeclared == .keep, sources.isEmpty, catalog[table] != nil, !key.isEmpty,
      key.allSatisfy(present)
    else { return nil }
    // A rough number will do for a large table.
    let query: SQL = """
      SELECT pg_catalog.count(*) FROM (SELECT FROM \(range(in: catalog)) \
      WHERE NOT (\(declaredCondition(key))) LIMIT 100000) r
      """
    return (query, "undeclared row in \(table)")
  }

  func before(renames parent: ObjectID, _ names: [String: String]) -> Self {
    var former = identified(as: ObjectID(.rows, [], in: parent))
    let used = Set(values.columns + key)
    former.sources = names.filter { used.contains($0.key) }
    return former
  }

  func following(_ parts: [PartRename], of type: ObjectID, in catalog: Catalog) -> Self {
    let columns = catalog.children(of: table, as: Column.self).filter {
      QualifiedName(parsing: $0.type.text).map { ObjectID(type.kind, $0) } == type
    }
    var later = self
    later.values = values.renaming(parts, in: Set(columns.map(\.id.name)))
    return later
  }

  static func whole(of parent: ObjectID, in catalog: Catalog) -> Self? {
    guard parent.kind == .table else { return nil }
    var rows = Self(id: ObjectID(.rows, [], in: parent))
    let key = rows.keyColumns(in: catalog)
    let columns = catalog.children(of: parent, as: Column.self).filter { column in
      let isNumbered = rows.identity(of: column.id.name, in: catalog)?.generation == .always
      return column.generated == nil && (!isNumbered || key.contains(column.id.name))
    }
    if key.isEmpty || columns.isEmpty { return nil }
    rows.values = RowSet(columns: columns.map(\.id.name), rows: [])
    rows.undeclared = .delete
    return rows
  }

  var adopted: Self {
    var rows = self
    rows.undeclared = .keep
    return rows
  }

  // MARK: Parts

  private func source(of column: String) -> String { sources[column] ?? column }

  private func list(_ columns: [String]) -> SQL {
    let printed: [SQL] = columns.map { "\(identifier: $0)" }
    return "\(printed, separator: ", ")"
  }

  /// A column as it is printed: what boolean's own form leaves to guess is written out.
  private func printed(_ column: String, in catalog: Catalog) -> SQL {
    let type = catalog.object(ObjectID(.column, [column], in: table), as: Column.self)?.type.text
    let isWritten = type == "boolean" || type?.hasPrefix("character(") == true
    return isWritten ? "\(identifier: column)::pg_catalog.text" : "\(identifier: column)"
  }

  /// Tells which columns the table has; those that it inherits are no objects.
  private func presence(in catalog: Catalog) -> (String) -> Bool {
    let object = catalog.object(table, as: Table.self)
    if object?.parents.isEmpty == false || object?.ofType != nil { return { _ in true } }
    let names = Set(catalog.children(of: table, as: Column.self).map(\.id.name))
    return { names.contains($0) }
  }

  /// The table without those that inherit from it; a partitioned one with its partitions.
  func range(in catalog: Catalog) -> SQL {
    let isPartitioned = catalog.object(table, as: Table.self)?.partitionKey != nil
    return isPartitioned ? tableName : "ONLY \(tableName)"
  }

  /// What is true of the declared rows, in the table as it is named now.
  private func declaredCondition(_ key: [String]) -> SQL {
    let keys = values.byKey(key).keys.sorted()
    return Self.condition(key.map(source), keys)
  }

  /// What is true of the rows with some keys.
  static func condition(_ columns: [String], _ keys: [RowKey]) -> SQL {
    if keys.isEmpty { return "false" }
    if columns.count == 1 {
      let constants: [SQL] = keys.map { "\(literal: $0.texts[0])" }
      if constants.count == 1 { return "\(identifier: columns[0]) = \(constants[0])" }
      return "\(identifier: columns[0]) IN (\(constants, separator: ", "))"
    }
    let rows: [SQL] = keys.map { key in
      let parts: [SQL] = key.texts.map { "\(literal: $0)" }
      return "(\(parts, separator: ", "))"
    }
    return "(\(identifiers: columns)) IN (\(rows, separator: ", "))"
  }
}

// MARK: - Scratch

extension Rows {
  /// The table that holds the rows in a scratch database: the columns' types and nothing else, so
  /// that neither triggers, checks nor references to other rows come into play.
  var scratchName: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "plumb_rows_" + String(hash, radix: 16)
  }

  func scratchSteps(in context: StepContext) -> [Step] {
    let name: SQL = "pg_temp.\(identifier: scratchName)"
    var steps = [
      Step(.create, id, "SET LOCAL timezone = 'UTC'"),
      Step(
        .create,
        id,
        """
        CREATE TEMPORARY TABLE \(identifier: scratchName) AS \
        SELECT \(list(values.columns)) FROM ONLY \(tableName) WITH NO DATA
        """
      ),
    ]
    steps.append(Step(.create, id, "COMMENT ON TABLE \(name) IS \(note)"))
    if !values.rows.isEmpty {
      let rows = values.rows.map { constants($0, in: context.desired) }
      steps.append(
        Step(
          .create,
          id,
          "INSERT INTO \(name) (\(list(values.columns))) VALUES\n  \(rows, separator: ",\n  ")"
        )
      )
    }
    return steps
  }

  /// What is not in the statements and yet part of the object.
  private var note: SQL { "\(literal: "\(undeclared.rawValue) \(key.joined(separator: " "))")" }

  private func constants(_ row: DeclaredRow, in catalog: Catalog) -> SQL {
    let parts: [SQL] = zip(values.columns, row.cells).map { column, cell in
      let type = catalog.object(ObjectID(.column, [column], in: table), as: Column.self)?.type
      return "\(literal: cell.text(for: type))"
    }
    return "(\(parts, separator: ", "))"
  }
}

extension RowCell {
  /// The text that a column of a type gets.
  func text(for type: SQL?) -> String? {
    if case .composite(let json, let array) = self {
      return RowType.isArray(type) ? array ?? json : json
    }
    return text
  }
}

/// What a type's name tells about the values that it takes.
enum RowType {
  static func isArray(_ type: SQL?) -> Bool {
    let text = type?.text.lowercased() ?? ""
    return text.hasSuffix("]") || text.hasSuffix(" array")
  }

  static func isJSON(_ type: SQL?) -> Bool {
    let text = type?.text.lowercased().replacing("pg_catalog.", with: "") ?? ""
    return text == "json" || text == "jsonb"
  }
}
