import ObjectModel

/// The columns of tables that hold values of a type, be it within other types.
///
/// Server source: `find_composite_type_dependencies` in `src/backend/commands/tablecmds.c`, which
/// refuses to write rows anew that others hold, and `get_rels_with_domain`.
enum TypeHolders {
  /// A column that holds the type.
  struct Holder {
    let column: ObjectID
    /// Whether its own type is another, such as an array.
    let isWithin: Bool
  }

  /// - Parameters:
  ///   - type: a type, or a table for that of its rows.
  ///   - catalog: the columns and what they depend on.
  /// - Returns: the columns, in order.
  ///
  /// Complexity: linear in the number of dependencies for each type that holds it.
  static func columns(holding type: ObjectID, in catalog: Catalog) -> [Holder] {
    var found: [Holder] = []
    var seen: Set<ObjectID> = [type]
    var queue = [(type: type, isWithin: false)]
    while let next = queue.popLast() {
      for (id, edges) in catalog.dependencies where edges.contains(where: { $0.on == next.type }) {
        if let column = catalog.object(id, as: Column.self) {
          guard let dimensions = TypeSwap.dimensions(of: column.type, holding: next.type) else {
            continue
          }
          if column.table.kind == .table {
            found.append(Holder(column: id, isWithin: next.isWithin || dimensions > 0))
          }
          if seen.insert(column.table).inserted { queue.append((column.table, true)) }
        } else if kinds.contains(id.kind), seen.insert(id).inserted {
          queue.append((id, next.isWithin || id.kind != .domain))
        }
      }
    }
    return found.sorted { $0.column < $1.column }
  }

  private static let kinds: Set<KindName> = [.domain, .composite, .range]

  /// A column that holds rows of a table or of one beneath, and that stays: the server writes no
  /// such rows anew.
  static func column(holdingRowsOf table: ObjectID, in context: StepContext) -> ObjectID? {
    guard context.knowsDependencies, context.stays(table) else { return nil }
    let tables = [table] + Inheritance.descendants(of: table, in: context.live).map { $0.id }
    return tables.lazy.flatMap { columns(holding: $0, in: context.live) }.map(\.column).first {
      let type = context.live.object($0, as: Column.self)?.type
      return context.stays($0) && context.desired.object($0, as: Column.self)?.type == type
    }
  }
}
