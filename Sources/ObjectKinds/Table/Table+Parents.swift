import ObjectModel
import PostgresVocabulary

extension Table {
  /// The statements that take a table from its old parents to its new ones; its rows stay.
  func reparent(from old: Self, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    let isMoved = old.partitionParent != partitionParent || old.partitionBound != partitionBound
    if isMoved, let parent = old.partitionParent { steps.append(detach(from: parent)) }
    for parent in old.inherits where !inherits.contains(parent) {
      steps.append(alteration("NO INHERIT \(parent)"))
    }
    steps += clearLeftovers(in: context, wasPartition: old.partitionParent != nil)
    let joined =
      inherits.filter { !old.inherits.contains($0) }
      + (isMoved ? [partitionParent].compactMap(\.self) : [])
    steps += joined.flatMap { fit(into: $0, in: context) }
    for parent in inherits where !old.inherits.contains(parent) {
      steps.append(alteration("INHERIT \(parent)"))
    }
    if isMoved, let partitionParent, let partitionBound {
      steps.append(attach(to: partitionParent, partitionBound))
    }
    return steps
  }

  private func detach(from parent: SQL) -> Step {
    Step(
      .alter,
      id,
      "ALTER TABLE \(parent) DETACH PARTITION \(qualified: id.qualifiedName)",
      lock: .accessExclusive
    )
  }

  private func attach(to parent: SQL, _ bound: SQL) -> Step {
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

  /// Brings an existing table to what a new child would have: a parent takes only children whose
  /// columns refuse null where its own do and that have its checks, and hands no default on.
  private func fit(into parent: SQL, in context: StepContext) -> [Step] {
    guard let parent = Inheritance.table(named: parent) else { return [] }
    let columns = context.desired.children(of: parent, as: Column.self)
    return columns.flatMap { fitColumn(to: $0, in: context) } + fitChecks(of: parent, in: context)
  }

  private func fitColumn(to wanted: Column, in context: StepContext) -> [Step] {
    let own = ObjectID(.column, wanted.id.names, in: id)
    guard let present = context.live.object(own, as: Column.self) else { return [] }
    var steps: [Step] = []
    if Inheritance.refusesNull(wanted, in: context.desired) {
      steps += fitNotNull(present, to: wanted, in: context)
    }
    if ColumnDefault.of(own, in: context.desired) == nil, !isWithoutDefault(own, context),
      let value = ColumnDefault.of(wanted.id, in: context.desired),
      value.expression != ColumnDefault.of(own, in: context.live)?.expression
    {
      steps.append(
        alteration("ALTER COLUMN \(identifier: own.name) SET DEFAULT \(value.expression)")
      )
    }
    return steps
  }

  /// From 18 on a new child's constraint has the name of its parent's.
  private func fitNotNull(
    _ present: Column,
    to wanted: Column,
    in context: StepContext
  ) -> [Step] {
    let isThere = Inheritance.refusesNull(present, in: context.live)
    guard context.version >= 18 else {
      return isThere ? [] : [present.own("SET NOT NULL").requiringNoNulls(in: present.id)]
    }
    let name = wanted.notNull.name(of: wanted.id)
    if !isThere {
      return [
        present.alteration(
          "ADD CONSTRAINT \(identifier: name) NOT NULL \(identifier: present.id.name)",
          .alter
        ).requiringNoNulls(in: present.id)
      ]
    }
    return present.renameNotNull(from: present.notNull.name(of: present.id), to: name)
  }

  private func isWithoutDefault(_ column: ObjectID, _ context: StepContext) -> Bool {
    context.desired.object(column, as: Column.self)?.isWithoutDefault ?? false
  }

  private func fitChecks(of parent: ObjectID, in context: StepContext) -> [Step] {
    context.desired.children(of: parent, as: CheckConstraint.self).compactMap { check in
      let own = check.identified(as: ObjectID(.checkConstraint, check.id.names, in: id))
      if check.isNoInherit { return nil }
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
      step.preconditions = own.preconditions
      return step
    }
  }

  // MARK: Leaving a parent

  /// Takes away what a table keeps of parents that it leaves, unless it is to keep it.
  private func clearLeftovers(in context: StepContext, wasPartition: Bool) -> [Step] {
    Inheritance.left(by: id, in: context).flatMap { parent -> [Step] in
      var steps = leftovers(CheckConstraint.self, of: parent, in: context) { check in
        check.isNoInherit ? nil : check.id.name
      }
      if wasPartition {
        steps += leftovers(ForeignKey.self, of: parent, in: context, named: \.id.name)
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
      guard context.live[copy.id] == nil else { return [] }
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
