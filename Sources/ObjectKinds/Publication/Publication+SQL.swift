import ObjectModel
import PostgresVocabulary

extension Publication {
  static func address(of id: ObjectID) -> SQL {
    "PUBLICATION \(identifier: id.name)"
  }

  /// CREATE on the database, and a superuser for what publishes every table.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context).map(\.orPlatformsTrust)
    guard step.action == .create else { return usual }
    let all: [RequiredRight] =
      publishesAllTables ? [.superuser("a publication of all tables")] : []
    return usual + [RequiredRight.creationInDatabase] + all
  }

  /// A new publication is empty, or for all tables; what it is for is added by statements of its
  /// own.
  func create(in context: StepContext) -> [Step] {
    let scope: SQL = publishesAllTables ? " FOR ALL TABLES" : ""
    let changed = Set(changedFields(from: Self(id: id)).map(\.name))
    let list = parameters(changed)
    let with: SQL = list.isEmpty ? "" : " WITH (\(list))"
    var step = Step(.create, id, "CREATE \(Self.address(of: id))\(scope)\(with)")
    if publishesAllTables, !isPublishingAll(in: context.live) {
      step.hazards = [
        Hazard(
          .accessWidened,
          id,
          "subscribers of \(id.name) can now read every table of the database, and those that are "
            + "made later"
        )
      ]
    }
    step.preconditions = preconditions(in: context)
    return [step]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var step = Step(
      .alter,
      id,
      "ALTER \(Self.address(of: id)) SET (\(parameters(changed)))",
      hazards: hazards(from: old)
    )
    step.preconditions = preconditions(in: context)
    return [step]
  }

  func drop(in context: StepContext) -> [Step] {
    [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        reason: context.desired[id] == nil ? "its subscribers get no changes any more" : ""
      )
    ]
  }

  // MARK: Parts

  private func parameters(_ changed: Set<String>) -> [SQL] {
    var list: [SQL] = []
    if changed.contains("publish") { list.append("publish = \(literal: operations.text)") }
    if changed.contains("publish_via_partition_root") {
      list.append("publish_via_partition_root = \(publishesViaRoot ? "true" : "false")")
    }
    if changed.contains("publish_generated_columns") {
      list.append("publish_generated_columns = \(literal: generatedColumns.rawValue)")
    }
    return list
  }

  private func isPublishingAll(in catalog: Catalog) -> Bool {
    catalog.object(id, as: Self.self)?.publishesAllTables ?? false
  }

  private func hazards(from old: Self) -> [Hazard] {
    var hazards: [Hazard] = []
    let added = operations.items.filter { !old.operations.items.contains($0) && $0 != .truncate }
    if !added.isEmpty {
      let words = AccessWords.list(added.map { "\($0.rawValue)s" })
      hazards.append(
        Hazard(.accessWidened, id, "subscribers of \(id.name) can now read \(words) too")
      )
    }
    if generatedColumns == .stored, old.generatedColumns == .none {
      hazards.append(
        Hazard(
          .accessWidened,
          id,
          "subscribers of \(id.name) can now read generated columns of its tables too"
        )
      )
    }
    return hazards
  }

  private func preconditions(in context: StepContext) -> [Precondition] {
    guard generatedColumns == .stored, context.version < 18 else { return [] }
    return [
      Precondition.refusal(
        "PostgreSQL \(context.version.major) does not publish generated columns",
        hint: "Leave publish_generated_columns out."
      )
    ]
  }
}
