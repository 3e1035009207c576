public import Diagnostics
public import Diffing
import JSONText
public import ObjectModel
import Planning

/// What differs between two states, in the look of a plan.
public struct DifferenceReport: Sendable {
  /// What the first is called.
  public let first: String
  /// What the second is called.
  public let second: String
  /// What would have to change in the first to make it like the second.
  public let changes: [Change]
  /// What was not looked at.
  public let notLookedAt: [NotManaged]
  /// Where manifests declare what differs.
  public var places: [ObjectID: SourceRange] = [:]

  /// Describes what differs.
  public init(first: String, second: String, changes: [Change], notLookedAt: [NotManaged]) {
    self.first = first
    self.second = second
    self.changes = changes
    self.notLookedAt = notLookedAt
  }

  /// The changes as a plan would list them, with what goes along left out.
  var groups: ChangeGroups { ChangeGroups(listing: changes) }

  var objectChanges: [Plan.ObjectChange] { changes.map(\.reported) }
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
    var text = "\(heading)\n\(groups.differenceSentence)\n\n"
    for reported in groups.changes {
      text += headline(reported.change)
      if let place = report.places[reported.change.id] {
        text += style.paint("      \(TerminalText.line(place.description))", .faint) + "\n"
      }
      if let along = reported.alongText { text += "      \(along)\n" }
      text += fields(reported.change.fields)
    }
    let notLooked = notLookedAt(report.notLookedAt)
    return notLooked.isEmpty ? text : text + "\n" + notLooked
  }
}

extension ChangeGroups {
  /// How much is on which side.
  var differenceSentence: String {
    let counts = ActionCounts(changes.map(\.change.action))
    let both = counts.count(.alter) + counts.count(.replace)
    return "\(counts.count(.drop)) only in the first (-), \(counts.count(.create)) only in the "
      + "second (+), \(both) in both but different (~)."
  }
}

extension MarkdownFormat {
  /// What differs; the first line is a hidden marker by which a later comment can replace it.
  public func text(of report: DifferenceReport) -> String {
    let names = [report.first, report.second]
    var text = "<!-- plumb:diff:\(names.map(Self.marker).joined(separator: ":")) -->\n"
    text += "### \(names.map(Self.code).joined(separator: " → "))\n\n"
    if report.changes.isEmpty {
      return text + "No differences.\n" + notLookedAt(report.notLookedAt)
    }
    let groups = report.groups
    text += "**\(groups.differenceSentence)**\n\n"
    for reported in groups.changes {
      let change = reported.change
      text += "- `\(change.action.symbol)` \(Self.code(change.id.description))"
      if let along = reported.alongText { text += " (\(Self.escaped(along)))" }
      if let place = report.places[change.id] { text += ", \(Self.code(place.description))" }
      text += "\n"
      for field in change.fields { text += self.field(field) }
    }
    return text + notLookedAt(report.notLookedAt)
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
      "changes": .array(
        report.objectChanges.map { Self.change($0, place: report.places[$0.id]) }
      ),
      "notLookedAt": Self.notLookedAt(report.notLookedAt),
    ]).text
  }
}
