import ObjectModel
import PostgresVocabulary

extension Column {
  static func address(of id: ObjectID) -> SQL {
    "COLUMN \(qualified: id.root.qualifiedName).\(identifier: id.name)"
  }

  // MARK: Definition

  /// The statement that a definition stands in.
  enum Definition {
    case newTable, existingTable
  }

  /// The definition as it stands in CREATE TABLE and ADD COLUMN.
  func definition(in context: StepContext, of place: Definition) -> SQL {
    var parts: [SQL] = ["\(identifier: id.name) \(type)"]
    if let options = ForeignColumnOptions.of(id, in: context.desired) {
      parts.append(options.definition)
    }
    if let compression {
      parts.append("COMPRESSION \(SQL(unchecked: compression.rawValue))")
    }
    if let collation { parts.append("COLLATE \(collation)") }
    if let generated {
      parts.append("GENERATED ALWAYS AS (\(generated)) \(isVirtual ? "VIRTUAL" : "STORED")")
    }
    let inline = columnDefault(in: context).flatMap { $0.isInline(in: context) ? $0 : nil }
    if let inline { parts.append("DEFAULT \(inline.expression)") }
    if let identity = context.desired.object(ObjectID(.identity, [], in: id), as: Identity.self) {
      parts.append(identity.definition)
    }
    if notNull.isSet, !notNull.isNotValid, place == .newTable || !isFilledLater(in: context),
      !hasParentsNotNull(in: context)
    {
      parts.append(notNull.clause(in: context.version))
    }
    return "\(parts, separator: " ")"
  }

  private func columnDefault(in context: StepContext) -> ColumnDefault? {
    context.desired.object(ObjectID(.columnDefault, [], in: id), as: ColumnDefault.self)
  }

  /// Whether the column is added before its default can be, so that the rows that are there get
  /// their values afterwards.
  func isFilledLater(in context: StepContext) -> Bool {
    guard context.stays(table), !context.stays(id), !isInherited, !isForeign,
      !isThereByParents(in: context),
      Inheritance.releases(self, in: context) == nil
    else { return false }
    return columnDefault(in: context).map { !$0.isInline(in: context) } ?? false
  }

  /// What a definition does not say, and all that differs in an inherited column.
  func settings(in context: StepContext) -> [Step] {
    var fresh = Self(id: id)
    fresh.isInherited = isInherited
    if isInherited {
      if inheritedConstraint(in: context.desired) != nil { fresh.notNull = notNull }
    } else {
      fresh.compression = compression
      fresh.generated = generated
      if !notNull.isNotValid { fresh.notNull = notNull }
    }
    let changed = Set(changedFields(from: fresh).map(\.name))
    let identity = context.desired.object(ObjectID(.identity, [], in: id), as: Identity.self)
    let options = isInherited ? ForeignColumnOptions.of(id, in: context.desired) : nil
    return (identity?.settings ?? []) + (options.map { [$0.addition] } ?? [])
      + settingSteps(from: fresh, changed: changed, in: context)
      + notNullSteps(from: fresh, changed: changed, in: context)
      + generationSteps(from: fresh, changed: changed, in: context)
  }

  // MARK: Create and drop

  func create(in context: StepContext) -> [Step] {
    telling(creation(in: context), from: context.live.object(id), in: context)
      .withoutRows(of: table)
  }

  /// Says at the first statement who decides by values that are computed otherwise from now on, or
  /// that whoever may write the table writes from now on.
  func telling(_ steps: [Step], from old: Self?, in context: StepContext) -> [Step] {
    guard let old, old.generated != generated, !isInherited, !old.isInherited, !steps.isEmpty else {
      return steps
    }
    var steps = steps
    steps[0].hazards += Deciders.hazards(of: id, in: context)
    return steps
  }

  private func creation(in context: StepContext) -> [Step] {
    if isInherited { return settings(in: context) + alterInherited(in: context) }
    if let before = Inheritance.releases(self, in: context) {
      return keep(before, in: context)
    }
    if isThereByParents(in: context), isRepetition(in: context.desired) {
      return beyondRepetition(in: context.desired).creation(in: context)
    }
    if context.live[id] == nil, let refusal = refusalOfOwnership(from: nil, in: context) {
      return [refusal]
    }
    let definition = definition(in: context, of: .existingTable)
    var step = alteration("ADD COLUMN \(definition)", .create)
    let identity = context.desired[ObjectID(.identity, [], in: id)]
    if identity != nil, cannotAddIdentity(in: context) {
      return [
        .refusal(
          id,
          "an identity column cannot be added to \(table.label), which has child tables",
          hint: "Add the column without its identity first; declare the identity after that."
        )
      ]
    }
    if generated != nil && !isVirtual || identity != nil,
      let holder = TypeHolders.column(holdingRowsOf: table, in: context)
    {
      let text = "a column with values cannot be added while \(holder) holds rows of \(table.label)"
      return [.refusal(id, text, hint: "Give \(holder.label) another type first.")]
    }
    let value = columnDefault(in: context)
    if generated != nil && !isVirtual || identity != nil
      || value?.isVolatile == true && !isFilledLater(in: context)
    {
      step.hazards = [
        Hazard(.tableRewrite, id, "every row of the table is written anew, to hold the new column")
      ]
    }
    if notNull.isSet, !notNull.isNotValid, generated == nil, identity == nil, value == nil {
      step.preconditions = [newColumnHasValues(in: context)]
    }
    return [step] + settings(in: context)
  }

  /// From 17 on a partitioned table shares its identity columns with its partitions.
  private func cannotAddIdentity(in context: StepContext) -> Bool {
    let isShared = context.live.object(table, as: Table.self)?.partitionKey != nil
    return Inheritance.hasChildren(table, in: context.live)
      && !(isShared && context.version >= 17)
  }

  /// A column that its table has had from a parent and now has for its own.
  private func keep(_ parents: Self, in context: StepContext) -> [Step] {
    var before = parents.identified(as: id)
    before.isInherited = false
    before.statisticsTarget = nil
    before.options = [:]
    var steps: [Step] = []
    if Inheritance.refusesNull(parents, in: context.live) {
      before.notNull.isSet = true
      before.notNull.name = notNull.name
      if context.version >= 18, Inheritance.refusesNull(self, in: context.desired) {
        let old = parents.notNull.name(of: parents.id)
        steps += renameNotNull(from: old, to: notNull.name(of: id))
      }
    }
    let changed = Set(changedFields(from: before).map(\.name))
    return steps + alter(from: before, changed: changed, in: context)
  }

  func newColumnHasValues(in context: StepContext) -> Precondition {
    Precondition(
      "SELECT pg_catalog.count(*) FROM \(context.rows(of: table))",
      message: "the table has rows, which have no value for the new column \"\(id.name)\"",
      hint: """
        Give the column a default; or add it without not_null, fill it, and add not_null then; \
        or make it generated.
        """
    )
  }

  /// The columns of a typed table come with the attributes of the type.
  func follows(in context: StepContext) -> [ObjectID] {
    guard isInherited, let type = TypedTables.type(of: table, in: context.desired) else {
      return parentsOfConstraints(in: context) + sourceOfInheritance(in: context)
    }
    return [type]
  }

  func isMerged(in context: StepContext) -> Bool {
    !isInherited && Inheritance.merges(self, in: context)
  }

  func drop(in context: StepContext) -> [Step] {
    if isInherited { return reset(in: context) }
    if staysUnsaid(in: context) { return beyondRepetition(in: context.live).reset(in: context) }
    var step = alteration("DROP COLUMN \(identifier: id.name)", .drop)
    let isKept = context.desired.object(id, as: Self.self).map { $0.generated == nil } ?? false
    if generated == nil || isKept && !isVirtual {
      let rows: SQL = """
        SELECT pg_catalog.count(*) FROM \(qualified: table.qualifiedName) \
        WHERE \(identifier: id.name) IS NOT NULL
        """
      step.hazards = [
        Hazard(.dataLoss, id, "the column is dropped with all its values", probe: rows)
      ]
    }
    return [step].withoutRows(of: table)
  }

  /// Takes back what was said of an inherited column, with its default, comment, labels and grants:
  /// the column stays, so they do not go with it; unless the parent has it no longer.
  private func reset(in context: StepContext) -> [Step] {
    var plain = Self(id: id)
    plain.isInherited = true
    guard staysUnsaid(in: context) else { return [] }
    let changed = Set(plain.changedFields(from: self).map(\.name))
    return plain.settingSteps(from: self, changed: changed, in: context)
      + plain.notNullSteps(from: self, changed: changed, in: context)
      + context.live.children(of: id).flatMap { context.live[$0]?.drop(in: context) ?? [] }
  }

  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    [
      Step(
        .rename,
        new,
        """
        \(RelationKind.alter(table)) \
        RENAME COLUMN \(identifier: id.name) TO \(identifier: new.name)
        """,
        lock: .accessExclusive
      )
    ]
  }

  // MARK: Statements

  func own(_ clause: SQL, lock: LockMode = .accessExclusive, only: Bool = false) -> Step {
    alteration("ALTER COLUMN \(identifier: id.name) \(clause)", .alter, lock: lock, only: only)
  }

  func alteration(
    _ clause: SQL,
    _ action: Step.Action,
    lock: LockMode = .accessExclusive,
    only: Bool = false
  ) -> Step {
    Step(action, id, "\(RelationKind.alter(table, only: only)) \(clause)", lock: lock)
  }
}

extension NotNull {
  /// The text of the constraint in a column's definition.
  func clause(in version: ServerVersion) -> SQL {
    guard version >= 18 else { return "NOT NULL" }
    let prefix: SQL = name.map { "CONSTRAINT \(identifier: $0) " } ?? ""
    return "\(prefix)NOT NULL\(isNoInherit ? " NO INHERIT" : "")"
  }
}

extension Step {
  /// The step, on the condition that a column holds no null.
  func requiringNoNulls(in column: ObjectID, _ context: StepContext) -> Step {
    var step = self
    step.preconditions.append(
      Precondition(
        """
        SELECT pg_catalog.count(*) FROM \(context.rows(of: column.root)) \
        WHERE \(identifier: column.name) IS NULL
        """,
        message: "\(column) holds null in some rows",
        hint: "Fill these rows first, or leave not_null out."
      )
    )
    return step
  }
}
