public import Execution
import JSONText
import Planning
import ObjectModel
import Planning

extension TextFormat {
  /// What applying a plan came to.
  public func text(of result: ExecutionResult) -> String {
    var text = "\(style.paint("Applied", .good)) \(result.steps) \(plural("step", result.steps))"
    text += " in \(seconds(result.duration))\(style.separator)state \(result.fingerprint)"
    if let id = result.historyID { text += "\(style.separator)history entry \(id)" }
    text += "\n"
    if result.retries > 0 {
      text += "A lock was not to be had at once: tried again \(result.retries) "
      text += "\(plural("time", result.retries)).\n"
    }
    if result.wasInDoubt {
      text += "The connection was lost during the commit, which was found done afterwards.\n"
    }
    return text
  }

  /// Why a plan was not applied.
  public func text(of failure: ExecutionFailure) -> String {
    text(of: ErrorReport(failure))
  }

  /// One line about what happens now; nil for what is not worth a line.
  public func text(of event: ExecutionEvent) -> String? {
    switch event {
    case .waitingForOther(let holder):
      let who = holder.map { " (process \($0.pid), \($0.applicationName))" } ?? ""
      return TerminalText.line("waiting for another apply to end\(who)")
    case .verifying: return "reading the live state again"
    case .stageStarted(let stage, let count):
      return count > 1 ? "stage \(stage + 1) of \(count)" : nil
    case .stepStarted(let index, let count, let step):
      let what = "\(step.action.rawValue) \(step.subject)"
      return TerminalText.line("[\(index + 1)/\(count)] \(what)")
    case .stepFinished: return nil
    case .retrying(_, let attempt, let pause):
      return "a lock was not to be had; retry \(attempt) in \(seconds(pause))"
    case .proving: return "comparing the result with what is declared"
    case .committed(let stage, let count):
      return count > 1 ? "committed stage \(stage + 1) of \(count)" : "committed"
    case .rolledBack: return "rolled back"
    case .resolvingDoubt: return "the answer to the commit was lost; finding out"
    }
  }

  /// The history of a database, newest first.
  public func text(of history: [HistoryEntry]) -> String {
    if history.isEmpty { return "No plan has been applied yet.\n" }
    return history.map { entry in
      let role: Style.Role = entry.outcome == "applied" ? .good : .bad
      var line = "\(entry.id)  \(entry.appliedAt)  \(style.paint(entry.outcome, role))  "
      line += TerminalText.line("\(entry.appliedBy)  \(entry.environment)")
      let count = entry.statements.count
      line += "  \(count) \(plural("step", count)), \(seconds(.milliseconds(entry.milliseconds)))"
      if let commit = entry.gitCommit { line += "  commit \(TerminalText.line(commit))" }
      if !entry.migrationName.isEmpty { line += "  \(TerminalText.line(entry.migrationName))" }
      if let error = entry.error { line += "\n    \(TerminalText.line(error))" }
      if let rest = remains(of: entry) { line += "\n    \(rest)" }
      if !entry.hazards.isEmpty {
        line += "\n    allowed: \(TerminalText.line(entry.hazards.joined(separator: ", ")))"
      }
      return line + "\n"
    }.joined()
  }

  /// What stays of a plan that was not applied to its end; nil when nothing does.
  private func remains(of entry: HistoryEntry) -> String? {
    let (done, count) = entry.stages
    if entry.outcome == "applied" || entry.outcome == "failed" && done == 0 { return nil }
    let next = "a new plan goes on from there"
    if done == 0 { return "steps of the first of \(count) stages are done and stay; \(next)" }
    let verb = done == 1 ? "is" : "are"
    return "\(done) of \(count) stages \(verb) done and \(done == 1 ? "stays" : "stay"); \(next)"
  }

  /// One entry of the history with its plan and its statements.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - plan: the plan in the history's form; nil when it cannot be read.
  ///   - compared: the command that compares the state that was reached; nil when none was kept.
  /// - Returns: the text.
  public func text(of entry: HistoryEntry, plan: PlanReport?, compared: String?) -> String {
    var text = self.text(of: [entry])
    if var plan {
      plan.showsSQL = true
      plan.showsNextCommand = false
      text += "\n" + self.text(of: plan)
    } else {
      text += entry.statements.map { "\n\(TerminalText.lines($0).joined(separator: "\n"));\n" }
        .joined()
    }
    if let compared {
      text += "What has changed since: \(style.paint(TerminalText.line(compared), .strong))\n"
    }
    return text
  }

  private func seconds(_ duration: Duration) -> String {
    let (whole, rest) = duration.components
    let tenths = rest / 100_000_000_000_000_000
    return "\(whole).\(tenths) s"
  }
}

extension JSONFormat {
  /// What applying a plan came to.
  public func text(of result: ExecutionResult) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "applied": .bool(true),
      "steps": .int(result.steps),
      "stages": .int(result.stages),
      "milliseconds": .int(milliseconds(result.duration)),
      "retries": .int(result.retries),
      "historyID": result.historyID.map { .int($0) } ?? .null,
      "fingerprint": .string(result.fingerprint),
      "wasInDoubt": .bool(result.wasInDoubt),
    ]).text
  }

  /// Why a plan was not applied.
  public func text(of failure: ExecutionFailure) -> String {
    text(of: ErrorReport(failure))
  }

  /// What happens now, as one line of JSON Lines.
  public func line(of event: ExecutionEvent) -> String {
    JSONValue.object(entries(of: event)).line
  }

  /// The history of a database, newest first.
  public func text(of history: [HistoryEntry]) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion), "history": .array(history.map(entry)),
    ]).text
  }

  /// One entry of the history with its plan.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - plan: the plan in the history's form; nil when it cannot be read.
  ///   - hasState: whether the state that was reached can be compared.
  /// - Returns: the text.
  public func text(of entry: HistoryEntry, plan: PlanReport?, hasState: Bool) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "entry": self.entry(entry),
      "hasState": .bool(hasState),
      "changes": .array(plan?.plan.changes.map { Self.change($0) } ?? []),
      "stages": .array(plan.map { report in report.plan.stages.map { stage($0, report) } } ?? []),
    ]).text
  }

  private func entry(_ entry: HistoryEntry) -> JSONValue {
    .object([
      "id": .int(entry.id), "name": .string(entry.migrationName),
      "appliedAt": .string(entry.appliedAt), "appliedBy": .string(entry.appliedBy),
      "environment": .string(entry.environment),
      "statements": .array(entry.statements.map { .string($0) }),
      "hazards": .array(entry.hazards.map { .string($0) }),
      "fingerprintBefore": .string(entry.fingerprintBefore),
      "fingerprintAfter": JSONValue(entry.fingerprintAfter),
      "milliseconds": .int(entry.milliseconds), "commit": JSONValue(entry.gitCommit),
      "outcome": .string(entry.outcome), "error": JSONValue(entry.error),
      "stagesDone": .int(entry.stages.done), "stages": .int(entry.stages.of),
      "tool": .string(entry.toolVersion),
    ])
  }

  private func entries(of event: ExecutionEvent) -> [String: JSONValue] {
    switch event {
    case .waitingForOther(let holder):
      ["event": "waiting-for-other", "pid": holder.map { .int($0.pid) } ?? .null]
    case .verifying: ["event": "verifying"]
    case .stageStarted(let stage, let count):
      ["event": "stage-started", "stage": .int(stage + 1), "of": .int(count)]
    case .stepStarted(let index, let count, let step):
      [
        "event": "step-started", "step": .int(index + 1), "of": .int(count),
        "object": Self.object(step.subject), "action": .string(step.action.rawValue),
      ]
    case .stepFinished(let index, let count, let took):
      [
        "event": "step-finished", "step": .int(index + 1), "of": .int(count),
        "milliseconds": .int(milliseconds(took)),
      ]
    case .retrying(let stage, let attempt, let pause):
      [
        "event": "retrying", "stage": .int(stage + 1), "attempt": .int(attempt),
        "milliseconds": .int(milliseconds(pause)),
      ]
    case .proving: ["event": "proving"]
    case .committed(let stage, let count):
      ["event": "committed", "stage": .int(stage + 1), "of": .int(count)]
    case .rolledBack(let stage): ["event": "rolled-back", "stage": .int(stage + 1)]
    case .resolvingDoubt(let stage): ["event": "resolving-doubt", "stage": .int(stage + 1)]
    }
  }

  private func milliseconds(_ duration: Duration) -> Int {
    let (seconds, rest) = duration.components
    return Int(seconds) * 1000 + Int(rest / 1_000_000_000_000_000)
  }
}
