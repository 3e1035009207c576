import ObjectModel
import PostgresVocabulary

extension Rows {
  /// The keys of rows that are there and not declared, where that matters.
  func removedKeys(since old: Self, in context: StepContext) -> [RowKey] {
    if undeclared == .keep { return [] }
    let key = keyColumns(in: context.desired)
    let wanted = Set(values.byKey(key).keys)
    return old.values.byKey(key).keys.filter { !wanted.contains($0) }.sorted()
  }

  /// Whether rows that go hold values of which new ones need to be the only holders, so that they
  /// have to go first.
  func frees(_ removed: [RowKey], of old: Self, in context: StepContext) -> Bool {
    if removed.isEmpty || undeclared != .delete { return false }
    let key = keyColumns(in: context.desired)
    let going = Set(removed)
    let unique = context.desired.children(of: table, as: UniqueConstraint.self).map(\.columns)
    let keys = unique + context.desired.children(of: table, as: PrimaryKey.self).map(\.columns)
    for columns in keys where Set(columns) != Set(key) {
      let held = old.values.rows.filter { row in
        old.values.texts(key, of: row).map { going.contains(RowKey($0)) } ?? false
      }.compactMap { old.values.texts(columns, of: $0).map(RowKey.init) }
      let wanted = values.rows.compactMap { values.texts(columns, of: $0).map(RowKey.init) }
      if !Set(held).isDisjoint(with: wanted) { return true }
    }
    return false
  }

  func deletion(of removed: [RowKey], in context: StepContext) -> [Step] {
    if removed.isEmpty || undeclared != .delete { return [] }
    let condition = Self.condition(keyColumns(in: context.desired), removed)
    let range = range(in: context.desired)
    var step = Step(.alter, id, "DELETE FROM \(range) WHERE \(condition)", lock: .rowExclusive)
    step.requires = [right("DELETE", in: context), right("SELECT", in: context)]
    step.hazards = [
      Hazard(
        .dataLoss,
        id,
        "deletes rows that are not declared: \(Self.labels(removed))",
        probe: "SELECT pg_catalog.count(*) FROM \(range) WHERE \(condition)"
      )
    ]
    for key in context.surroundings.all(ForeignKey.self) where key.id.root != table {
      consider(key, condition, in: context, &step)
    }
    return [step]
  }

  /// What another table's foreign key does when rows go: it keeps them, or rows go along.
  private func consider(
    _ key: ForeignKey,
    _ condition: SQL,
    in context: StepContext,
    _ step: inout Step
  ) {
    guard let (target, columns) = key.targetParts, ObjectID(.table, target) == table,
      columns.count == key.columns.count, !key.isNotEnforced
    else { return }
    let other: SQL = "\(qualified: key.id.root.qualifiedName)"
    let own: [SQL] = key.columns.map { "r.\(identifier: $0)" }
    let probe: SQL = """
      SELECT pg_catalog.count(*) FROM \(other) r WHERE (\(own, separator: ", ")) IN \
      (SELECT \(identifiers: columns) FROM \(range(in: context.desired)) WHERE \(condition))
      """
    switch key.onDelete {
    case .noAction, .restrict:
      // Rows that the plan itself changes may be out of the way by then.
      if context.desired[ObjectID(.rows, [], in: key.id.root)] != nil { return }
      step.preconditions.append(
        Precondition(
          probe,
          message: "rows of \(key.id.root) refer to rows that are to be deleted",
          hint: "Change these first, declare the rows, or say \"undeclared: keep\"."
        )
      )
    case .cascade:
      step.hazards.append(
        Hazard(
          .dataLoss,
          id,
          "the rows of \(key.id.root) that refer to them go along",
          probe: probe
        )
      )
    case .setNull, .setDefault:
      step.hazards.append(
        Hazard(
          .dataLoss,
          id,
          "the rows of \(key.id.root) that refer to them lose that reference",
          probe: probe
        )
      )
    }
  }

  /// A step that is never run: there are rows that must not be there.
  func refusal(of removed: [RowKey]) -> [Step] {
    if removed.isEmpty || undeclared != .refuse { return [] }
    let condition = Self.condition(key.isEmpty ? primaryKey : key, removed)
    return [
      Step(
        .alter,
        id,
        "SELECT FROM \(tableName) WHERE false",
        preconditions: [
          Precondition(
            "SELECT pg_catalog.count(*) FROM \(tableName) WHERE \(condition)",
            message: "the table holds rows that are not declared: \(Self.labels(removed))",
            hint: "Declare them, delete them, or say \"undeclared: keep\" or \"delete\"."
          )
        ]
      )
    ]
  }

  /// Some keys for people, at most ten.
  static func labels(_ keys: [RowKey]) -> String {
    let shown = keys.prefix(10).map(\.label).joined(separator: "; ")
    return keys.count > 10 ? "\(shown); and \(keys.count - 10) more" : shown
  }
}
