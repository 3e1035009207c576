import ObjectModel
import PostgresVocabulary

extension ExclusionConstraint {
  /// What one element compares.
  private struct Comparison {
    let value: SQL
    let operation: SQL
    let isRange: Bool

    var isEquality: Bool { operation.text == "=" }
  }

  /// How many of these rows are compared with each other where nothing narrows the choice; what
  /// lies beyond, the statement itself shows.
  private static let most = 10_000

  /// The rows that are there must not conflict with each other.
  func preconditions(in context: StepContext) -> [Precondition] {
    guard let parts = parts(in: context), !parts.isEmpty else { return [] }
    let values = RowValues(table: table, context: context)
    let others = parts.filter { !$0.isEquality }
    let query =
      if others.isEmpty {
        values.duplicates(of: parts.map(\.value), isNullEqual: false, where: predicate)
      } else if others.count == 1, others[0].isRange, others[0].operation.text == "&&" {
        values.overlaps(
          of: others[0].value,
          among: parts.filter(\.isEquality).map(\.value),
          where: predicate
        )
      } else {
        pairs(of: parts, in: context)
      }
    return [
      Precondition(
        query,
        message: "rows of the table conflict with each other by the exclusion \"\(id.name)\"",
        hint: "Change or remove these rows first."
      )
    ]
  }

  /// What is compared, as far as it can be known before; nil where rows cannot conflict or only
  /// the statements themselves will show it.
  private func parts(in context: StepContext) -> [Comparison]? {
    guard comparisons.count == elements.count * 3, keyNames.count >= elements.count else {
      return nil
    }
    let values = RowValues(table: table, context: context)
    var parts: [Comparison] = []
    for (index, name) in keyNames.prefix(elements.count).enumerated() {
      // As the server spells them.
      var value = SQL(unchecked: comparisons[index * 3])
      if value == "\(identifier: name)" {
        switch values.value(of: name) {
        case .stored: break
        case .constant(let constant): value = "(\(constant))"
        case .null, .unknown: return nil
        }
      }
      parts.append(
        Comparison(
          value: value,
          operation: SQL(unchecked: comparisons[index * 3 + 1]),
          isRange: comparisons[index * 3 + 2] == "r"
        )
      )
    }
    return parts
  }

  private func pairs(of parts: [Comparison], in context: StepContext) -> SQL {
    let keys: [SQL] = parts.enumerated().map { ", \($1.value) AS k\(number: $0)" }
    let conflicts: [SQL] = parts.enumerated().map { index, part in
      "a.k\(number: index) \(part.operation) b.k\(number: index)"
    }
    let which: SQL = predicate.map { " WHERE (\($0))" } ?? ""
    let limit: SQL =
      parts.contains(where: \.isEquality) ? "" : " LIMIT \(number: Self.most)"
    return """
      WITH keys AS MATERIALIZED (SELECT pg_catalog.row_number() OVER () AS n\
      \(keys, separator: "") FROM \(context.rows(of: table))\(which)\(limit)) \
      SELECT pg_catalog.count(*) FROM keys a JOIN keys b \
      ON a.n < b.n AND \(conflicts, separator: " AND ")
      """
  }
}
