import ObjectModel

extension Table {
  /// The columns that are named and that a table does not have which gets none but its own.
  ///
  /// - Parameters:
  ///   - names: the columns' names.
  ///   - table: the table.
  ///   - field: the field that names them.
  ///   - declared: all that is declared.
  /// - Returns: those that are not declared; none when the table is not, or has others' columns.
  static func undeclared(
    _ names: [String],
    of table: ObjectID,
    in field: String,
    among declared: Catalog
  ) -> [Mention] {
    guard let table = declared.object(table, as: Table.self), table.ofType == nil,
      table.partitionParent == nil, table.inherits.isEmpty
    else { return [] }
    return names.map { ObjectID(.column, [$0], in: table.id) }.filter { declared[$0] == nil }
      .map { Mention(of: $0, in: field) }
  }
}
