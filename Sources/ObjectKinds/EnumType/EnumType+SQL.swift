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
    let kept = Set(old.labels)
    return labels.filter(kept.contains) == old.labels
  }

  private func additions(to old: [String]) -> [Step] {
    var present = old
    var steps: [Step] = []
    for (index, label) in labels.enumerated() where !old.contains(label) {
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
    let removed = old.labels.filter { !labels.contains($0) }
    return swap.steps(
      to: self,
      creation: [Step(.alter, id, creation)],
      .init(through: "text"),
      preconditions: removed.isEmpty ? [] : swap.columns.compactMap { unused(removed, by: $0) }
    )
  }

  private func unused(_ removed: [String], by use: TypeSwap.Use) -> Precondition? {
    if use.leaves { return nil }
    let literals: [SQL] = removed.map { "\(literal: $0)" }
    let condition: SQL =
      use.isArray
      ? "\(use.value)::text[] && ARRAY[\(literals)]::text[]"
      : "\(use.value)::text IN (\(literals))"
    return Precondition(
      """
      SELECT pg_catalog.count(*) FROM \(qualified: use.column.root.qualifiedName) \
      WHERE \(condition)
      """,
      message: "\(use.column) holds values that \(id) is to lose: "
        + removed.joined(separator: ", "),
      hint: "Give these rows other values first, or keep the values in the enum."
    )
  }
}
