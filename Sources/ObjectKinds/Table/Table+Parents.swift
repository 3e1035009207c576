import ObjectModel
import PostgresVocabulary

extension InheritingTable {
  /// The statements that take a table from its old parents to its new ones; its rows stay.
  func reparent(from old: Self, in context: StepContext) -> [Step] {
    let isMoved = isMoved(from: old)
    var steps = clearLeftovers(in: context, wasPartition: old.partitionParent != nil)
    let joined =
      inherits.filter { !old.inherits.contains($0) }
      + (isMoved ? [partitionParent].compactMap(\.self) : [])
    steps += joined.flatMap { fit(into: $0, in: context) }
    for parent in inherits where !old.inherits.contains(parent) {
      var step = alteration("INHERIT \(parent)")
      step.hazards.append(exposure(by: parent))
      steps.append(step)
    }
    if isMoved, let partitionParent, let partitionBound {
      var step = attach(to: partitionParent, partitionBound)
      if old.partitionParent != partitionParent {
        step.hazards.append(exposure(by: partitionParent))
      }
      steps += [step] + localConstraints(in: context)
    }
    return steps
  }

  /// Who reads a parent reads its children, whatever these grant and whichever policies they have.
  private func exposure(by parent: SQL) -> Hazard {
    Hazard(
      .accessWidened,
      id,
      "its rows can be read and changed through \(parent.text) too, by the grants and policies of "
        + "that table alone"
    )
  }

  private func isMoved(from old: Self) -> Bool {
    old.partitionParent != partitionParent || old.partitionBound != partitionBound
  }

  /// A table leaves its parents before anything is made: what is made may take its place, and they
  /// may go away.
  func leaveParents(from old: Self, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if isMoved(from: old), let parent = old.partitionParent { steps.append(detach(from: parent)) }
    for parent in old.inherits where !inherits.contains(parent) {
      steps.append(alteration("NO INHERIT \(parent)"))
    }
    return steps + clearReferences(in: context, wasPartition: old.partitionParent != nil)
  }

  func detach(from parent: SQL) -> Step {
    Step(
      .alter,
      id,
      "ALTER TABLE \(parent) DETACH PARTITION \(qualified: id.qualifiedName)",
      lock: .accessExclusive
    )
  }

  func attach(to parent: SQL, _ bound: SQL) -> Step {
    Step(
      .alter,
      id,
      "ALTER TABLE \(parent) ATTACH PARTITION \(qualified: id.qualifiedName) \(bound)",
      lock: .accessExclusive,
      hazards: [
        Hazard(.longLock, id, "every row is read to see that it belongs into the partition")
      ]
    )
  }

  // MARK: Joining a parent

  /// Brings an existing table to what a new child would have: a parent takes only children that
  /// have its columns, which refuse null where its own do, and its checks, and hands no default on.
  private func fit(into parent: SQL, in context: StepContext) -> [Step] {
    guard let parent = Inheritance.table(named: parent, in: context.desired)?.id else {
      return []
    }
    let tables = [parent] + Inheritance.ancestors(of: parent, in: context.desired).map { $0.id }
    let columns = tables.flatMap { context.desired.children(of: $0, as: Column.self) }
    var seen: Set<String> = []
    return columns.filter { seen.insert($0.id.name).inserted }.flatMap { column in
      fitColumn(to: columns.filter { $0.id.name == column.id.name }, in: context)
    } + fitChecks(of: parent, in: context)
  }

  /// What is wanted is what the parent and its own parents say of the column, nearest first.
  private func fitColumn(to wanted: [Column], in context: StepContext) -> [Step] {
    guard let nearest = wanted.first else { return [] }
    let own = ObjectID(.column, nearest.id.names, in: id)
    let present = context.live.object(own, as: Column.self)
    let source = Inheritance.source(of: present ?? Column(id: own), in: context.live)
    let refusing = wanted.first {
      Inheritance.refusesNull($0, in: context.desired) && !$0.notNull.isNoInherit
    }
    let value = wanted.lazy.compactMap { ColumnDefault.of($0.id, in: context.desired) }.first
    let definition = (wanted.first { !$0.isInherited } ?? nearest).identified(as: own)
    guard let before = present.flatMap({ $0.isInherited ? nil : $0 }) ?? source else {
      return addition(of: definition, isRefusingNull: refusing != nil, value, in: context)
    }
    var steps = retype(before.identified(as: own), to: definition, in: context)
    if let refusing {
      steps += fitNotNull([source, present].compactMap(\.self), to: refusing, in: context)
    } else if partitionParent != nil {
      steps += loosen(own, in: context)
    }
    if ColumnDefault.of(own, in: context.desired) == nil, !isWithoutDefault(own, context),
      let value, value.expression != kept(own, from: source, in: context)?.expression
    {
      steps.append(
        alteration("ALTER COLUMN \(identifier: own.name) SET DEFAULT \(value.expression)")
      )
    }
    return steps
  }

  /// A column that the table has not had, and without which no parent that has it takes the table.
  private func addition(
    of definition: Column,
    isRefusingNull: Bool,
    _ value: ColumnDefault?,
    in context: StepContext
  ) -> [Step] {
    var column = definition
    column.notNull = NotNull(isSet: isRefusingNull)
    if isRefusingNull, context.version >= 18 {
      column.notNull.name = Column(id: column.id).constraintName(in: context.desired)
    }
    var clause: SQL = "ADD COLUMN \(column.definition(in: context, of: .newTable))"
    let isOwn = ColumnDefault.of(column.id, in: context.desired) != nil
    let value = isOwn || isWithoutDefault(column.id, context) ? nil : value
    if let value { clause = "\(clause) DEFAULT \(value.expression)" }
    var step = alteration(clause)
    if column.generated != nil && !column.isVirtual || value?.isVolatile == true {
      step.hazards = [
        Hazard(.tableRewrite, id, "every row of the table is written anew, to hold the new column")
      ]
    }
    if isRefusingNull, column.generated == nil, value == nil, !isOwn {
      step.preconditions = [column.newColumnHasValues(in: context)]
    }
    return [step]
  }

  /// A parent takes no column of another type or collation than its own.
  private func retype(
    _ before: Column,
    to definition: Column,
    in context: StepContext
  ) -> [Step] {
    guard before.type != definition.type || before.collation != definition.collation else {
      return []
    }
    var old = before
    old.isInherited = false
    var new = old
    new.type = definition.type
    new.collation = definition.collation
    return new.alter(
      from: old,
      changed: Set(new.changedFields(from: old).map(\.name)),
      in: context
    )
  }

  /// The default that a column has once its table has left its parents.
  private func kept(
    _ own: ObjectID,
    from source: Column?,
    in context: StepContext
  ) -> ColumnDefault? {
    if let value = ColumnDefault.of(own, in: context.live) { return value }
    guard let source, !Inheritance.left(by: id, in: context).contains(source.table),
      context.live.object(own, as: Column.self)?.isWithoutDefault != true
    else { return nil }
    return ColumnDefault.of(source.id, in: context.live)
  }

  /// From 18 on a new child's constraint has the name of its parent's.
  private func fitNotNull(
    _ present: [Column],
    to wanted: Column,
    in context: StepContext
  ) -> [Step] {
    let own = Column(id: ObjectID(.column, wanted.id.names, in: id))
    let before = present.first { Inheritance.refusesNull($0, in: context.live) }
    guard context.version >= 18 else {
      return before == nil ? [own.own("SET NOT NULL").requiringNoNulls(in: own.id, context)] : []
    }
    let declared = context.desired.object(own.id, as: Column.self)
    let name = (declared ?? own).constraintName(in: context.desired)
    if let before {
      return own.renameNotNull(from: before.constraintName(in: context.live), to: name)
    }
    return [
      own.alteration(
        "ADD CONSTRAINT \(identifier: name) NOT NULL \(identifier: own.id.name)",
        .alter
      ).requiringNoNulls(in: own.id, context)
    ]
  }

  private func isWithoutDefault(_ column: ObjectID, _ context: StepContext) -> Bool {
    context.desired.object(column, as: Column.self)?.isWithoutDefault ?? false
  }

  private func fitChecks(of parent: ObjectID, in context: StepContext) -> [Step] {
    context.desired.children(of: parent, as: CheckConstraint.self).compactMap { check in
      let own = check.identified(as: ObjectID(.checkConstraint, check.id.names, in: id))
      if check.isNoInherit || check.isInherited { return nil }
      if let before = Inheritance.source(of: own, in: context.live),
        Inheritance.isSame(before, own)
      {
        return nil
      }
      if let present = context.live.object(own.id, as: CheckConstraint.self),
        Inheritance.isSame(present, own)
      {
        return nil
      }
      var step = alteration("ADD CONSTRAINT \(identifier: own.id.name) \(own.definition)")
      step.preconditions = own.preconditions(in: context)
      return step
    }
  }

  // MARK: Leaving a parent

  /// Takes away what a table keeps of parents that it leaves and that refers to others, which may
  /// be about to go away, unless it is to keep it.
  private func clearReferences(in context: StepContext, wasPartition: Bool) -> [Step] {
    Inheritance.left(by: id, in: context).flatMap { parent -> [Step] in
      leftovers(CheckConstraint.self, of: parent, in: context) { check in
        check.isNoInherit || check.isInherited ? nil : check.id.name
      }
        + (wasPartition && id.kind == .table
          ? leftovers(ForeignKey.self, of: parent, in: context, named: \.id.name) : [])
        + leftoverDefaults(of: parent, in: context)
    }
  }

  private func leftoverDefaults(of parent: ObjectID, in context: StepContext) -> [Step] {
    context.live.children(of: parent, as: Column.self).compactMap { column in
      let own = ObjectID(.column, column.id.names, in: id)
      guard let value = ColumnDefault.of(column.id, in: context.live),
        ColumnDefault.of(own, in: context.live) == nil,
        context.live.object(own, as: Column.self)?.isWithoutDefault != true,
        value.expression != ColumnDefault.of(own, in: context.desired)?.expression
      else { return nil }
      return alteration("ALTER COLUMN \(identifier: own.name) DROP DEFAULT")
    }
  }

  /// Takes away what else a table keeps of parents that it leaves.
  private func clearLeftovers(in context: StepContext, wasPartition: Bool) -> [Step] {
    Inheritance.left(by: id, in: context).flatMap { parent -> [Step] in
      var steps: [Step] = []
      if wasPartition, id.kind == .table {
        steps += leftovers(PrimaryKey.self, of: parent, in: context) { $0.usualName(in: id) }
        steps += leftovers(UniqueConstraint.self, of: parent, in: context) {
          $0.usualName(in: id)
        }
        steps += leftovers(Index.self, of: parent, in: context) { $0.usualName(in: id) }
      }
      return steps + leftoverColumns(of: parent, in: context)
    }
  }

  private func leftovers<Kind: ManagedObject>(
    _ kind: Kind.Type,
    of parent: ObjectID,
    in context: StepContext,
    named name: (Kind) -> String?
  ) -> [Step] {
    context.live.children(of: parent, as: kind).flatMap { object -> [Step] in
      guard let name = name(object) else { return [] }
      let copy = object.identified(as: ObjectID(Kind.kind, [name], in: id))
      let isNamed = PartitionIndexes.all(of: id, in: context.live)
        .contains { $0.attachedTo == object.id.name }
      guard context.live[copy.id] == nil, !isNamed else { return [] }
      // The next parent has it too.
      if let next = Inheritance.source(of: copy, in: context.desired), Kind.kind != .index,
        Inheritance.isSame(copy, next)
      {
        return []
      }
      if let wanted = context.desired.object(copy.id, as: kind), Inheritance.isSame(copy, wanted) {
        return []
      }
      // A parent that goes away in the same plan may have taken the copy with it.
      return Kind.kind == .index
        ? [Step(.alter, id, "DROP INDEX IF EXISTS \(copyName(name))", lock: .accessExclusive)]
        : [alteration("DROP CONSTRAINT IF EXISTS \(identifier: name)")]
    }
  }

  private func copyName(_ name: String) -> SQL {
    "\(qualified: QualifiedName(schema: id.schema, name: name))"
  }

  private func leftoverColumns(of parent: ObjectID, in context: StepContext) -> [Step] {
    context.live.children(of: parent, as: Column.self).flatMap { column -> [Step] in
      let own = column.identified(as: ObjectID(.column, column.id.names, in: id))
      guard context.live[own.id] == nil, context.desired[own.id] == nil,
        Inheritance.source(of: own, in: context.desired) == nil
      else { return [] }
      return own.drop(in: context)
    } + newColumns(of: parent, in: context)
  }

  /// Takes back columns that the parent got while this was still its child.
  private func newColumns(of parent: ObjectID, in context: StepContext) -> [Step] {
    context.desired.children(of: parent, as: Column.self).compactMap { column in
      let own = ObjectID(.column, column.id.names, in: id)
      guard context.live[column.id] == nil, context.desired[own] == nil,
        context.live[own] == nil
      else { return nil }
      return alteration("DROP COLUMN IF EXISTS \(identifier: own.name)")
    }
  }
}
