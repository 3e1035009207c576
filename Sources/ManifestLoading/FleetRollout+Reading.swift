import Diagnostics
import ObjectModel
import YAMLSource

extension FleetRollout {
  /// Reads `rollout`.
  init(node: Node, of fleet: DatabaseFleet?, diagnostics: inout DiagnosticCollector) {
    guard var reader = SettingsReader(node, owner: "\"rollout\"", diagnostics: &diagnostics)
    else { return }
    if let node = reader.node("canary"),
      let canary = Self.canary(node, of: fleet, diagnostics: &diagnostics)
    {
      self.canary = canary
    }
    if let node = reader.node("waves") {
      waves = (node.items ?? [node]).compactMap { Self.size($0, diagnostics: &diagnostics) }
    }
    if let node = reader.node("parallel"),
      let count = Self.count(node, "parallel", 1...100, diagnostics: &diagnostics)
    {
      parallel = count
    }
    if let node = reader.node("stop_after"),
      let count = Self.count(node, "stop_after", 1...1_000_000, diagnostics: &diagnostics)
    {
      stopAfter = count
    }
    reader.finish(diagnostics: &diagnostics)
  }

  private static func canary(
    _ node: Node,
    of fleet: DatabaseFleet?,
    diagnostics: inout DiagnosticCollector
  ) -> Canary? {
    if node.integerValue != nil {
      return count(node, "canary", 1...1_000_000, diagnostics: &diagnostics).map { .first($0) }
    }
    let items = node.items ?? [node]
    let names = items.compactMap { item -> String? in
      if let name = item.stringValue, DatabaseFleet.isName(name) { return name }
      diagnostics.error(
        "manifest.wrong-type",
        "\"canary\" must be a number or names of databases, not \(item.kindDescription)",
        at: item.range,
        hint: "Write \"canary: 1\" for the first one, or the names of those that come first."
      )
      return nil
    }
    guard names.count == items.count, !names.isEmpty else { return nil }
    guard case .list(let entries)? = fleet?.source else { return .named(names) }
    let known = entries.map(\.name)
    for (name, item) in zip(names, items) where !known.contains(name) {
      let near = closestMatch(to: name, among: known)
      diagnostics.error(
        "environment.unknown-database",
        "the fleet has no database \"\(name)\"",
        at: item.range,
        hint: near.map { "Did you mean \"\($0)\"?" } ?? "Name it under \"databases\", too."
      )
    }
    return .named(names)
  }

  private static func size(_ node: Node, diagnostics: inout DiagnosticCollector) -> WaveSize? {
    if let number = node.integerValue, number >= 1, let count = Int(exactly: number) {
      return .count(count)
    }
    if let text = node.stringValue, text.hasSuffix("%"), let share = Int(text.dropLast()),
      (1...100).contains(share)
    {
      return .percent(share)
    }
    diagnostics.error(
      "manifest.wrong-type",
      "the size of a wave must be a number from 1 or a share of the fleet",
      at: node.range,
      hint: "Write for instance \"waves: [5, 10%, 50%]\"; who is left comes last."
    )
    return nil
  }

  private static func count(
    _ node: Node,
    _ key: String,
    _ range: ClosedRange<Int64>,
    diagnostics: inout DiagnosticCollector
  ) -> Int? {
    if let number = node.integerValue, range.contains(number) { return Int(number) }
    diagnostics.error(
      "manifest.wrong-type",
      "\"\(key)\" must be a number from \(range.lowerBound) to \(range.upperBound)",
      at: node.range,
      hint: "Write for instance \"\(key): \(key == "parallel" ? 4 : 1)\"."
    )
    return nil
  }
}
