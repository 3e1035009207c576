import ObjectModel
import PostgresVocabulary

extension RewriteRule {
  static func address(of id: ObjectID) -> SQL {
    guard let relation = id.parent else { preconditionFailure("a rule belongs to a relation") }
    return "RULE \(identifier: id.name) ON \(qualified: relation.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let hazards = RuleAccess(self).hazards(from: context.live.object(id))
    let step = Step(
      .create,
      id,
      "CREATE \(definition)",
      lock: .accessExclusive,
      hazards: hazards
    )
    return [step] + (enabled == .origin ? [] : [enabling(hazards: [])])
  }

  /// `OR REPLACE` keeps the state in which the rule is enabled.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let hazards = RuleAccess(self).hazards(from: old)
    if changed == ["enabled"] { return [enabling(hazards: hazards)] }
    let step = Step(
      .alter,
      id,
      "CREATE OR REPLACE \(definition)",
      lock: .accessExclusive,
      hazards: hazards
    )
    return [step] + (changed.contains("enabled") ? [enabling(hazards: [])] : [])
  }

  /// What a rule that is made anew no longer does is said where it is made.
  func drop(in context: StepContext) -> [Step] {
    let hazards = context.desired[id] == nil ? RuleAccess(self).released : []
    return [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        lock: .accessExclusive,
        hazards: hazards
      )
    ]
  }

  private func enabling(hazards: [Hazard]) -> Step {
    guard let relation = id.parent else { preconditionFailure("a rule belongs to a relation") }
    return Step(
      .alter,
      id,
      """
      ALTER TABLE \(qualified: relation.qualifiedName) \(enabled.words) RULE \(identifier: id.name)
      """,
      lock: .accessExclusive,
      hazards: hazards
    )
  }

  private var definition: SQL {
    guard let relation = id.parent else { preconditionFailure("a rule belongs to a relation") }
    let event = SQL(unchecked: event.rawValue.uppercased())
    var text: SQL = "RULE \(identifier: id.name) AS\n  ON \(event)"
    text += " TO \(qualified: relation.qualifiedName)"
    if let condition { text += "\n  WHERE \(condition)" }
    text += isInstead ? "\n  DO INSTEAD " : "\n  DO ALSO "
    switch commands.list.count {
    case 0: return text + "NOTHING"
    case 1: return text + commands.list[0]
    default: return "\(text)(\n\(commands.list, separator: ";\n"))"
    }
  }
}

/// What a change of rules opens.
///
/// A rule's commands run with the rights of the relation's owner (manual: Rules and Privileges).
struct RuleAccess {
  private let rule: RewriteRule

  init(_ rule: RewriteRule) {
    self.rule = rule
  }

  private var relation: String { rule.id.parent?.label ?? "" }

  /// What opens because the rule goes away.
  var released: [Hazard] {
    released(said: "take place", "is no longer done")
  }

  private func released(said happens: String, _ ends: String) -> [Hazard] {
    if rule.enabled == .disabled { return [] }
    let command = "\(rule.event.plural) \(relation)"
    let message: String
    switch (rule.isInstead, rule.commands.list.isEmpty) {
    case (true, true): message = "\(command) that the rule turned into nothing \(happens)"
    case (true, false): message = "\(command) that the rule turned into something else \(happens)"
    case (false, true): return []
    case (false, false): message = "what the rule did besides \(command) \(ends)"
    }
    return [Hazard(.accessWidened, rule.id, message)]
  }

  /// What the rule opens, compared with another state of it.
  func hazards(from old: RewriteRule?) -> [Hazard] {
    if old?.identical(to: rule) == true { return [] }
    var hazards: [Hazard] = []
    if let old, old.enabled != .disabled {
      let isSame = old.saysTheSame(as: rule)
      if rule.enabled.firesLess(than: old.enabled) {
        hazards += RuleAccess(old).released
      } else if !isSame {
        hazards += RuleAccess(old).released(said: "may take place", "may no longer be done")
      }
    }
    let isNew = old.map { $0.enabled == .disabled || $0.commands != rule.commands } ?? true
    if isNew, rule.enabled != .disabled, !rule.commands.list.isEmpty {
      hazards.append(
        Hazard(
          .accessWidened,
          rule.id,
          "whoever may \(rule.event.verb) \(relation) has the rule's commands run with the rights "
            + "of its owner"
        )
      )
    }
    return hazards
  }
}

extension RewriteRule {
  fileprivate func identical(to other: Self) -> Bool {
    enabled == other.enabled && saysTheSame(as: other)
  }

  fileprivate func saysTheSame(as other: Self) -> Bool {
    event == other.event && condition == other.condition && isInstead == other.isInstead
      && commands == other.commands
  }
}

extension RewriteRule.Event {
  fileprivate var plural: String {
    switch self {
    case .insert: "inserts into"
    case .update: "updates of"
    case .delete: "deletes from"
    }
  }

  fileprivate var verb: String {
    switch self {
    case .insert: "insert into"
    case .update: "update"
    case .delete: "delete from"
    }
  }
}
