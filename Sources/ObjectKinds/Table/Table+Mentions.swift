import ObjectModel
import PostgresVocabulary

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

extension Table {
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    undeclaredParents(among: declared, searchPath: searchPath)
      + Self.undeclared(ofType, [.composite], in: "of_type", among: declared, searchPath)
  }

  /// The object that a text names, where it is not declared.
  static func undeclared(
    _ text: SQL?,
    _ kinds: [KindName],
    in field: String,
    among declared: Catalog,
    _ searchPath: [String]
  ) -> [Mention] {
    guard let text, let name = WrittenName(text.text, searchPath: searchPath) else { return [] }
    return name.undeclared(kinds, in: field, among: declared)
  }
}

extension InheritingTable {
  /// The tables that it is to have columns from, where they are not declared.
  func undeclaredParents(among declared: Catalog, searchPath: [String]) -> [Mention] {
    Table.undeclared(partitionParent, [.table], in: "partition_of", among: declared, searchPath)
      + inherits.flatMap { text in
        Table.undeclared(
          text,
          [.table, .foreignTable],
          in: "inherits",
          among: declared,
          searchPath
        )
      }
  }
}

extension ForeignTable {
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    undeclaredParents(among: declared, searchPath: searchPath)
  }
}

extension SequenceGenerator {
  /// The table whose column owns it, or the column.
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    guard let text = ownedBy?.text.trimmed, let dot = text.lastIndex(of: "."),
      let column = QualifiedName(parsing: String(text[text.index(after: dot)...])),
      column.schema == nil, let name = WrittenName(text[..<dot], searchPath: searchPath)
    else { return [] }
    let kinds: [KindName] = [.table, .foreignTable, .view]
    guard let found = name.found(kinds, in: declared) else {
      return [name.mention(of: .table, in: "owned_by")]
    }
    let names = [column.name, column.name.lowercased()]
    if names.contains(where: { declared[ObjectID(.column, [$0], in: found)] != nil }) { return [] }
    return Table.undeclared([column.name], of: found, in: "owned_by", among: declared)
  }
}

extension Trigger {
  /// The function that it calls.
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    let text = call.text
    let end = TypeList.opening(of: text) ?? text.endIndex
    guard let name = WrittenName(text[..<end], searchPath: searchPath),
      !Self.builtIn.contains(name.name.lowercased()), !name.isRoutine(.function, in: declared)
    else { return [] }
    return [name.mention(of: .function, arguments: "", in: "execute")]
  }

  /// The trigger functions that every database has in its system catalog.
  ///
  /// Manual: Trigger Functions.
  private static let builtIn: Set = [
    "suppress_redundant_updates_trigger", "tsvector_update_trigger",
    "tsvector_update_trigger_column", "unique_key_recheck",
  ]
}
