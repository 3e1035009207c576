import ObjectModel
import PostgresVocabulary

extension EventTrigger {
  static func address(of id: ObjectID) -> SQL {
    "EVENT TRIGGER \(identifier: id.name)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context).map(\.orPlatformsTrust)
    return step.action == .create ? usual + [.superuser("an event trigger")] : usual
  }

  func create(in context: StepContext) -> [Step] {
    var parts: [SQL] = ["CREATE \(Self.address(of: id))", "ON \(identifier: event.rawValue)"]
    if !tags.names.isEmpty {
      let literals: [SQL] = tags.names.map { "\(literal: $0)" }
      parts.append("WHEN TAG IN (\(literals))")
    }
    parts.append("EXECUTE FUNCTION \(qualified: function.name)()")
    let step = Step(
      .create,
      id,
      "\(parts, separator: "\n  ")",
      hazards: accessHazards(from: context.live.object(id)),
      preconditions: preconditions(in: context)
    )
    return [step] + (enabled == .origin ? [] : [enabling(hazards: [])])
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [enabling(hazards: accessHazards(from: old))]
  }

  /// What one that is made anew no longer does is said where it is made.
  func drop(in context: StepContext) -> [Step] {
    let hazards = context.desired[id] == nil ? [released] : []
    return [Step(.drop, id, "DROP \(Self.address(of: id))", hazards: hazards)]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] {
    let address = Self.address(of: self.id)
    return [Step(.rename, id, "ALTER \(address) RENAME TO \(identifier: id.name)")]
  }

  func endsEffect(from old: Self) -> Bool {
    enabled.firesLess(than: old.enabled)
  }

  private func enabling(hazards: [Hazard]) -> Step {
    Step(.alter, id, "ALTER \(Self.address(of: id)) \(enabled.words)", hazards: hazards)
  }

  // MARK: What it opens

  /// What it opens, compared with another state of it.
  func accessHazards(from old: Self?) -> [Hazard] {
    var hazards: [Hazard] = []
    if let old, isLess(than: old) { hazards.append(released) }
    if old?.function != function || old?.event != event, enabled != .disabled {
      hazards.append(
        Hazard(
          .accessWidened,
          id,
          "\(function.fieldValue) runs with the rights of whoever \(event.occasion), superusers "
            + "too: whoever may replace that function can do what they can"
        )
      )
      if event == .login {
        hazards.append(
          Hazard(
            .irreversible,
            id,
            "if \(function.fieldValue) fails, nobody can log in any more, to undo it neither"
          )
        )
      }
    }
    return hazards
  }

  /// Whether another state of it fired where this one does not.
  private func isLess(than old: Self) -> Bool {
    if enabled.firesLess(than: old.enabled) { return true }
    if old.enabled == .disabled { return false }
    if old.event != event || old.function != function { return true }
    return !tags.names.isEmpty
      && (old.tags.names.isEmpty || !Set(old.tags.names).isSubset(of: tags.names))
  }

  private var released: Hazard {
    Hazard(
      .accessWidened,
      id,
      "what \(id) refused, recorded or put right whenever somebody \(event.occasion) "
        + "is so no longer"
    )
  }

  // MARK: What must hold

  private func preconditions(in context: StepContext) -> [Precondition] {
    var conditions: [Precondition] = []
    if event == .login, context.version < 17 {
      conditions.append(
        Precondition.refusal(
          "PostgreSQL \(context.version.major) has no event \"login\"",
          hint: "It is there from PostgreSQL 17 on."
        )
      )
    }
    if let function = context.desired.object(function.id, as: Function.self) {
      if function.returns?.text != "event_trigger" {
        conditions.append(
          Precondition.refusal(
            "\(function.id) does not return event_trigger",
            hint: "Let it say \"returns: event_trigger\"."
          )
        )
      }
    } else {
      let name = SQL("\(qualified: function.name)()")
      conditions.append(
        Precondition(
          """
          SELECT 1 WHERE pg_catalog.to_regprocedure(\(literal: name.text)) IS NULL
          """,
          message: "there is no function \(function.fieldValue)",
          hint: "Declare it, or correct its name; it lies in schema public if no schema is given."
        )
      )
    }
    return conditions
  }
}

extension EventTrigger.Event {
  /// What somebody does when it fires.
  fileprivate var occasion: String {
    switch self {
    case .commandStart, .commandEnd: "changes the structure"
    case .drop: "drops something"
    case .tableRewrite: "has a table written anew"
    case .login: "logs in"
    }
  }
}
