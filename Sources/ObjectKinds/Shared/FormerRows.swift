import ObjectModel
import PostgresVocabulary

extension StepContext {
  /// The rows of a table as they lie there before the first statement, under the names that table
  /// and columns have afterwards: what a question about rows is asked of.
  ///
  /// Rows that lie on foreign servers are none of them: no statement on the table touches these.
  ///
  /// - Parameters:
  ///   - table: the table, by the name that it is to have.
  ///   - alias: another name for it in the question.
  /// - Returns: what follows FROM.
  func rows(of table: ObjectID, as alias: SQL? = nil) -> SQL {
    if table.kind == .table, !Inheritance.foreignTables(beneath: table, in: live).isEmpty {
      return localRows(of: table, as: alias)
    }
    let columns = formerNames.filter { $0.key.kind == .column && $0.key.parent == table }
      .sorted { $0.key < $1.key }
    guard formerNames[table] != nil || !columns.isEmpty else {
      return "\(qualified: table.qualifiedName)\(alias.map { " \($0)" } ?? "")"
    }
    let renamed: [SQL] = columns.map { new, old in
      ", \(identifier: old.name) AS \(identifier: new.name)"
    }
    return """
      (SELECT *\(renamed, separator: "") FROM \(formerName(of: table))) \
      \(alias ?? "\(identifier: table.name)")
      """
  }

  /// The rows of the table itself and of the tables beneath it that this server keeps.
  private func localRows(of table: ObjectID, as alias: SQL?) -> SQL {
    let tables = [table] + Inheritance.ancestors(of: table, in: live).map { $0.id }
    let names = Set(tables.flatMap { live.children(of: $0, as: Column.self) }.map(\.id.name))
    let columns: [SQL] = names.sorted().map { name in
      let former = tables.lazy.compactMap { formerNames[ObjectID(.column, [name], in: $0)] }.first
      guard let former else { return "\(identifier: name)" }
      return "\(identifier: former.name) AS \(identifier: name)"
    }
    let local =
      [table]
      + Inheritance.descendants(of: table, in: live).map { $0.id }.filter { $0.kind == .table }
    let parts: [SQL] = local.map { "SELECT \(columns) FROM ONLY \(formerName(of: $0))" }
    return "(\(parts, separator: " UNION ALL ")) \(alias ?? "\(identifier: table.name)")"
  }

  private func formerName(of table: ObjectID) -> SQL {
    "\(qualified: (formerNames[table] ?? table).qualifiedName)"
  }
}
