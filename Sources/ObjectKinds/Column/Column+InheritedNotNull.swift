import ObjectModel
import PostgresVocabulary

/// The not-null constraint that a partition's column has from its parent.
///
/// The server gives it the parent's name; one that had another before its table became a partition
/// keeps that. Whether the partition has it for itself too shows when it leaves its parent; a table
/// that becomes a partition has it from the parent alone. Catalog: `pg_constraint` (`contype` `n`).
/// Versions: 18 and later.
struct InheritedNotNull {
  /// The parent's name for it.
  let parents: String
  /// Its own name.
  let name: String
  /// Whether the partition has it for itself too.
  let isLocal: Bool

  /// Its own name; nil where it follows the parent's.
  var ownName: String? { name == parents ? nil : name }
}

extension Column {
  /// The constraint that a partition's column has from its parent; nil where the parent has none.
  func inheritedConstraint(in catalog: Catalog) -> InheritedNotNull? {
    guard isInherited, catalog.object(table, as: Table.self)?.partitionParent != nil,
      let source = Inheritance.source(of: self, in: catalog),
      source.handsNotNullDown(in: catalog)
    else { return nil }
    let usual = source.constraintName(in: catalog)
    return InheritedNotNull(
      parents: usual,
      name: notNull.name ?? usual,
      isLocal: notNull.isLocal
    )
  }

  /// Whether it refuses null, by what is said of it or by its parents.
  func isRefusingNull(in catalog: Catalog) -> Bool {
    Inheritance.refusesNull(self, in: catalog) || parentsRefuseNull(in: catalog)
  }

  /// Whether a parent's constraint makes it refuse null; from 18 on some do not reach children.
  func parentsRefuseNull(in catalog: Catalog) -> Bool {
    guard isInherited, let source = Inheritance.source(of: self, in: catalog) else { return false }
    return source.handsNotNullDown(in: catalog)
  }

  /// Whether its children have to refuse null.
  func handsNotNullDown(in catalog: Catalog) -> Bool {
    if Inheritance.refusesNull(self, in: catalog) { return !notNull.isNoInherit }
    return parentsRefuseNull(in: catalog)
  }

  /// Whether the column, which the table declares beside its parent's, refuses null by the parent's
  /// constraint alone: that shows in its name.
  func hasParentsNotNull(in context: StepContext) -> Bool {
    guard context.version >= 18, !isInherited, let name = notNull.name,
      let source = Inheritance.source(of: self, in: context.desired),
      source.handsNotNullDown(in: context.desired),
      !Inheritance.joined(by: table, in: context).contains(source.table)
    else { return false }
    return name == source.constraintName(in: context.desired)
  }

  /// The name of the column's not-null constraint, which an inherited one has from its parent.
  func constraintName(in catalog: Catalog) -> String {
    if let name = notNull.name { return name }
    guard let source = Inheritance.source(of: self, in: catalog),
      isInherited || catalog[id] == nil, source.handsNotNullDown(in: catalog)
    else { return NotNull.defaultName(of: id) }
    return source.constraintName(in: catalog)
  }

  /// The columns of the parents that have got their constraints before those of the partition's
  /// columns are changed.
  func parentsOfConstraints(in context: StepContext) -> [ObjectID] {
    guard context.version >= 18, isInherited,
      context.desired.object(table, as: Table.self)?.partitionParent != nil
    else { return [] }
    let names = context.desired.children(of: table, as: Column.self).map(\.id.names)
    return Inheritance.ancestors(of: table, in: context.desired).flatMap { parent in
      names.map { ObjectID(.column, $0, in: parent.id) }
    }
  }

  /// A column can come to take null only when its parents do, and one that is declared beside its
  /// parents' can be dropped only after them.
  func outlives(in context: StepContext) -> [ObjectID] {
    freeingColumns(in: context) + repeatedColumns(in: context)
  }

  private func freeingColumns(in context: StepContext) -> [ObjectID] {
    guard context.version >= 18, inheritedConstraint(in: context.live) != nil,
      let source = Inheritance.source(of: self, in: context.desired),
      !source.isRefusingNull(in: context.desired)
    else { return [] }
    return Inheritance.ancestors(of: table, in: context.live).map { parent in
      ObjectID(.column, id.names, in: parent.id)
    }
  }

  /// Changes the constraints of the inherited columns of a table that is there; all with the first
  /// of the columns, since the table may have to leave its parent for it.
  func alterInherited(in context: StepContext) -> [Step] {
    guard context.version >= 18, context.stays(table),
      let partition = context.desired.object(table, as: Table.self),
      let before = context.live.object(table, as: Table.self),
      before.partitionParent == partition.partitionParent,
      before.partitionBound == partition.partitionBound
    else { return [] }
    let changes = partition.inheritedChanges(in: context)
    guard changes.first?.column == id else { return [] }
    let renames = partition.renaming(changes.map { ($0.old.name, $0.new.name) })
    if !renames.isEmpty || changes.contains(where: { $0.old.isLocal && !$0.new.isLocal }) {
      return partition.reattached(after: renames, in: context)
    }
    return changes.map { Column(id: $0.column).own("SET NOT NULL") }
  }
}

extension Table {
  /// The not-null constraints of a partition that has just been made, where they are not as the
  /// server makes them.
  func inheritedConstraints(of columns: [Column], in context: StepContext) -> [Step] {
    let constraints = columns.compactMap { $0.inheritedConstraint(in: context.desired) }
    let renames = renaming(constraints.map { (old: $0.parents, new: $0.name) })
    return renames.isEmpty
      ? localConstraints(in: context) : reattached(after: renames, in: context)
  }

  /// The constraints that differ, by column.
  fileprivate func inheritedChanges(
    in context: StepContext
  ) -> [(column: ObjectID, old: InheritedNotNull, new: InheritedNotNull)] {
    let columns = Set(
      [context.live, context.desired].flatMap { $0.children(of: id, as: Column.self) }.map(\.id)
    )
    return columns.sorted().compactMap { column in
      guard let new = Self.inheritedConstraint(of: column, in: context.desired) else { return nil }
      // Of a column of which nothing is said any more, what was said goes by itself.
      let arriving =
        context.desired[column] == nil
        ? nil : Self.arriving(new, at: context.live.object(column, as: Column.self))
      guard let old = Self.inheritedConstraint(of: column, in: context.live) ?? arriving,
        (old.ownName, old.isLocal) != (new.ownName, new.isLocal)
      else { return nil }
      return (column, old, new)
    }
  }

  /// What the parent's new constraint makes of a column: one of the partition's own stays as it is.
  private static func arriving(_ new: InheritedNotNull, at column: Column?) -> InheritedNotNull {
    guard let column, column.notNull.isSet else {
      return InheritedNotNull(parents: new.parents, name: new.parents, isLocal: false)
    }
    let name = column.notNull.name(of: column.id)
    return InheritedNotNull(parents: new.parents, name: name, isLocal: true)
  }

  /// The same also for a column of which nothing is said.
  private static func inheritedConstraint(
    of id: ObjectID,
    in catalog: Catalog
  ) -> InheritedNotNull? {
    var column = Column(id: id)
    column.isInherited = true
    return (catalog.object(id, as: Column.self) ?? column).inheritedConstraint(in: catalog)
  }

  fileprivate func renaming(_ names: [(old: String, new: String)]) -> [Step] {
    names.filter { $0.old != $0.new }.map {
      alteration("RENAME CONSTRAINT \(identifier: $0.old) TO \(identifier: $0.new)")
    }
  }

  /// Carries out steps that only a table which is no partition can take, or none, after which no
  /// constraint is the partition's own.
  fileprivate func reattached(after steps: [Step], in context: StepContext) -> [Step] {
    guard context.version >= 18, let partitionParent, let partitionBound else { return [] }
    var last = attach(to: partitionParent, partitionBound)
    if context.live[id] == nil { last.hazards = [] }
    let states =
      context.stays(id)
      ? context.desired.children(of: id, as: PartitionTrigger.self) : []
    return [detach(from: partitionParent)] + steps + [last] + localConstraints(in: context)
      + states.flatMap { $0.create(in: context) }
  }
}

extension InheritingTable {
  /// Makes the not-null constraints that a partition has for itself too its own, which attaching
  /// does not leave so.
  func localConstraints(in context: StepContext) -> [Step] {
    guard context.version >= 18 else { return [] }
    return context.desired.children(of: id, as: Column.self)
      .filter { $0.inheritedConstraint(in: context.desired)?.isLocal == true }
      .flatMap { parentsConstraint(of: $0, in: context) + [$0.own("SET NOT NULL")] }
  }

  /// Makes the constraint of the parent that a key or identity of that is to bring, so that the
  /// partition's has its name.
  private func parentsConstraint(of column: Column, in context: StepContext) -> [Step] {
    let columns = Inheritance.ancestors(of: id, in: context.desired).compactMap { parent in
      let own = ObjectID(.column, column.id.names, in: parent.id)
      return context.desired.object(own, as: Column.self)
    }
    guard let source = columns.first(where: { Inheritance.refusesNull($0, in: context.desired) }),
      !source.notNull.isSet
    else { return [] }
    let before = context.live.object(source.id, as: Column.self)
    let isThere = before.map { Inheritance.refusesNull($0, in: context.live) } ?? false
    return isThere ? [] : [source.own("SET NOT NULL")]
  }
}
