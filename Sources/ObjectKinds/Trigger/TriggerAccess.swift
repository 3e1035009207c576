import ObjectModel
import PostgresVocabulary

/// What a change of triggers opens.
///
/// A trigger may refuse what others do, change it or keep a record of it; so it opens by going away
/// or firing less. Its function runs for whoever changes the table, be they allowed to call it or
/// not.
struct TriggerAccess {
  private let trigger: Trigger

  init(_ trigger: Trigger) {
    self.trigger = trigger
  }

  /// What opens because the trigger goes away.
  var released: [Hazard] {
    if trigger.enabled == .disabled { return [] }
    return [Self.released(trigger.id, "no longer fires on \(words(for: trigger.commands))")]
  }

  /// What the trigger opens, compared with another state of it.
  func hazards(from old: Trigger?, in context: StepContext) -> [Hazard] {
    guardHazards(from: old) + authorityHazards(from: old, in: context)
  }

  /// What opens because a trigger fires in fewer sessions than before.
  static func hazards(
    _ id: ObjectID,
    from old: FiringState,
    to new: FiringState
  ) -> [Hazard] {
    guard new.firesLess(than: old) else { return [] }
    let change =
      switch new {
      case .disabled: "no longer fires"
      case .replica: "now fires on replicated changes only"
      case .origin, .always: "no longer fires on replicated changes"
      }
    return [released(id, change)]
  }

  private static func released(_ id: ObjectID, _ change: String) -> Hazard {
    Hazard(.accessWidened, id, "\(id) \(change): what it refused or changed is let through")
  }

  // MARK: What it let nobody do

  private func guardHazards(from old: Trigger?) -> [Hazard] {
    guard let old, old.enabled != .disabled else { return [] }
    if trigger.enabled == .disabled { return TriggerAccess(old).released }
    let less = Self.hazards(trigger.id, from: old.enabled, to: trigger.enabled)
    let changes = changes(from: old)
    if changes.isEmpty { return less }
    return less + [
      Hazard(
        .accessWidened,
        trigger.id,
        "\(trigger.id) \(changes.joined(separator: " and ")): "
          + "what it refused or changed may be let through"
      )
    ]
  }

  private func changes(from old: Trigger) -> [String] {
    var changes: [String] = []
    let lost = old.commands.filter { !trigger.commands.contains($0) }
    if !lost.isEmpty { changes.append("no longer fires on \(words(for: lost))") }
    if let columns = trigger.updatedColumns, old.commands.contains(.update),
      columns != old.updatedColumns
    {
      changes.append("fires on update of \(columns.text) only")
    }
    if trigger.condition != nil, trigger.condition != old.condition {
      changes.append("fires under \(old.condition == nil ? "a" : "another") condition")
    }
    if trigger.timing != old.timing || trigger.level != old.level {
      let (timing, level) = (trigger.timing.rawValue, trigger.level.rawValue)
      changes.append("fires \(timing) the event for each \(level)")
    }
    if trigger.call != old.call { changes.append("runs \(trigger.call.text)") }
    return changes
  }

  // MARK: What it does for others

  private func authorityHazards(from old: Trigger?, in context: StepContext) -> [Hazard] {
    guard trigger.enabled != .disabled, isNew(comparedWith: old) else { return [] }
    return CalledRoutines.definers(calledBy: trigger.id, in: context).map { routine in
      Hazard(
        .accessWidened,
        trigger.id,
        "whoever may \(verbs) \(trigger.id.parent?.label ?? "") acts in \(routine.label) "
          + "with the rights of that one's owner"
      )
    }
  }

  /// Whether it runs its function where it has not before.
  private func isNew(comparedWith old: Trigger?) -> Bool {
    guard let old, old.enabled != .disabled, old.call == trigger.call else { return true }
    return !trigger.commands.allSatisfy(old.commands.contains)
  }

  // MARK: Words

  private func words(for commands: [TriggerEvent.Command]) -> String {
    commands.map(\.rawValue).joined(separator: " or ")
  }

  private var verbs: String {
    trigger.commands.map(\.verb).joined(separator: " or ")
  }
}

extension Trigger {
  fileprivate var commands: [TriggerEvent.Command] { events.map(\.command) }

  /// The columns of `update of`; nil for all.
  fileprivate var updatedColumns: SQL? { events.first { $0.command == .update }?.columns }
}

extension TriggerEvent.Command {
  fileprivate var verb: String {
    switch self {
    case .insert: "insert into"
    case .update: "update"
    case .delete: "delete from"
    case .truncate: "truncate"
    }
  }
}
