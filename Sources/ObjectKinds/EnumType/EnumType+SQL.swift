import ObjectModel
import PostgresVocabulary

extension EnumType {
  static func address(of id: ObjectID) -> SQL {
    "TYPE \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, creation)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(_ part: PartRename, in context: StepContext) -> [Step] {
    let clause: SQL = "RENAME VALUE \(literal: part.old) TO \(literal: part.new)"
    return [Step(.rename, id, "ALTER \(Self.address(of: id)) \(clause)")]
  }

  private var creation: SQL {
    let values: [SQL] = labels.map { "\(literal: $0)" }
    return "CREATE \(Self.address(of: id)) AS ENUM (\(values))"
  }

  // MARK: Changes

  /// Values can be added in place; to take one away or to change the order takes a new type.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    if onlyAdds(to: old) { return nil }
    let swap = TypeSwap(of: id, in: context)
    return swap.isUsedByColumns || !swap.obstacles.isEmpty
      ? nil : "values of an enum cannot be removed or reordered"
  }

  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    !onlyAdds(to: old)
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    onlyAdds(to: old) ? additions(to: old.labels) : exchange(old, in: context)
  }

  private func onlyAdds(to old: Self) -> Bool {
    let before = old.labels.map(FieldValue.text)
    let kept = Set(before)
    return labels.map(FieldValue.text).filter(kept.contains) == before
  }

  /// The labels that another list lacks; by their bytes, as the server tells them apart.
  private static func labels(_ labels: [String], missingIn others: [String]) -> Set<FieldValue> {
    Set(labels.map(FieldValue.text)).subtracting(others.map(FieldValue.text))
  }

  private func additions(to old: [String]) -> [Step] {
    let added = Self.labels(labels, missingIn: old)
    var present = old
    var steps: [Step] = []
    for (index, label) in labels.enumerated() where added.contains(.text(label)) {
      var place: SQL = ""
      if index > 0, index < present.count {
        place = " AFTER \(literal: labels[index - 1])"
      } else if index == 0, let first = present.first {
        place = " BEFORE \(literal: first)"
      }
      present.insert(label, at: index)
      steps.append(
        Step(
          .alter,
          id,
          "ALTER \(Self.address(of: id)) ADD VALUE \(literal: label)\(place)",
          isolation: .committedBeforeUse
        )
      )
    }
    return steps
  }

  private func exchange(_ old: Self, in context: StepContext) -> [Step] {
    let swap = TypeSwap(of: id, in: context)
    if let obstacle = swap.obstacles.first {
      return [
        .refusal(
          id,
          "values of \(id) cannot be removed or reordered while \(obstacle) is made of it",
          hint: "Change \(obstacle.label) first, or keep the values and their order."
        )
      ]
    }
    if let hindrance = swap.hindrance {
      return [hindrance.refusal(id, "values of \(id) cannot be removed or reordered")]
    }
    let gone = Self.labels(old.labels, missingIn: labels)
    let removed = old.labels.filter { gone.contains(.text($0)) }
    return swap.steps(
      to: self,
      creation: [Step(.alter, id, creation)],
      .init(through: "text"),
      preconditions: removed.isEmpty
        ? [] : swap.columns.compactMap { unused(removed, by: $0, context) }
    )
  }

  private func unused(
    _ removed: [String],
    by use: TypeSwap.Use,
    _ context: StepContext
  ) -> Precondition? {
    if use.leaves || use.column.root.kind == .foreignTable { return nil }
    let literals: [SQL] = removed.map { "\(literal: $0)" }
    let condition: SQL =
      use.isArray
      ? "\(use.value)::text[] && ARRAY[\(literals)]::text[]"
      : "\(use.value)::text IN (\(literals))"
    return Precondition(
      """
      SELECT pg_catalog.count(*) FROM \(context.rows(of: use.column.root)) \
      WHERE \(condition)
      """,
      message: "\(use.column) holds values that \(id) is to lose: "
        + removed.joined(separator: ", "),
      hint: "Give these rows other values first, or keep the values in the enum."
    )
  }
}
