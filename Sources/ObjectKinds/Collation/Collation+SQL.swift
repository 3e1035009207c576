import ObjectModel
import PostgresVocabulary

extension Collation {
  static func address(of id: ObjectID) -> SQL {
    "COLLATION \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, creation)]
  }

  private var creation: SQL {
    if let source { return "CREATE \(Self.address(of: id)) FROM \(source)" }
    var options: [SQL] = ["PROVIDER = \(SQL(unchecked: provider.rawValue))"]
    if let locale { options.append("LOCALE = \(literal: locale)") }
    if let collate { options.append("LC_COLLATE = \(literal: collate)") }
    if let characterType { options.append("LC_CTYPE = \(literal: characterType)") }
    if !isDeterministic { options.append("DETERMINISTIC = false") }
    if let rules { options.append("RULES = \(literal: rules)") }
    return "CREATE \(Self.address(of: id)) (\(options))"
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { moved(to: id) }

  // MARK: Change

  /// While columns have it, a new one is put in its place under them, so that they keep their rows.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    columns(in: context).isEmpty && obstacles(in: context).isEmpty
      ? "PostgreSQL cannot alter a collation" : nil
  }

  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    true
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    if let obstacle = obstacles(in: context).first {
      return [
        .refusal(
          id,
          "\(id) cannot be altered while \(obstacle) is made with it",
          hint: "Declare a collation of another name, and make \(obstacle.label) with that."
        )
      ]
    }
    let aside = id.renamed(to: TypeSwap.nameAside(id.name))
    let renaming = Step(
      .alter,
      id,
      "ALTER \(Self.address(of: id)) RENAME TO \(identifier: aside.name)",
      reason: "the collation is made anew under its name, and its columns change to it",
      hazards: old.isDeterministic == isDeterministic ? [] : [equality]
    )
    return [renaming, Step(.alter, id, creation)]
      + columns(in: context).map { exchange(of: $0, in: context) }
      + [Step(.alter, id, "DROP \(Self.address(of: aside))")]
      + TypeSwap.restoration(of: self, in: context)
  }

  /// The columns that have it, apart from those that go away or get it from a parent.
  private func columns(in context: StepContext) -> [Column] {
    context.live.all(Column.self).filter { column in
      column.collation?.text == name && column.generated == nil
        && context.desired[column.id] != nil
    }
  }

  private var name: String { SQL("\(qualified: id.qualifiedName)").text }

  /// A column that is to have another collation has none of its own in between.
  private func exchange(of column: Column, in context: StepContext) -> Step {
    let wanted = context.desired.object(column.id, as: Column.self)?.collation
    let collation: SQL =
      wanted?.text == name ? "\(qualified: id.qualifiedName)" : "pg_catalog.\"default\""
    return Step(
      .alter,
      id,
      """
      ALTER TABLE \(qualified: column.id.root.qualifiedName) ALTER COLUMN \
      \(identifier: column.id.name) TYPE \(column.type) COLLATE \(collation)
      """,
      lock: .accessExclusive,
      hazards: [
        Hazard(.indexRebuild, column.id, "indexes on the column are built anew in the new order")
      ]
    )
  }

  /// What is made with it and cannot change to another.
  private func obstacles(in context: StepContext) -> [ObjectID] {
    let kinds: Set<KindName> = [.domain, .composite, .range]
    return context.live.dependencies.filter { $0.value.contains { $0.on == id } }.keys.filter {
      kinds.contains($0.kind)
        || context.live.object($0, as: Table.self)?.partitionKey != nil
    }.sorted()
  }

  private var equality: Hazard {
    Hazard(
      .accessWidened,
      id,
      "other texts are equal than before in columns with \(id): conditions of policies, unique "
        + "keys and checks let other rows pass"
    )
  }
}
