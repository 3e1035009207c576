import ObjectModel
import Planning
import PostgresVocabulary

/// Reports for people at a terminal.
public struct TextFormat: ReportFormat {
  let style: Style

  /// Makes the format.
  public init(style: Style = Style()) {
    self.style = style
  }

  /// The plan, most risky changes first, ended by the command that applies it.
  public func text(of report: PlanReport) -> String {
    let plan = report.plan
    if plan.isEmpty {
      return "\(heading(report))\(style.separator)in sync\n" + notLookedAt(plan.notManaged)
    }
    let groups = ChangeGroups(plan)
    let remarks = Remarks(groups.changes)
    var text = heading(report) + "\n" + summary(plan, groups) + "\n"
    for (section, changes) in groups.sections {
      text += "\n" + style.paint(section.title, section == .rest ? .strong : .warning) + "\n"
      for change in changes { text += self.text(of: change, remarks, in: report) }
    }
    text += self.text(of: remarks)
    text += obstacles(report)
    text += stages(plan)
    if report.showsSQL { text += "\n" + style.paint("SQL", .strong) + "\n" + sql(report) }
    text += "\n" + notLookedAt(plan.notManaged)
    return text + next(report)
  }

  // MARK: Parts

  private func heading(_ report: PlanReport) -> String {
    let plan = report.plan
    let parts = [
      style.paint(TerminalText.line(plan.environment), .strong),
      "PostgreSQL \(plan.serverVersion)",
      plan.shortCommit.map { "commit \(TerminalText.line($0))" },
      "state \(report.stateSummary ?? plan.before.summary)",
    ]
    return parts.compactMap { $0 }.joined(separator: style.separator)
  }

  private func summary(_ plan: Plan, _ groups: ChangeGroups) -> String {
    let counts = ActionCounts(groups.changes.map(\.change.action)).sentence
    let steps = plan.steps.count
    let transactions = plan.stages.count(where: \.isTransaction)
    let stages =
      plan.stages.count == 1 && transactions == 1
      ? "in one transaction" : "in \(plan.stages.count) \(plural("stage", plan.stages.count))"
    return "\(counts); \(steps) \(plural("step", steps)) \(stages)."
  }

  private func obstacles(_ report: PlanReport) -> String {
    if report.obstacles.isEmpty { return "" }
    var text = "\n" + style.paint("In the way", .bad) + "\n"
    for obstacle in report.obstacles {
      text += "  ! \(TerminalText.line(obstacle.subject.description)): "
      text += "\(TerminalText.line(obstacle.precondition.message))"
      text += "\(obstacle.precondition.counted(obstacle.rows))\n"
      text += "      hint: \(TerminalText.line(obstacle.precondition.hint))\n"
    }
    return text
  }

  private func stages(_ plan: Plan) -> String {
    if plan.stages.count < 2 { return "" }
    var text = "\n" + style.paint("Stages", .strong) + "\n"
    var first = 0
    while first < plan.stages.count {
      let stage = plan.stages[first]
      // Steps outside of transactions are a stage each: those alike share a line.
      let last = plan.stages[first...].prefix { !$0.isTransaction && $0.isLike(stage) }.endIndex
      let end = max(last, first + 1)
      let number = end - first == 1 ? "\(end)" : "\(first + 1)\(style.ascii ? "-" : "–")\(end)"
      let count = plan.stages[first..<end].reduce(0) { $0 + $1.steps.count }
      text += "  \(number). \(stage.title), \(count) \(plural("step", count))"
      if !stage.reason.isEmpty { text += ": \(TerminalText.line(stage.reason))" }
      text += "\n"
      first = end
    }
    return text
  }

  private func sql(_ report: PlanReport) -> String {
    let text = SQLFormat.statements(of: report.plan, searchPath: report.searchPath)
    return TerminalText.lines(text).map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n") + "\n"
  }

  private func next(_ report: PlanReport) -> String {
    if !report.showsNextCommand { return "" }
    let lead = report.obstacles.isEmpty ? "To apply it" : "Once nothing is in the way"
    let refused = report.policy.refusals(in: report.plan).count
    let why = refused > 0 && report.savedAs == nil ? ", allowing what it risks" : ""
    return "\(lead)\(why): \(style.paint(TerminalText.line(report.nextCommand), .strong))\n"
  }

  func notLookedAt(_ what: [NotManaged]) -> String {
    let counts = what.filter { $0.count > 0 }
    if counts.isEmpty { return "" }
    let list = counts.map { "\($0.count) \(TerminalText.line(plural($0.what, $0.count)))" }
    let text = Self.wrapped("Not looked at: \(list.joined(separator: ", ")).")
    return style.paint(text, .faint) + "\n"
  }

  /// The text in lines of at most 100 characters, broken after commas.
  private static func wrapped(_ text: String) -> String {
    var lines = [""]
    for part in text.split(separator: ", ") {
      let last = lines[lines.count - 1]
      let next = last.isEmpty ? String(part) : "\(last), \(part)"
      if next.count <= 99 || last.isEmpty {
        lines[lines.count - 1] = next
      } else {
        lines[lines.count - 1] += ","
        lines.append("  \(part)")
      }
    }
    return lines.joined(separator: "\n")
  }
}

/// How many objects are created, altered and so on.
struct ActionCounts {
  private let actions: [Plan.ObjectChange.Action]

  init(_ actions: [Plan.ObjectChange.Action]) {
    self.actions = actions
  }

  func count(_ action: Plan.ObjectChange.Action) -> Int {
    actions.count { $0 == action }
  }

  /// `2 objects to create, 1 to drop`.
  var sentence: String {
    let order: [Plan.ObjectChange.Action] = [.create, .alter, .replace, .rename, .drop]
    var parts: [String] = []
    for action in order where count(action) > 0 {
      let noun = parts.isEmpty ? " \(plural("object", count(action)))" : ""
      parts.append("\(count(action))\(noun) to \(action.rawValue)")
    }
    return parts.isEmpty ? "No object changes" : parts.joined(separator: ", ")
  }
}

extension Plan.Stage {
  /// Whether reports would say the same of both stages.
  func isLike(_ other: Self) -> Bool {
    title == other.title && reason == other.reason
  }

  /// What kind of stage this is, in words.
  var title: String {
    if isTransaction { return "one transaction" }
    let isExternal = steps.contains {
      if case .external = $0.effect { true } else { false }
    }
    return isExternal ? "outside the database" : "outside a transaction"
  }
}
