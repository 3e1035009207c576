import Diagnostics
import ObjectModel
import PostgresVocabulary

extension ForeignKey {
  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    Table.undeclared(columns, of: table, in: "columns", among: declared)
      + undeclaredTarget(among: declared, searchPath)
  }

  /// The table that it refers to, or columns of it.
  private func undeclaredTarget(among declared: Catalog, _ searchPath: [String]) -> [Mention] {
    guard let name = WrittenName(targetName, searchPath: searchPath) else { return [] }
    guard let found = name.found([.table], in: declared) else {
      return [name.mention(of: .table, in: "references")]
    }
    if isPeriod { return [] }
    let columns = (targetParts?.columns ?? []).map { column in
      declared[ObjectID(.column, [column], in: found)] == nil ? column.lowercased() : column
    }
    return Table.undeclared(columns, of: found, in: "references", among: declared)
  }

  /// What stands before the columns that it refers to.
  private var targetName: Substring {
    let text = target.text.trimmed
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return text[...] }
    return text[..<open]
  }

  // MARK: How many columns

  static func check(
    _ declared: [DeclaredObject],
    among all: Catalog,
    diagnostics: inout DiagnosticCollector
  ) {
    for entry in declared {
      guard let key = entry.object as? Self, let count = key.targetCount(among: all),
        count != key.columns.count
      else { continue }
      diagnostics.error(
        "manifest.column-count",
        "\(key.id) has \(counted(key.columns.count)), but refers to \(count)",
        at: entry.fieldRanges["references"] ?? entry.range,
        hint: "Name as many columns of the other table as of this one."
      )
    }
  }

  private static func counted(_ count: Int) -> String {
    count == 1 ? "1 column" : "\(count) columns"
  }

  /// How many columns it refers to: those that it names, else those of the primary key; nil when
  /// that cannot be told.
  private func targetCount(among declared: Catalog) -> Int? {
    if let parts = targetParts { return parts.columns.count }
    let text = target.text.trimmed
    if text.hasSuffix(")") { return nil }
    let schemas = Set(declared.objects.keys.filter { $0.kind == .table }.compactMap(\.schema))
    let found = schemas.compactMap { schema -> ObjectID? in
      WrittenName(text, searchPath: [schema])?.found([.table], in: declared)
    }
    guard let table = found.first, found.allSatisfy({ $0 == table }) else { return nil }
    return declared.children(of: table, as: PrimaryKey.self).first?.columns.count
  }
}
