import ObjectModel
import PostgresVocabulary

extension Subscription {
  static func address(of id: ObjectID) -> SQL {
    "SUBSCRIPTION \(identifier: id.name)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    guard step.action == .create else { return usual }
    let member: SQL =
      context.version >= 16
      ? "pg_catalog.pg_has_role('pg_create_subscription', 'USAGE')" : "false"
    return usual + [.superuser("a subscription", unless: member)]
  }

  // MARK: Create

  /// The options that CREATE states, and those that ALTER … SET takes.
  private static let options: Set = [
    "slot_name", "synchronous_commit", "binary", "streaming", "two_phase", "disable_on_error",
    "password_required", "run_as_owner", "origin", "failover",
  ]

  /// Nothing is asked of the other server, so that it can be done in a transaction.
  func create(in context: StepContext) -> [Step] {
    var stated = Set(changedFields(from: Self(id: id)).map(\.name)).intersection(Self.options)
    // The servers' own defaults differ in this.
    if context.version >= 18 { stated.insert("streaming") }
    if slotName != id.name { stated.insert("slot_name") }
    let list = ["connect = false"] + settings(stated)
    var step = Step(
      .create,
      id,
      """
      CREATE \(Self.address(of: id)) \(connection.clause.items)
        PUBLICATION \(identifiers: publications)
        WITH (\(list))
      """,
      reason: isEnabled ? Self.toDo(id, slotName) : ""
    ).hiding(connection.secrets)
    step.hazards = [
      Hazard(
        .accessWidened,
        id,
        "the other database writes into tables of this one, by its publications "
          + AccessWords.list(publications)
      )
    ]
    step.preconditions = connection.clause.preconditions + preconditions(stated, context)
    return [step] + (isEnabled ? [own("ENABLE", .create)] : [])
  }

  /// What remains to be done by hand, where the other server has to be asked.
  private static func toDo(_ id: ObjectID, _ slot: String) -> String {
    """
    make the slot \(slot) on the other server \
    (SELECT pg_create_logical_replication_slot('\(slot)', 'pgoutput')), then run \
    ALTER SUBSCRIPTION \(SQL("\(identifier: id.name)").text) REFRESH PUBLICATION here
    """
  }

  // MARK: Alter

  /// Whether prepared transactions come as such could not be altered before 18.
  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    changed.contains("two_phase") && context.version < 18
      ? "PostgreSQL before 18 cannot alter two_phase" : nil
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    let asksOther = !changed.isDisjoint(with: ["two_phase", "failover"])
    let isPaused = old.isEnabled && (!isEnabled || asksOther || (!hasSlot && old.hasSlot))
    if isPaused { steps.append(own("DISABLE", .alter)) }
    if changed.contains("connection") {
      var step = own("\(connection.clause.items)", .alter).hiding(connection.secrets)
      step.preconditions = connection.clause.preconditions
      step.hazards = [
        Hazard(.accessWidened, id, "another database may now write into tables of this one")
      ]
      steps.append(step)
    }
    if changed.contains("publications") {
      var step = own(
        "SET PUBLICATION \(identifiers: publications) WITH (refresh = false)",
        .alter
      )
      let name = SQL("\(identifier: id.name)").text
      step.reason = "its tables change when you run ALTER SUBSCRIPTION \(name) REFRESH PUBLICATION"
      steps.append(step)
    }
    let set = changed.intersection(Self.options)
    if !set.isEmpty {
      var step = own("SET (\(settings(set)))", .alter)
      step.hazards = hazards(from: old)
      step.preconditions = preconditions(set, context)
      if asksOther, hasSlot { step.isolation = .alone }
      steps.append(step)
    }
    if isEnabled, isPaused || !old.isEnabled { steps.append(own("ENABLE", .alter)) }
    return steps
  }

  private func hazards(from old: Self) -> [Hazard] {
    var hazards: [Hazard] = []
    if runsAsOwner, !old.runsAsOwner {
      hazards.append(
        Hazard(
          .accessWidened,
          id,
          "triggers of the tables now run with the rights of the subscription's owner"
        )
      )
    }
    if !requiresPassword, old.requiresPassword {
      hazards.append(
        Hazard(
          .accessWidened,
          id,
          "its owner can now connect as the server's operating system user may"
        )
      )
    }
    if old.hasSlot, slotName != old.slotName { hazards.append(Self.slotStays(id, old.slotName)) }
    return hazards
  }

  // MARK: Drop

  /// The slot on the other server is let go of first, so that nothing is asked of that one.
  func drop(in context: StepContext) -> [Step] {
    let isRebuilt = context.desired[id] != nil
    var steps: [Step] = []
    if isEnabled, hasSlot { steps.append(own("DISABLE", .drop)) }
    if hasSlot { steps.append(own("SET (slot_name = NONE)", .drop)) }
    var drop = Step(.drop, id, "DROP \(Self.address(of: id))")
    if hasSlot, !isRebuilt { drop.hazards = [Self.slotStays(id, slotName)] }
    if isRebuilt {
      drop.hazards = [
        Hazard(
          .irreversible,
          id,
          "what has been fetched so far is forgotten; nothing is fetched anew"
        )
      ]
    }
    return steps + [drop]
  }

  private static func slotStays(_ id: ObjectID, _ slot: String) -> Hazard {
    Hazard(
      .irreversible,
      id,
      """
      the slot \(slot) stays on the other server, and keeps its write-ahead log from being removed \
      until you run SELECT pg_drop_replication_slot('\(slot)') there
      """
    )
  }

  // MARK: Parts

  private func own(_ clause: SQL, _ action: Step.Action) -> Step {
    Step(action, id, "ALTER \(Self.address(of: id)) \(clause)")
  }

  private func settings(_ names: Set<String>) -> [SQL] {
    let values: [(String, SQL)] = [
      ("slot_name", hasSlot ? "\(literal: slotName)" : "NONE"),
      ("synchronous_commit", "\(literal: synchronousCommit)"), ("binary", Self.word(isBinary)),
      ("streaming", SQL(unchecked: streaming.rawValue)), ("two_phase", Self.word(isTwoPhase)),
      ("disable_on_error", Self.word(stopsOnError)),
      ("password_required", Self.word(requiresPassword)), ("run_as_owner", Self.word(runsAsOwner)),
      ("origin", SQL(unchecked: origin.rawValue)), ("failover", Self.word(failsOver)),
    ]
    return values.filter { names.contains($0.0) }.map { "\(identifier: $0.0) = \($0.1)" }
  }

  private static func word(_ value: Bool) -> SQL { value ? "true" : "false" }

  /// What a server is too old for.
  private func preconditions(_ stated: Set<String>, _ context: StepContext) -> [Precondition] {
    let since = ["password_required": 16, "run_as_owner": 16, "origin": 16, "failover": 17]
    var unknown = stated.filter { (since[$0] ?? 0) > context.version.major }.sorted()
    if streaming == .parallel, stated.contains("streaming"), context.version < 16 {
      unknown.append("streaming: parallel")
    }
    return unknown.map { name in
      Precondition.refusal(
        "subscriptions of PostgreSQL \(context.version.major) have no \(name)",
        hint: "Leave it out."
      )
    }
  }
}
