import ObjectModel
import PostgresVocabulary

extension ForeignKey {
  func undeclared(among declared: Catalog) -> [Mention] {
    Table.undeclared(columns, of: table, in: "columns", among: declared)
      + undeclaredTarget(among: declared)
  }

  /// The table that it refers to, or columns of it; only where its schema is said, and nothing else
  /// can bring it along.
  private func undeclaredTarget(among declared: Catalog) -> [Mention] {
    let parts = targetParts
    guard let name = parts?.table ?? QualifiedName(parsing: target.text), name.schema != nil else {
      return []
    }
    // Names without quotes are folded.
    let folded = QualifiedName(schema: name.schema?.lowercased(), name: name.name.lowercased())
    let found = [name, folded].map { ObjectID(.table, $0) }.first { declared[$0] != nil }
    guard let found else {
      let hasExtensions = declared.objects.values.contains { $0 is Extension }
      return hasExtensions ? [] : [Mention(of: ObjectID(.table, name), in: "references")]
    }
    if isPeriod { return [] }
    let columns = (parts?.columns ?? []).map { column in
      declared[ObjectID(.column, [column], in: found)] == nil ? column.lowercased() : column
    }
    return Table.undeclared(columns, of: found, in: "references", among: declared)
  }
}
