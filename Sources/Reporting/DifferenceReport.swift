public import Diffing
public import ObjectModel
import Planning
import PostgresVocabulary

/// What differs between two databases, in the look of a plan.
public struct DifferenceReport: Sendable {
  /// What the first is called.
  public let first: String
  /// What the second is called.
  public let second: String
  /// What would have to change in the first to make it like the second.
  public let changes: [Change]
  /// What was not looked at.
  public let notLookedAt: [NotManaged]

  /// Describes what differs.
  public init(first: String, second: String, changes: [Change], notLookedAt: [NotManaged]) {
    self.first = first
    self.second = second
    self.changes = changes
    self.notLookedAt = notLookedAt
  }

  /// The changes as a plan would list them, with what goes along left out.
  var groups: ChangeGroups { ChangeGroups(plan) }

  var objectChanges: [Plan.ObjectChange] {
    changes.map { change in
      let action: Plan.ObjectChange.Action =
        switch change {
        case .create: .create
        case .alter: .alter
        case .replace: .replace
        case .drop: .drop
        }
      return Plan.ObjectChange(id: change.id, action: action, reason: "", fields: change.fields)
    }
  }

  private var plan: Plan {
    let nothing = Fingerprint(objects: [:])
    return Plan(
      environment: first,
      serverVersion: 0,
      commit: nil,
      before: nothing,
      after: nothing,
      stages: [],
      changes: objectChanges,
      notManaged: notLookedAt
    )
  }
}

extension TextFormat {
  /// What differs: `+` is only in the second, `-` only in the first.
  public func text(of report: DifferenceReport) -> String {
    let names =
      "\(TerminalText.line(report.first)) \(style.arrow) "
      + TerminalText.line(report.second)
    let heading = style.paint(names, .strong)
    if report.changes.isEmpty {
      return "\(heading)\(style.separator)no differences\n" + notLookedAt(report.notLookedAt)
    }
    let groups = report.groups
    let counts = ActionCounts(groups.changes.map(\.change.action))
    var text = "\(heading)\n"
    let only = (first: counts.count(.drop), second: counts.count(.create))
    let both = counts.count(.alter) + counts.count(.replace)
    text += "\(only.first) only in the first (-), \(only.second) only in the second (+), "
    text += "\(both) in both but different (~).\n\n"
    for reported in groups.changes {
      text += headline(reported.change)
      if let along = reported.alongText { text += "      \(along)\n" }
      text += fields(reported.change.fields)
    }
    let notLooked = notLookedAt(report.notLookedAt)
    return notLooked.isEmpty ? text : text + "\n" + notLooked
  }
}

extension JSONFormat {
  /// What differs.
  public func text(of report: DifferenceReport) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "first": .string(report.first),
      "second": .string(report.second),
      "differs": .bool(!report.changes.isEmpty),
      "changes": .array(report.objectChanges.map { Self.change($0) }),
      "notLookedAt": Self.notLookedAt(report.notLookedAt),
    ]).text
  }
}
