extension TextFormat {
  /// The databases of a fleet: plans that are alike together, then what became of each.
  public func text(of report: FleetReport) -> String {
    var text = heading(of: report)
    if !report.isApplied {
      for group in report.plans {
        let count = group.databases.count
        text += "\n" + style.paint("\(count) \(plural("database", count)) alike", .strong)
        text += ": \(names(group.databases))\n"
        var plan = group.plan
        plan.showsNextCommand = false
        plan.showsSQL = report.showsSQL
        text += self.text(of: plan)
      }
      if !report.plans.isEmpty { text += "\n" }
    }
    text += failures(report)
    text += summary(report)
    if let next = report.nextCommand {
      text += "\(report.isApplied ? "To go on" : "To apply them"): "
      text += "\(style.paint(TerminalText.line(next), .strong))\n"
    }
    return text
  }

  /// One line when a database is done.
  public func line(of database: FleetReport.Database) -> String {
    let name = TerminalText.line(database.name)
    switch database.outcome {
    case .unchanged: return "\(name): as declared\n"
    case .planned(let steps): return "\(name): \(steps) \(plural("step", steps))\n"
    case .applied(let summary):
      let time = "\(summary.milliseconds / 1000).\(summary.milliseconds / 100 % 10) s"
      let steps = "\(summary.steps) \(plural("step", summary.steps))"
      return "\(name): \(style.paint("applied", .good)) \(steps) in \(time)\n"
    case .failed(let error):
      return "\(name): \(style.paint("failed", .bad)): \(TerminalText.line(error.what))\n"
    case .notBegun: return "\(name): not begun\n"
    }
  }

  private func heading(of report: FleetReport) -> String {
    let count = report.databases.count
    var parts = [
      style.paint(TerminalText.line(report.environment), .strong),
      "\(count) \(plural("database", count))",
    ]
    if let shard = report.shard { parts.append("part \(shard)") }
    if report.waves.count > 1 {
      parts.append("waves of \(report.waves.map { String($0.count) }.joined(separator: ", "))")
    }
    parts.append("\(report.parallel) at once")
    return parts.joined(separator: style.separator) + "\n"
  }

  private func failures(_ report: FleetReport) -> String {
    var groups: [(error: ErrorReport, names: [String])] = []
    for database in report.databases {
      guard case .failed(let error) = database.outcome else { continue }
      if let index = groups.firstIndex(where: { $0.error == error }) {
        groups[index].names.append(database.name)
      } else {
        groups.append((error, [database.name]))
      }
    }
    return groups.map { group in
      "\(style.paint(names(group.names), .strong))\n" + text(of: group.error)
    }.joined()
  }

  private func summary(_ report: FleetReport) -> String {
    let applied = report.count { if case .applied = $0 { true } else { false } }
    let planned = report.count { if case .planned = $0 { true } else { false } }
    let unchanged = report.count { if case .unchanged = $0 { true } else { false } }
    let failed = report.count { if case .failed = $0 { true } else { false } }
    let waiting = report.count { if case .notBegun = $0 { true } else { false } }
    var parts: [String] = []
    if applied > 0 { parts.append(style.paint("\(applied) applied", .good)) }
    if planned > 0 { parts.append("\(planned) to change") }
    if unchanged > 0 { parts.append("\(unchanged) as declared") }
    if failed > 0 { parts.append(style.paint("\(failed) failed", .bad)) }
    if waiting > 0 { parts.append(style.paint("\(waiting) not begun", .warning)) }
    return parts.isEmpty ? "No database.\n" : parts.joined(separator: ", ") + ".\n"
  }

  /// Some names, and how many more.
  private func names(_ names: [String]) -> String {
    let shown = names.prefix(8).map(TerminalText.line).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
