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

  /// Brings the columns of an existing table to what a new child would have: a parent takes only
  /// children whose columns refuse null where its own do, and hands no default on to them.
  private func fit(into parent: SQL, in context: StepContext) -> [Step] {
    guard let parent = Inheritance.table(named: parent) else { return [] }
    return context.desired.children(of: parent, as: Column.self).flatMap { wanted -> [Step] in
      let own = ObjectID(.column, wanted.id.names, in: id)
      guard let present = context.live.object(own, as: Column.self) else { return [] }
      var steps: [Step] = []
      if wanted.notNull.isSet, !present.notNull.isSet {
        steps.append(
          alteration("ALTER COLUMN \(identifier: own.name) SET NOT NULL")
            .requiringNoNulls(in: own)
        )
      }
      let declared = context.desired[ObjectID(.columnDefault, [], in: own)]
      if declared == nil, context.desired[own] == nil {
        steps += adoptDefault(of: wanted.id, for: own, in: context)
      }
      return steps
    }
  }

  private func adoptDefault(
    of wanted: ObjectID,
    for own: ObjectID,
    in context: StepContext
  ) -> [Step] {
    let parents = context.desired.object(
      ObjectID(.columnDefault, [], in: wanted),
      as: ColumnDefault.self
    )
    let present = context.live.object(
      ObjectID(.columnDefault, [], in: own),
      as: ColumnDefault.self
    )
    if parents?.expression == present?.expression { return [] }
    let change: SQL = parents.map { "SET DEFAULT \($0.expression)" } ?? "DROP DEFAULT"
    return [alteration("ALTER COLUMN \(identifier: own.name) \(change)")]
  }
}
