extension SQLFormat {
  /// The statements of each plan, below the names of the databases that they are for.
  public func text(of report: FleetReport) -> String {
    report.plans.map { group in
      group.databases.map { "-- database: \(TerminalText.line($0))\n" }.joined()
        + text(of: group.plan)
    }.joined(separator: "\n")
  }
}

extension MarkdownFormat {
  /// The plans, each with the databases that it is for; then those that failed.
  public func text(of report: FleetReport) -> String {
    var text = "<!-- plumb:fleet:\(TerminalText.line(report.environment)) -->\n"
    text += "## \(report.databases.count) databases of \(Self.code(report.environment))\n\n"
    let unchanged = report.count { if case .unchanged = $0 { true } else { false } }
    if unchanged > 0 { text += "\(unchanged) as declared.\n" }
    for group in report.plans {
      let names = group.databases.map(Self.code).joined(separator: ", ")
      text += "\n**\(group.databases.count)** \(plural("database", group.databases.count)): "
      text += "\(names)\n\n" + self.text(of: group.plan)
    }
    for database in report.databases {
      guard case .failed(let error) = database.outcome else { continue }
      text += "\n- \(Self.code(database.name)) failed: \(Self.escaped(error.what))\n"
    }
    return text
  }
}

extension PlanReport {
  /// A command line of these words, quoted where a shell would want it.
  public static func shellText(_ words: [String]) -> String {
    words.map(shellQuoted).joined(separator: " ")
  }
}
