import ObjectModel
import PostgresVocabulary

extension Rows {
  func create(in context: StepContext) -> [Step] {
    guard context.knowsDependencies else { return scratchSteps(in: context) }
    if let old = context.live.object(id, as: Self.self), !context.remade.contains(table) {
      return changes(from: old, in: context)
    }
    return insertion(of: values.rows, action: .create, in: context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let removed = removedKeys(since: old, in: context)
    let early = frees(removed, of: old, in: context)
    return (early ? deletion(of: removed, in: context) : []) + changes(from: old, in: context)
      + refusal(of: removed)
  }

  func conclude(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let removed = removedKeys(since: old, in: context)
    return frees(removed, of: old, in: context) ? [] : deletion(of: removed, in: context)
  }

  /// Rows stay when they are not declared any more; what is not declared is not looked at.
  func drop(in context: StepContext) -> [Step] { [] }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { [] }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  /// Those of the statements themselves.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] { [] }

  // MARK: New and changed rows

  private func changes(from old: Self, in context: StepContext) -> [Step] {
    let key = keyColumns(in: context.desired)
    let before = old.values.byKey(key)
    var new: [DeclaredRow] = []
    var steps: [Step] = []
    for (rowKey, row) in values.byKey(key).sorted(by: { $0.key < $1.key }) {
      guard let present = before[rowKey] else {
        new.append(row)
        continue
      }
      if let step = update(rowKey, key, from: present, old.values.columns, to: row, context) {
        steps.append(step)
      }
    }
    return insertion(of: new, action: .alter, in: context) + steps
  }

  private func insertion(
    of rows: [DeclaredRow],
    action: Step.Action,
    in context: StepContext
  ) -> [Step] {
    if rows.isEmpty { return [] }
    let key = keyColumns(in: context.desired)
    let order =
      key.compactMap(values.columns.firstIndex)
      + values.columns.indices.filter { !key.contains(values.columns[$0]) }
    let lines: [SQL] = rows.map { row in
      let parts: [SQL] = order.map { "\(literal: row.cells[$0].text)" }
      return "(\(parts, separator: ", "))"
    }
    let names = order.map { values.columns[$0] }
    let overriding: SQL = hasAlwaysIdentity(context.desired) ? " OVERRIDING SYSTEM VALUE" : ""
    var step = Step(
      action,
      id,
      """
      INSERT INTO \(tableName) (\(identifiers: names))\(overriding) VALUES
        \(lines, separator: ",\n  ")
      """,
      lock: .rowExclusive
    )
    step.requires = [right("INSERT", in: context)]
    return deferrals(in: context) + [step] + numbering(in: context)
  }

  private func update(
    _ rowKey: RowKey,
    _ key: [String],
    from old: DeclaredRow,
    _ oldColumns: [String],
    to new: DeclaredRow,
    _ context: StepContext
  ) -> Step? {
    var assignments: [SQL] = []
    var overwritten: [String] = []
    for (column, cell) in zip(values.columns, new.cells) where !key.contains(column) {
      let present = oldColumns.firstIndex(of: column).map { old.cells[$0] }
      if present == cell { continue }
      assignments.append("\(identifier: column) = \(literal: cell.text)")
      if let text = present?.text { overwritten.append("\(column) (\(Self.short(text)))") }
    }
    if assignments.isEmpty { return nil }
    var step = Step(
      .alter,
      id,
      """
      UPDATE \(range(in: context.desired)) SET \(assignments, separator: ", ") \
      WHERE \(Self.condition(key, [rowKey]))
      """,
      lock: .rowExclusive
    )
    step.requires = [right("UPDATE", in: context), right("SELECT", in: context)]
    if !overwritten.isEmpty {
      step.hazards = [
        Hazard(
          .dataLoss,
          id,
          "the row \(rowKey.label) loses what it holds in \(overwritten.joined(separator: ", "))"
        )
      ]
    }
    return step
  }

  private static func short(_ text: String) -> String {
    text.count > 40 ? text.prefix(39) + "…" : text
  }

  // MARK: Numbers

  private func hasAlwaysIdentity(_ catalog: Catalog) -> Bool {
    values.columns.contains { identity(of: $0, in: catalog)?.generation == .always }
  }

  func identity(of column: String, in catalog: Catalog) -> Identity? {
    catalog.object(
      ObjectID(.identity, [], in: ObjectID(.column, [column], in: table)),
      as: Identity.self
    )
  }

  /// Sequences go on behind the numbers that the rows bring.
  private func numbering(in context: StepContext) -> [Step] {
    values.columns.compactMap { column in
      guard identity(of: column, in: context.desired) != nil else { return nil }
      let sequence: SQL = """
        pg_catalog.pg_get_serial_sequence(\(literal: tableName.text), \(literal: column))\
        ::pg_catalog.regclass
        """
      return Step(
        .alter,
        id,
        """
        SELECT pg_catalog.setval(s.sequence, s.last) FROM (SELECT \(sequence) AS sequence, \
        pg_catalog.max(\(identifier: column)) AS last FROM \(tableName)) s \
        WHERE s.last > COALESCE(pg_catalog.pg_sequence_last_value(s.sequence), 0)
        """
      )
    }
  }

  // MARK: Rights

  func right(_ privilege: SQL, in context: StepContext) -> RequiredRight {
    .privilege(
      """
      pg_catalog.has_table_privilege(\
      \(CatalogLookup.relation(table.qualifiedName)), \(literal: privilege.text))
      """,
      privilege,
      on: "TABLE \(tableName)",
      owner: context.owner(of: table)
    )
  }
}
