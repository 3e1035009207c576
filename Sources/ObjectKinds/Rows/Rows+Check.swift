import Diagnostics
import ObjectModel
import PostgresVocabulary

extension Rows {
  static func check(
    _ declared: [DeclaredObject],
    among all: Catalog,
    diagnostics: inout DiagnosticCollector
  ) {
    for item in declared {
      guard let rows = item.object as? Rows else { continue }
      RowsCheck(rows: rows, item: item, all: all).run(&diagnostics)
    }
  }
}

/// Finds what is wrong with declared rows as far as it shows without a server.
private struct RowsCheck {
  let rows: Rows
  let item: DeclaredObject
  let all: Catalog

  private var set: RowSet { rows.values }
  private var keyRange: SourceRange? { item.fieldRanges["key"] ?? item.range }

  func run(_ diagnostics: inout DiagnosticCollector) {
    let table = all.object(rows.table, as: Table.self)
    let ownsColumns = table?.parents.isEmpty != false && table?.ofType == nil
    if ownsColumns {
      checkColumns(&diagnostics)
      guard checkKey(&diagnostics) else { return }
    }
    checkKeys(&diagnostics)
    checkValues(&diagnostics)
    checkOrder(&diagnostics)
  }

  private func column(_ name: String) -> Column? {
    all.object(ObjectID(.column, [name], in: rows.table), as: Column.self)
  }

  private func range(of column: String) -> SourceRange? {
    set.columnRanges[column] ?? item.fieldRanges["values"] ?? item.range
  }

  private func checkColumns(_ diagnostics: inout DiagnosticCollector) {
    let known = all.children(of: rows.table, as: Column.self).map(\.id.name)
    for name in set.columns {
      guard let column = column(name) else {
        let near = closestMatch(to: name, among: known)
        RowSet.error(
          "\(rows.table) has no column \"\(name)\"",
          range(of: name),
          &diagnostics,
          hint: near.map { "Did you mean \"\($0)\"?" }
            ?? "Its columns are \(known.joined(separator: ", "))."
        )
        continue
      }
      if column.generated != nil {
        RowSet.error(
          "the column \"\(name)\" is computed, so no row can say it",
          range(of: name),
          &diagnostics,
          hint: "Leave it out."
        )
      }
      let isKey = rows.keyColumns(in: all).contains(name)
      if !isKey, rows.identity(of: name, in: all)?.generation == .always {
        RowSet.error(
          "the column \"\(name)\" is always numbered by the server, and is not the key",
          range(of: name),
          &diagnostics,
          hint: "Leave it out, name it as the key, or say \"identity: by default\"."
        )
      }
    }
  }

  /// Whether the key can tell rows apart.
  private func checkKey(_ diagnostics: inout DiagnosticCollector) -> Bool {
    let key = rows.keyColumns(in: all)
    if key.isEmpty {
      RowSet.error(
        "nothing tells the rows of \(rows.table) apart",
        item.range,
        &diagnostics,
        hint: "Give the table a primary key, or name unique columns under \"key\"."
      )
      return false
    }
    let known = all.children(of: rows.table, as: Column.self).map(\.id.name)
    for name in key where column(name) == nil {
      RowSet.error(
        "\(rows.table) has no column \"\(name)\"",
        keyRange,
        &diagnostics,
        hint: closestMatch(to: name, among: known).map { "Did you mean \"\($0)\"?" }
      )
      return false
    }
    for name in key where !set.rows.isEmpty && !set.columns.contains(name) {
      RowSet.error(
        "the rows do not say \"\(name)\", which tells them apart",
        set.rows[0].range ?? item.range,
        &diagnostics,
        hint: "Write it in every row, or name other columns under \"key\"."
      )
      return false
    }
    let primary = all.children(of: rows.table, as: PrimaryKey.self).map(\.columns)
    let unique = all.children(of: rows.table, as: UniqueConstraint.self).map(\.columns)
    let isPrimary = primary.contains { Set($0).isSubset(of: key) }
    let isUnique = unique.contains { columns in
      Set(columns).isSubset(of: key)
        && columns.allSatisfy { name in
          column(name)?.notNull.isSet == true || primary.contains { $0.contains(name) }
        }
    }
    if !isPrimary && !isUnique {
      RowSet.error(
        "the database does not keep rows with the same \(key.joined(separator: ", ")) out",
        keyRange,
        &diagnostics,
        hint: "Use the primary key, or a unique constraint over columns with \"not_null: true\"."
      )
    }
    return isPrimary || isUnique
  }

  private func checkKeys(_ diagnostics: inout DiagnosticCollector) {
    let key = rows.keyColumns(in: all)
    var seen: [RowKey: DeclaredRow] = [:]
    for row in set.rows.sorted(by: { ($0.range?.start.line ?? 0) < ($1.range?.start.line ?? 0) }) {
      guard let texts = set.texts(key, of: row) else {
        RowSet.error(
          "the row has no \(key.joined(separator: ", ")), which tells it from others",
          row.range,
          &diagnostics
        )
        continue
      }
      if let first = seen.updateValue(row, forKey: RowKey(texts)) {
        diagnostics.error(
          "manifest.rows",
          "the row \(RowKey(texts).label) is declared twice",
          at: row.range,
          hint: "Keep one of the two.",
          notes: [.init("first declared here", at: first.range)]
        )
      }
    }
  }

  private func checkValues(_ diagnostics: inout DiagnosticCollector) {
    for row in set.rows {
      for (index, name) in set.columns.enumerated() {
        guard case .composite(_, let array) = row.cells[index] else { continue }
        let type = column(name)?.type
        if RowType.isJSON(type) || (RowType.isArray(type) && array != nil) { continue }
        RowSet.error(
          "the column \"\(name)\" takes no list or mapping",
          row.ranges[index],
          &diagnostics,
          hint: "Write the value as PostgreSQL does, in quotes; lists are for arrays and json."
        )
      }
    }
  }

  private func checkOrder(_ diagnostics: inout DiagnosticCollector) {
    for reference in rows.references(in: all) where !reference.key.isDeferrable {
      guard rows.isCircular(reference, in: all) else { continue }
      let other = all.object(reference.target, as: Rows.self)
      let back = other?.references(in: all).contains { $0.key.isDeferrable } ?? false
      if back { continue }
      RowSet.error(
        "the rows of \(rows.table) and \(reference.target.root) refer to each other in a circle",
        item.range,
        &diagnostics,
        hint: "Say \"deferrable: true\" of one of the foreign keys, or leave its column out."
      )
    }
  }
}
