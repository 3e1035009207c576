import ObjectModel
import Planning
import PostgresVocabulary

/// Reports as comments on pull requests.
public struct MarkdownFormat: ReportFormat {
  /// Makes the format.
  public init() {}

  /// The plan; its first line is a hidden marker by which a later comment can replace it.
  public func text(of report: PlanReport) -> String {
    let plan = report.plan
    var text = "<!-- plumb:plan:\(Self.marker(plan.environment)) -->\n"
    text += "### Plan for \(Self.code(plan.environment))\n\n"
    text += "PostgreSQL \(plan.serverVersion)"
    if let commit = plan.shortCommit { text += ", commit \(Self.code(commit))" }
    text += ", state \(Self.code(plan.before.summary))\n\n"
    if plan.isEmpty { return text + "In sync.\n" + notLookedAt(plan.notManaged) }
    let groups = ChangeGroups(plan)
    let counts = ActionCounts(groups.changes.map(\.change.action)).sentence
    text += "**\(counts)**; \(plan.steps.count) \(plural("step", plan.steps.count))"
    text += " in \(plan.stages.count) \(plural("stage", plan.stages.count)).\n"
    let remarks = Remarks(groups.changes)
    for (section, changes) in groups.sections {
      text += "\n#### \(section.title)\n\n"
      for change in changes { text += item(change, remarks, report) }
    }
    if !remarks.shared.isEmpty { text += "\n#### Notes\n\n" }
    for (remark, subjects) in remarks.shared {
      text += "- \(Self.escaped(remark)): \(Self.escaped(Remarks.names(subjects)))\n"
    }
    text += obstacles(report)
    text += details(
      "SQL",
      fence(SQLFormat.statements(of: plan, searchPath: report.searchPath), "sql")
    )
    return text + notLookedAt(plan.notManaged) + "\nNext: \(Self.code(report.nextCommand))\n"
  }

  // MARK: Parts

  private func item(
    _ reported: ReportedChange,
    _ remarks: Remarks,
    _ report: PlanReport
  ) -> String {
    let change = reported.change
    var text = "- `\(change.action.symbol)` \(Self.code(change.id.description))"
    if !change.reason.isEmpty { text += ": \(Self.escaped(change.reason))" }
    if let along = reported.alongText { text += " (\(Self.escaped(along)))" }
    text += "\n"
    for field in change.fields { text += self.field(field) }
    if let lock = reported.blockingLock, let blocks = lock.blocks {
      text += "  - locks \(Self.code(change.id.root.label)): \(lock.rawValue), blocks \(blocks)\n"
    }
    for hazard in reported.hazards {
      text += "  - **\(hazard.name.rawValue)**: \(Self.escaped(hazard.message))"
      if let rows = report.rowsAtStake[hazard] { text += " (\(rows) \(plural("row", rows)))" }
      if hazard.name.needsConsent, !report.policy.allows(hazard) {
        text += "; refused unless \(Self.code("--allow \(hazard.allowance)"))"
      }
      text += "\n"
    }
    for remark in remarks.single[change.id] ?? [] { text += "  - \(Self.escaped(remark))\n" }
    return text
  }

  func field(_ field: ChangedField) -> String {
    let (old, new) = (field.old.description, field.new.description)
    guard old.contains("\n") || new.contains("\n") else {
      return "  - \(Self.escaped(field.name)): \(Self.code(old)) → \(Self.code(new))\n"
    }
    let lines = LineDiff(old, new).lines.map { line in
      switch line {
      case .same(let text): "  \(text)"
      case .removed(let text): "- \(text)"
      case .added(let text): "+ \(text)"
      case .skipped(let count): "@@ \(count) \(plural("line", count)) alike @@"
      }
    }
    let block = fence(lines.joined(separator: "\n") + "\n", "diff")
    let indented = block.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    return "  - \(Self.escaped(field.name)):\n\n\(indented)\n"
  }

  private func obstacles(_ report: PlanReport) -> String {
    if report.obstacles.isEmpty { return "" }
    let items = report.obstacles.map {
      "- \(Self.code($0.subject.description)): \(Self.escaped($0.precondition.message))"
        + "\($0.precondition.counted($0.rows)). \(Self.escaped($0.precondition.hint))\n"
    }
    return "\n#### In the way\n\n" + items.joined()
  }

  func notLookedAt(_ what: [NotManaged]) -> String {
    let counts = what.filter { $0.count > 0 }
    if counts.isEmpty { return "" }
    let items = counts.map { "- \($0.count) \(Self.escaped(plural($0.what, $0.count)))\n" }
    return details("Not looked at", items.joined())
  }

  func details(_ title: String, _ content: String) -> String {
    "\n<details><summary>\(title)</summary>\n\n\(content)\n</details>\n"
  }

  /// A fenced block whose fence does not occur in the text.
  private func fence(_ text: String, _ language: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    let lines = TerminalText.lines(text).joined(separator: "\n")
    return "\(fence)\(language)\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }

  static func marker(_ text: String) -> String {
    String(text.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
  }

  static func code(_ text: String) -> String {
    let line = TerminalText.line(text)
    if !line.contains("`") { return "`\(line)`" }
    var fence = "``"
    while line.contains(fence) { fence += "`" }
    return "\(fence) \(line) \(fence)"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in TerminalText.line(text) {
      if "\\`*_[]<>#|~&@".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
