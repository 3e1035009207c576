import ObjectModel
import PostgresVocabulary

/// The name of a constraint before and after.
struct ConstraintNaming {
  let old: String
  let new: String
}

/// The not-null constraints that partitions have from their parents.
///
/// The server gives them the parent's name; one that had another before its table became a
/// partition keeps it. Catalog: `pg_constraint` (`contype` `n`). Versions: 18 and later.
extension Column {
  /// The constraint that a partition's column has from its parent, with the parent's name for it
  /// and its own; nil where the parent has none.
  func inheritedConstraint(in catalog: Catalog) -> ConstraintNaming? {
    guard isInherited, catalog.object(table, as: Table.self)?.partitionParent != nil,
      let source = Inheritance.source(of: self, in: catalog),
      source.isRefusingNull(in: catalog)
    else { return nil }
    let usual = source.constraintName(in: catalog)
    return ConstraintNaming(old: usual, new: notNull.name ?? usual)
  }

  private func isRefusingNull(in catalog: Catalog) -> Bool {
    if Inheritance.refusesNull(self, in: catalog) { return true }
    guard isInherited, let source = Inheritance.source(of: self, in: catalog) else { return false }
    return source.isRefusingNull(in: catalog)
  }

  /// The name of the column's not-null constraint, which an inherited one has from its parent.
  func constraintName(in catalog: Catalog) -> String {
    if let name = notNull.name { return name }
    guard let source = Inheritance.source(of: self, in: catalog),
      isInherited || catalog[id] == nil, source.isRefusingNull(in: catalog)
    else { return NotNull.defaultName(of: id) }
    return source.constraintName(in: catalog)
  }

  /// Names the constraint of an inherited column of a table that is there.
  func renameInherited(in context: StepContext) -> [Step] {
    guard context.version >= 18, context.stays(table),
      let after = inheritedConstraint(in: context.desired),
      let own = context.desired.object(table, as: Table.self),
      let before = context.live.object(table, as: Table.self),
      before.partitionParent == own.partitionParent, before.partitionBound == own.partitionBound
    else { return [] }
    let old = context.live.object(id, as: Column.self)?.notNull.name ?? after.old
    return own.naming([ConstraintNaming(old: old, new: after.new)], in: context)
  }
}

extension Table {
  /// Renames not-null constraints that a partition has from its parent, which only a table that is
  /// no partition can do.
  func naming(_ names: [ConstraintNaming], in context: StepContext) -> [Step] {
    let names = names.filter { $0.old != $0.new }
    guard context.version >= 18, !names.isEmpty, let partitionParent, let partitionBound else {
      return []
    }
    let renames = names.map {
      alteration("RENAME CONSTRAINT \(identifier: $0.old) TO \(identifier: $0.new)")
    }
    var last = attach(to: partitionParent, partitionBound)
    if context.live[id] == nil { last.hazards = [] }
    let states =
      context.stays(id)
      ? context.desired.children(of: id, as: PartitionTrigger.self) : []
    return [detach(from: partitionParent)] + renames + [last]
      + states.flatMap { $0.create(in: context) }
  }
}
