import ObjectModel
import PostgresVocabulary

extension Column {
  private static let generation: Set<String> = ["generated", "virtual"]

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    if changed.contains("inherited") { return nil }
    if !changed.isDisjoint(with: ["type", "collation"]), isInPartitionKey(in: context.live) {
      return "PostgreSQL cannot alter the type of a column of a partition key"
    }
    if !isForeign, generated != nil, old.generated != nil, changed.contains("type"),
      !TypeChange(from: old.type, to: type).isWithinBase
    {
      return "a generated column is computed anew for another type"
    }
    if !isForeign, changed.contains("type"), !isChangedByParent(in: context),
      TypeChange(of: old, to: self, in: context).isImpossible
    {
      return "there is no cast from \(old.type) to \(type)"
    }
    guard !changed.isDisjoint(with: Self.generation) else { return nil }
    switch (old.generated, generated) {
    case (nil, .some): return "an existing column cannot become generated"
    case (.some, nil):
      return old.isVirtual ? "a virtual column has no values to keep" : nil
    case (.some, .some):
      if isVirtual != old.isVirtual { return "a generated column stays stored or virtual" }
      if isVirtual, hasChecks(in: context.live) {
        return "PostgreSQL cannot alter what a virtual column of a table with checks is made of"
      }
      return context.version >= 17
        ? nil : "PostgreSQL before 17 cannot alter what a column is generated from"
    case (nil, nil): return nil
    }
  }

  /// A column of a partition key is dropped only with the table that it divides.
  func inseparable(in context: StepContext) -> ObjectID? {
    isInPartitionKey(in: context.live) ? table : nil
  }

  func staysUnsaid(in context: StepContext) -> Bool {
    (isInherited || isRepetition(in: context.live)) && context.desired[table] != nil
      && Inheritance.source(of: self, in: context.desired) != nil
  }

  /// Whether it decides in which partition a row lies, of its table or of one beneath.
  func isInPartitionKey(in catalog: Catalog) -> Bool {
    guard let own = catalog.object(table, as: Table.self), own.partitionKey != nil else {
      return false
    }
    if own.partitionColumns.contains(id.name) { return true }
    return PartitionIndexes.partitions(of: table, in: catalog).contains { partition in
      Self(id: ObjectID(.column, id.names, in: partition.id)).isInPartitionKey(in: catalog)
    }
  }

  private func hasChecks(in catalog: Catalog) -> Bool {
    let tables = [table] + Inheritance.ancestors(of: table, in: catalog).map { $0.id }
    return tables.contains { !catalog.children(of: $0, as: CheckConstraint.self).isEmpty }
  }

  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    if changed.contains("inherited") || isChangedByParent(in: context) { return false }
    return !changed.isDisjoint(with: ["type", "collation"])
  }

  /// Gives way, if generated, when a column that it is computed from gets another type.
  ///
  /// A column that is of an altered type stays: its values are converted.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    // A new collation is put under columns that stay.
    if dependency is Collation { return generated != nil }
    if isInherited { return false }
    if generated == nil, TypeSwap.dimensions(of: type, holding: dependency.id) != nil {
      return false
    }
    return generated != nil || !(dependency is Column)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    telling(alteration(from: old, changed: changed, in: context), from: old, in: context)
      .withoutRows(of: table)
  }

  private func alteration(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    if changed.contains("inherited"), let steps = repetitionSteps(from: old, in: context) {
      return steps
    }
    if changed.contains("inherited") {
      if let refusal = refusalOfOwnership(from: old, in: context) { return [refusal] }
      return isInherited
        ? settings(in: context)
        : settingSteps(
          from: old,
          changed: changed,
          in: context
        )
    }
    var steps: [Step] = []
    if changed.contains("generated"), generated == nil {
      steps.append(own("DROP EXPRESSION"))
    }
    if !changed.isDisjoint(with: ["type", "collation"]), !isChangedByParent(in: context) {
      steps.append(typeStep(from: old, in: context))
    }
    if changed.contains("generated"), generated != nil {
      steps += generationSteps(from: old, changed: changed, in: context)
      steps += restatedGeneration(in: context)
    }
    return steps + notNullSteps(from: old, changed: changed, in: context)
      + settingSteps(from: old, changed: changed, in: context)
  }

  /// Whether the change of a parent's column reaches this one by itself.
  private func isChangedByParent(in context: StepContext) -> Bool {
    guard let live = Inheritance.source(of: self, in: context.live),
      let desired = Inheritance.source(of: self, in: context.desired), live.id == desired.id
    else { return false }
    return live.type != desired.type || live.collation != desired.collation
  }

  // MARK: Type

  private func typeStep(from old: Self, in context: StepContext) -> Step {
    let change = TypeChange(of: old, to: self, in: context)
    var clause: SQL = "TYPE \(type)"
    if let collation { clause = "\(clause) COLLATE \(collation)" }
    let foreignChild = foreignChild(in: context)
    if !isForeign, generated == nil, foreignChild == nil || !change.isAutomatic,
      let conversion = change.conversion(of: "\(identifier: id.name)")
    {
      clause = "\(clause) USING \(conversion)"
    }
    var step = own(clause)
    if change.rewritesTable {
      step.hazards.append(
        Hazard(.tableRewrite, id, "every row of the table is written anew in the new type")
      )
    } else if old.collation != collation {
      step.hazards.append(
        Hazard(.indexRebuild, id, "indexes on the column are built anew in the new order")
      )
    }
    if let loss = change.loss(in: id) { step.hazards.append(loss) }
    let hindrance =
      hindranceOfRetyping(in: context)
      ?? (change.isAutomatic ? nil : foreignChild.map(Self.hindrance))
    if let hindrance {
      step.preconditions.append(
        .refusal("its type cannot be altered: \(hindrance.reason)", hint: hindrance.hint)
      )
    }
    let labels = generated == nil ? labels(in: context.desired) : nil
    if let condition = change.precondition(
      in: id,
      labels: labels,
      rows: context.rows(of: table),
      on: context.version
    ) {
      step.preconditions.append(condition)
    }
    return step
  }

  /// The values that the column's type has, if that is an enum.
  private func labels(in catalog: Catalog) -> [String]? {
    catalog.objects.values.lazy.compactMap { $0 as? EnumType }
      .first { TypeSwap.dimensions(of: type, holding: $0.id) == 0 }?.labels
  }

  // MARK: Expression

  func generationSteps(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    guard changed.contains("generated"), let generated else { return [] }
    var step = own("SET EXPRESSION AS (\(generated))")
    if !isVirtual {
      step.hazards = [
        Hazard(.tableRewrite, id, "every row of the table is written anew with the new values")
      ]
    }
    return [step]
  }

  // MARK: Not null

  func notNullSteps(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    guard changed.contains("not_null") else { return [] }
    if isInherited, context.version >= 18, inheritedConstraint(in: context.desired) != nil,
      context.desired[id] != nil || old.inheritedConstraint(in: context.live) != nil
    {
      return alterInherited(in: context)
    }
    var before = old.notNull
    if context.version >= 18, Inheritance.refusesNull(old, in: context.live) { before.isSet = true }
    guard notNull.isSet else {
      if !isImpliedNotNull(in: context) { return [own("DROP NOT NULL")] }
      return context.version >= 18 && before.isSet
        ? renameNotNull(from: before.name(of: id), to: notNull.name(of: id)) : []
    }
    guard context.version >= 18 else { return before.isSet ? [] : settingNotNull(in: context) }
    if !before.isSet {
      return notNull == NotNull(isSet: true)
        ? settingNotNull(in: context) : [addNotNull(in: context)]
    }
    if notNull.isNotValid, !before.isNotValid {
      return [own("DROP NOT NULL"), addNotNull(in: context)]
        + context.desired.children(of: id, as: NotNullComment.self)
        .map { $0.restated(in: context) }
    }
    var steps: [Step] = []
    let name = notNull.name(of: id)
    steps += renameNotNull(from: before.name(of: id), to: name)
    if before.isNoInherit != notNull.isNoInherit {
      steps += inheritance(ofConstraint: name, in: context)
    }
    if before.isNotValid, !notNull.isNotValid {
      steps.append(
        alteration(
          "VALIDATE CONSTRAINT \(identifier: name)",
          .alter,
          lock: .shareUpdateExclusive
        ).requiringNoNulls(in: id, context)
      )
    }
    return steps
  }

  func renameNotNull(from old: String, to new: String) -> [Step] {
    if old == new { return [] }
    let clause: SQL = "RENAME CONSTRAINT \(identifier: old) TO \(identifier: new)"
    return [
      Step(.alter, id, "\(RelationKind.alterForRename(table)) \(clause)", lock: .accessExclusive)
    ]
  }

  /// Where locks are to be short, a check is validated first, from which the server knows that no
  /// row has to be read again.
  private func settingNotNull(in context: StepContext) -> [Step] {
    guard context.isOnline, context.live[id] != nil, !isInherited else {
      return [setNotNull(in: context)]
    }
    let check: SQL = "\(identifier: TypeSwap.nameAside(table.name + "_" + id.name))"
    var add = alteration(
      "ADD CONSTRAINT \(check) CHECK (\(identifier: id.name) IS NOT NULL) NOT VALID",
      .alter
    ).requiringNoNulls(in: id, context)
    add.reason = "no strong lock is held while the rows are read"
    var validate = alteration(
      "VALIDATE CONSTRAINT \(check)",
      .alter,
      lock: .shareUpdateExclusive
    )
    validate.isolation = .apart
    var set = own("SET NOT NULL")
    set.isolation = .apart
    return [add, validate, set, alteration("DROP CONSTRAINT \(check)", .alter)]
  }

  private func setNotNull(in context: StepContext) -> Step {
    own("SET NOT NULL").requiringNoNulls(in: id, context)
  }

  /// From 18 on the constraint can have a name and properties.
  private func addNotNull(in context: StepContext) -> Step {
    if notNull == NotNull(isSet: true) { return setNotNull(in: context) }
    let name: SQL = notNull.name.map { "CONSTRAINT \(identifier: $0) " } ?? ""
    let step = alteration(
      """
      ADD \(name)NOT NULL \(identifier: id.name)\
      \(notNull.isNoInherit ? " NO INHERIT" : "")\(notNull.isNotValid ? " NOT VALID" : "")
      """,
      .alter
    )
    return notNull.isNotValid ? step : step.requiringNoNulls(in: id, context)
  }

  /// Whether something else than the column's own declaration makes it refuse null.
  private func isImpliedNotNull(in context: StepContext) -> Bool {
    if context.desired[ObjectID(.identity, [], in: id)] != nil { return true }
    return context.desired.children(of: table, as: PrimaryKey.self)
      .contains { $0.columns.contains(id.name) }
  }

  // MARK: Settings

  func settingSteps(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> [Step] {
    var steps: [Step] = []
    if changed.contains("without_default"), isWithoutDefault { steps.append(own("DROP DEFAULT")) }
    if changed.contains("storage") { steps.append(storageStep(in: context)) }
    if changed.contains("compression") {
      steps.append(
        own("SET COMPRESSION \(SQL(unchecked: compression?.rawValue ?? "default"))")
      )
    }
    if changed.contains("statistics") {
      // It would be set for children too, which have targets of their own.
      let only = [context.live, context.desired].contains {
        Inheritance.hasChildren(table, in: $0)
      }
      steps.append(
        own(
          "SET STATISTICS \(Self.target(statisticsTarget, in: context.version))",
          lock: .shareUpdateExclusive,
          only: only
        )
      )
    }
    steps += StorageParameters.changes(from: old.options, to: options).map {
      own($0, lock: .shareUpdateExclusive)
    }
    return steps
  }

  /// How much detail the planner keeps, or as much as the server's setting says.
  static func target(_ target: Int?, in version: ServerVersion) -> SQL {
    target.map { "\(number: $0)" } ?? (version >= 17 ? "DEFAULT" : "-1")
  }

  /// `SET STORAGE DEFAULT` is known from 16 on; before, the type's own way has to be looked up.
  private func storageStep(in context: StepContext) -> Step {
    if let storage { return own("SET STORAGE \(SQL(unchecked: storage.rawValue.uppercased()))") }
    if context.version >= 16 { return own("SET STORAGE DEFAULT") }
    let name: SQL = "\(qualified: table.qualifiedName)"
    let lookup: SQL = """
      BEGIN
        EXECUTE (
          SELECT pg_catalog.format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE %s',
            \(literal: name.text), a.attname,
            CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
              WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END)
          FROM pg_catalog.pg_attribute a
          JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
          WHERE a.attrelid = \(literal: name.text)::pg_catalog.regclass
            AND a.attname = \(literal: id.name));
      END
      """
    return Step(.alter, id, "DO \(body: lookup.text)", lock: .accessExclusive)
  }
}
