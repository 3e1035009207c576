import ObjectModel
import PostgresVocabulary

extension StepContext {
  /// The rows of a table as they lie there before the first statement, under the names that table
  /// and columns have afterwards: what a question about rows is asked of.
  ///
  /// - Parameters:
  ///   - table: the table, by the name that it is to have.
  ///   - alias: another name for it in the question.
  /// - Returns: what follows FROM.
  func rows(of table: ObjectID, as alias: SQL? = nil) -> SQL {
    let columns = formerNames.filter { $0.key.kind == .column && $0.key.parent == table }
      .sorted { $0.key < $1.key }
    let former = formerNames[table]
    guard former != nil || !columns.isEmpty else {
      return "\(qualified: table.qualifiedName)\(alias.map { " \($0)" } ?? "")"
    }
    let renamed: [SQL] = columns.map { new, old in
      ", \(identifier: old.name) AS \(identifier: new.name)"
    }
    return """
      (SELECT *\(renamed, separator: "") FROM \(qualified: (former ?? table).qualifiedName)) \
      \(alias ?? "\(identifier: table.name)")
      """
  }
}
