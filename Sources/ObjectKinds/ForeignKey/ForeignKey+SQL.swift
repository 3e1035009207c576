import ObjectModel
import PostgresVocabulary

extension ForeignKey {
  /// The owner's rights over the table, and REFERENCES on the one referred to.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    guard step.action == .create, let other = context.referredTable(of: self) else { return usual }
    return usual + [
      .privilege(
        "REFERENCES",
        onColumns: targetParts?.columns ?? [],
        of: other.qualifiedName,
        owner: context.owner(of: other)
      )
    ]
  }

  var definition: SQL {
    var names: [SQL] = columns.map { "\(identifier: $0)" }
    if isPeriod, let last = names.popLast() { names.append("PERIOD \(last)") }
    var parts: [SQL] = ["FOREIGN KEY (\(names, separator: ", ")) REFERENCES \(target)"]
    if match != .simple { parts.append("MATCH \(Self.words(match.rawValue))") }
    if onDelete != .noAction {
      let only: SQL = onDeleteColumns.isEmpty ? "" : " (\(identifiers: onDeleteColumns))"
      parts.append("ON DELETE \(Self.words(onDelete.rawValue))\(only)")
    }
    if onUpdate != .noAction { parts.append("ON UPDATE \(Self.words(onUpdate.rawValue))") }
    parts += Deferral(isDeferrable, isInitiallyDeferred).clauses
    if isNotEnforced { parts.append("NOT ENFORCED") }
    return "\(parts, separator: " ")"
  }

  /// One of our own words, in capitals.
  private static func words(_ text: String) -> SQL { SQL(unchecked: text.uppercased()) }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    var needs: [VersionNeed] = []
    if isPeriod { needs.append(VersionNeed("period", "a foreign key with a period", since: 18)) }
    if isNotEnforced {
      needs.append(VersionNeed("not_enforced", "a key that is not enforced", since: 18))
    }
    if isNotValid, declared.object(table, as: Table.self)?.partitionKey != nil {
      needs.append(
        VersionNeed("not_valid", "a key of a partitioned table that is not valid", since: 18)
      )
    }
    return needs
  }

  var lock: LockMode { .shareRowExclusive }

  var canWaitForValidation: Bool { !isNotEnforced }

  /// A partitioned table takes no key that is not valid; 18 and later do.
  func onlineSteps(in context: StepContext) -> [Step]? {
    let isPartitioned = context.desired.object(table, as: Table.self)?.partitionKey != nil
    return isPartitioned && context.version < 18 ? nil : addedThenValidated(in: context)
  }

  var hazards: [Hazard] {
    if isNotEnforced { return [] }
    return [
      Hazard(.longLock, id, "writes to both tables wait while all rows are checked")
    ]
  }

  func preconditions(in context: StepContext) -> [Precondition] {
    guard let offending = offending(in: context) else { return [] }
    return [
      Precondition(
        "SELECT pg_catalog.count(*) FROM \(context.rows(of: table, as: "r")) WHERE \(offending)",
        message: "rows of the table refer by \"\(id.name)\" to rows that are not there",
        hint: "Change these rows first, or add \"not_valid: true\" to check new rows only."
      )
    ]
  }

  /// What is true of rows `r` that refer to nothing; nil where it cannot be told beforehand.
  private func offending(in context: StepContext) -> SQL? {
    guard !isNotEnforced, !isPeriod, let (other, keys) = targetParts, keys.count == columns.count
    else { return nil }
    let own = RowValues(table: table, context: context)
    var values: [SQL] = []
    for column in columns {
      switch own.value(of: column) {
      case .stored: values.append("r.\(identifier: column)")
      case .constant(let value): values.append("(\(value))")
      case .null: if match == .simple { return nil } else { values.append("NULL") }
      case .unknown: return nil
      }
    }
    guard let found = found(values, in: other, keys, context) else { return nil }
    if match == .full {
      return "pg_catalog.num_nonnulls(\(values, separator: ", ")) > 0 AND NOT \(found)"
    }
    let filled: [SQL] = values.map { "\($0) IS NOT NULL" }
    return "\(filled, separator: " AND ") AND NOT \(found)"
  }

  /// The condition that a row with these values is there; a table that the plan makes has none.
  private func found(
    _ values: [SQL],
    in table: QualifiedName,
    _ keys: [String],
    _ context: StepContext
  ) -> SQL? {
    let other = RowValues(table: ObjectID(.table, table), context: context)
    // Rows that come with the plan may be those referred to.
    let rows = ObjectID(.rows, [], in: other.table)
    if let new = context.desired.object(rows, as: Rows.self),
      context.live.object(rows, as: Rows.self)?.values != new.values
    {
      return nil
    }
    if !other.areThere { return "false" }
    for key in keys {
      switch other.value(of: key) {
      case .stored: break
      case .null: return "false"
      case .constant, .unknown: return nil
      }
    }
    let equal: [SQL] =
      zip(values, keys).map { "o.\(identifier: $1) = \($0)" } + staying(in: other.table, context)
    return """
      EXISTS (SELECT FROM \(context.rows(of: other.table, as: "o")) \
      WHERE \(equal, separator: " AND "))
      """
  }

  /// That a row lies in none of the partitions that leave the table.
  private func staying(in table: ObjectID, _ context: StepContext) -> [SQL] {
    let kept = Set(PartitionIndexes.beneath(table, in: context.desired).map(\.id))
    let gone = PartitionIndexes.beneath(table, in: context.live).map(\.id)
      .filter { !kept.contains($0) }
    if gone.isEmpty || !context.formerNames.isEmpty { return [] }
    let names: [SQL] = gone.map { id in
      let name: SQL = "\(qualified: id.qualifiedName)"
      return "\(literal: name.text)::pg_catalog.regclass"
    }
    return ["o.tableoid <> ALL (ARRAY[\(names, separator: ", ")]::pg_catalog.oid[])"]
  }

  /// Rows can be referred to once the partitions that hold them are in their places.
  func follows(in context: StepContext) -> [ObjectID] {
    referredTable.map { PartitionIndexes.moving(beneath: $0, in: context) } ?? []
  }

  /// The table in the text that the server prints.
  var referredTable: ObjectID? {
    guard let open = target.text.lastIndex(of: "(") else { return nil }
    return QualifiedName(parsing: String(target.text[..<open])).map { ObjectID(.table, $0) }
  }

  /// The table and the columns in the text that the server prints, where all columns are named.
  var targetParts: (table: QualifiedName, columns: [String])? {
    let text = target.text
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("),
      let table = QualifiedName(parsing: String(text[..<open]))
    else { return nil }
    let list = text[text.index(after: open)...].dropLast()
    let names = list.split(separator: ",").map {
      QualifiedName(parsing: String($0.drop { $0 == " " }))
    }
    if names.contains(where: { $0 == nil || $0?.schema != nil }) { return nil }
    return (table, names.compactMap { $0?.name })
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    changed.contains("not_valid") && isNotValid ? "what has been validated stays so" : nil
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if !changed.isDisjoint(with: ["deferrable", "initially_deferred"]) {
      let when = Deferral(isDeferrable, isInitiallyDeferred).fullClauses
      steps.append(alteration("ALTER CONSTRAINT \(identifier: id.name) \(when)", .alter))
    }
    if changed.contains("not_enforced") {
      var step = alteration(
        "ALTER CONSTRAINT \(identifier: id.name) \(isNotEnforced ? "NOT " : "")ENFORCED",
        .alter
      )
      step.preconditions = isNotEnforced ? [] : preconditions(in: context)
      steps.append(step)
    }
    if changed.contains("not_valid"), !isNotValid { steps.append(validation(in: context)) }
    return steps
  }

  /// The server rebuilds a key on a column that gets another type, but only while both sides can
  /// be compared, which they cannot when another base type is given to one after the other.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    guard let column = dependency as? Column, let old = old as? Column else { return true }
    return !TypeChange(from: old.type, to: column.type).isWithinBase
  }
}

extension StepContext {
  /// The table that a foreign key refers to, where that is there before the plan.
  fileprivate func referredTable(of key: ForeignKey) -> ObjectID? {
    (desired.dependencies[key.id] ?? []).map(\.on.root)
      .first { $0 != key.id.root && $0.kind == .table && isPresent($0) }
  }
}
