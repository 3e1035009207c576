import ObjectModel
import PostgresVocabulary

extension DomainType {
  static func address(of id: ObjectID) -> SQL {
    "DOMAIN \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, creation)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  private var creation: SQL {
    var parts: [SQL] = ["CREATE \(Self.address(of: id)) AS \(baseType)"]
    if let collation { parts.append("COLLATE \(collation)") }
    if let defaultValue { parts.append("DEFAULT \(defaultValue)") }
    if isNotNull { parts.append(notNullClause) }
    return "\(parts, separator: " ")"
  }

  private var notNullClause: SQL {
    notNullName.map { "CONSTRAINT \(identifier: $0) NOT NULL" } ?? "NOT NULL"
  }

  // MARK: Changes

  private static let typeFields: Set<String> = ["type", "collation"]

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    if changed.isDisjoint(with: Self.typeFields) { return nil }
    let swap = TypeSwap(of: id, in: context)
    return swap.isUsedByColumns || !swap.obstacles.isEmpty
      ? nil : "the type that a domain is made of cannot be altered"
  }

  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    !changed.isDisjoint(with: Self.typeFields)
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let swap = TypeSwap(of: id, in: context)
    if !changed.isDisjoint(with: Self.typeFields) { return exchange(swap, context) }
    var steps: [Step] = []
    if changed.contains("default") {
      steps.append(alteration(defaultValue.map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT"))
    }
    if changed.contains("not_null") {
      var step = alteration(
        isNotNull ? (notNullName == nil ? "SET NOT NULL" : "ADD \(notNullClause)") : "DROP NOT NULL"
      )
      if isNotNull {
        let uses = DomainUses(of: self, in: context)
        step.preconditions =
          uses.reachingAll(
            "\(id) cannot refuse null",
            hint: "Add a check VALUE IS NOT NULL that is not_valid instead: it is for new values."
          ) + uses.refusingNulls()
      }
      steps.append(step)
    } else if changed.contains("not_null_name"), isNotNull {
      let usual = "\(id.name)_not_null"
      steps.append(
        alteration(
          """
          RENAME CONSTRAINT \(identifier: old.notNullName ?? usual) \
          TO \(identifier: notNullName ?? usual)
          """
        )
      )
    }
    return steps
  }

  private func alteration(_ clause: SQL) -> Step {
    Step(.alter, id, "ALTER \(Self.address(of: id)) \(clause)")
  }

  private func exchange(_ swap: TypeSwap, _ context: StepContext) -> [Step] {
    if let obstacle = swap.obstacles.first {
      return [
        .refusal(
          id,
          "the type of \(id) cannot be changed while \(obstacle) is made of it",
          hint: "Change \(obstacle.label) first, or declare a domain of another name."
        )
      ]
    }
    if let hindrance = swap.hindrance {
      return [hindrance.refusal(id, "the type of \(id) cannot be changed")]
    }
    return swap.steps(
      to: self,
      creation: [Step(.alter, id, creation)] + keptChecks(context),
      .init(through: baseType),
      preconditions: []
    )
  }

  /// The checks that stay as they are: the new domain has them before any column does, since none
  /// can be validated while a column of arrays holds the domain.
  private func keptChecks(_ context: StepContext) -> [Step] {
    context.desired.children(of: id, as: DomainConstraint.self).flatMap { check -> [Step] in
      guard let old = context.live[check.id], check.changedFields(from: old).isEmpty else {
        return []
      }
      let comments = context.desired.children(of: check.id, as: Comment.self)
      return [check.addition] + comments.flatMap { $0.create(in: context) }
    }
  }
}
