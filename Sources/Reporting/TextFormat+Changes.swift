import ObjectModel
import Planning

extension TextFormat {
  /// One object: symbol, identity, reason, attributes, lock, hazards.
  func text(
    of reported: ReportedChange,
    _ remarks: Remarks,
    in report: PlanReport
  ) -> String {
    let change = reported.change
    var text = headline(change)
    if let along = reported.alongText { text += "      \(along)\n" }
    text += fields(change.fields)
    if let lock = reported.blockingLock, let blocks = lock.blocks {
      let isAlone = reported.steps.allSatisfy { $0.isolation == .alone }
      text += "      locks \(TerminalText.line(change.id.root.label)): \(lock.rawValue), "
      text += "blocks \(blocks) until \(isAlone ? "it is done" : "the commit")\n"
    }
    for hazard in reported.hazards { text += self.text(of: hazard, in: report) }
    for step in reported.steps where !step.effect.isStatement {
      text += "      outside the database: \(TerminalText.line(step.effect.summary))\n"
    }
    for remark in remarks.single[change.id] ?? [] {
      text += "      note: \(TerminalText.line(remark))\n"
    }
    return text
  }

  /// What is said of several objects.
  func text(of remarks: Remarks) -> String {
    if remarks.shared.isEmpty { return "" }
    var text = "\n" + style.paint("Notes", .strong) + "\n"
    for (remark, subjects) in remarks.shared {
      text += "  \(TerminalText.line(remark))\n"
      text += "      \(TerminalText.line(Remarks.names(subjects)))\n"
    }
    return text
  }

  func headline(_ change: Plan.ObjectChange) -> String {
    let symbol = change.action.symbol
    let padded = symbol + String(repeating: " ", count: max(1, 3 - symbol.count))
    let name = style.paint(TerminalText.line(change.id.description), .strong)
    let reason = change.reason.isEmpty ? "" : "  (\(TerminalText.line(change.reason)))"
    return "  \(style.paint(padded, change.action.role))\(name)\(reason)\n"
  }

  func fields(_ fields: [ChangedField]) -> String {
    fields.map(field).joined()
  }

  private func field(_ field: ChangedField) -> String {
    let name = TerminalText.line(field.name)
    let (old, new) = (field.old.description, field.new.description)
    if old.contains("\n") || new.contains("\n") {
      return "      \(name):\n" + diff(LineDiff(old, new))
    }
    let (left, right) = (TerminalText.line(old), TerminalText.line(new))
    let line = "      \(name): \(left) \(style.arrow) \(right)"
    if DisplayWidth.of(line) <= style.width { return line + "\n" }
    return "      \(name): \(left)\n        \(style.arrow) \(right)\n"
  }

  private func diff(_ diff: LineDiff) -> String {
    diff.lines.map { line in
      switch line {
      case .same(let text): "          \(text)\n"
      case .removed(let text): "        " + style.paint("- \(text)", .bad) + "\n"
      case .added(let text): "        " + style.paint("+ \(text)", .good) + "\n"
      case .skipped(let count):
        "        " + style.paint("(\(count) \(plural("line", count)) alike)", .faint) + "\n"
      }
    }.joined()
  }

  private func text(of hazard: Hazard, in report: PlanReport) -> String {
    var text = "      ! \(hazard.name.rawValue): \(TerminalText.line(hazard.message))"
    if let rows = report.rowsAtStake[hazard] {
      text += " (\(rows) \(plural("row", rows)) at stake)"
    }
    text += "\n"
    guard hazard.name.needsConsent else { return text }
    if report.policy.allows(hazard) { return text + "        allowed\n" }
    return text + "        refused unless --allow \(TerminalText.line(hazard.allowance))\n"
  }
}

extension Plan.ObjectChange.Action {
  /// The symbol in front of an object.
  var symbol: String {
    switch self {
    case .create: "+"
    case .alter, .rename: "~"
    case .replace: "-/+"
    case .drop: "-"
    }
  }

  var role: Style.Role {
    switch self {
    case .create: .good
    case .alter, .rename: .warning
    case .replace, .drop: .bad
    }
  }
}

extension Effect {
  var isStatement: Bool {
    if case .statement = self { true } else { false }
  }
}
