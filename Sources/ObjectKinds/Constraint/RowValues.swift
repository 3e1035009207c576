import ObjectModel
import PostgresVocabulary

/// What the rows that are there will hold once a plan has run, as far as it can be known before.
struct RowValues {
  let table: ObjectID
  let context: StepContext

  /// What a column will hold.
  enum Value {
    /// What it holds already.
    case stored
    /// Null, in every row.
    case null
    /// The same in every row: the default of a new column.
    case constant(SQL)
    /// What only the statements themselves will show.
    case unknown
  }

  /// Whether the rows of the table are there and stay.
  var areThere: Bool { isThere(table) }

  /// What is named as something that the plan makes, and is there under that name, is renamed.
  private func isThere(_ id: ObjectID) -> Bool {
    if context.live[id] != nil { return !context.remade.contains(id) }
    return context.surroundings[id] != nil && context.desired[id] == nil
  }

  func value(of column: String) -> Value {
    let id = ObjectID(.column, [column], in: table)
    if isStored(id) { return .stored }
    guard let new = context.desired.object(id, as: Column.self), new.generated == nil,
      context.desired[ObjectID(.identity, [], in: id)] == nil
    else { return .unknown }
    guard let value = ColumnDefault.of(id, in: context.desired) else { return .null }
    return value.isVolatile ? .unknown : .constant(value.expression)
  }

  private func isStored(_ column: ObjectID) -> Bool {
    isThere(column)
      || context.live[column] == nil
        && Inheritance.source(of: Column(id: column), in: context.live) != nil
  }

  /// How many groups of rows will have the same values.
  ///
  /// - Parameters:
  ///   - columns: the columns, which are distinct by themselves if one holds null.
  ///   - isNullEqual: whether null counts as equal to null.
  /// - Returns: the query; nil where nothing can be told.
  func duplicates(of columns: [String], isNullEqual: Bool) -> SQL? {
    var stored: [SQL] = []
    for column in columns {
      switch value(of: column) {
      case .stored: stored.append("\(identifier: column)")
      case .constant: break
      case .null: if !isNullEqual { return nil }
      case .unknown: return nil
      }
    }
    return duplicates(of: stored, isNullEqual: isNullEqual)
  }

  /// How many groups of rows of a table have the same values, of which none is null.
  func duplicates(of values: [SQL], isNullEqual: Bool, where predicate: SQL? = nil) -> SQL {
    var conditions = predicate.map { ["(\($0))" as SQL] } ?? []
    if !isNullEqual { conditions += values.map { "\($0) IS NOT NULL" } }
    let which: SQL = conditions.isEmpty ? "" : " WHERE \(conditions, separator: " AND ")"
    let groups: SQL = values.isEmpty ? "" : " GROUP BY \(values, separator: ", ")"
    return """
      SELECT pg_catalog.count(*) FROM (SELECT FROM \(context.rows(of: table))\(which)\
      \(groups) HAVING pg_catalog.count(*) > 1) duplicates
      """
  }

  /// How many rows have a range that overlaps with the one before it; in the order of ranges, one
  /// that overlaps with any overlaps with its neighbour.
  func overlaps(of range: SQL, among equal: [SQL], where predicate: SQL? = nil) -> SQL {
    let partition: SQL = equal.isEmpty ? "" : "PARTITION BY \(equal, separator: ", ") "
    let filled =
      (predicate.map { ["(\($0))" as SQL] } ?? []) + equal.map { "\($0) IS NOT NULL" }
      + ["NOT pg_catalog.isempty(\(range))"]
    return """
      SELECT pg_catalog.count(*) FROM (\
      SELECT \(range) && pg_catalog.lag(\(range)) OVER (\(partition)ORDER BY \(range)) AS clash \
      FROM \(context.rows(of: table)) WHERE \(filled, separator: " AND ")) neighbours \
      WHERE clash
      """
  }
}
