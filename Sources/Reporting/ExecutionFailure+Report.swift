public import Execution
import ObjectModel
import PostgresVocabulary

extension ErrorReport {
  /// Says why a plan was not applied and what state the database is in.
  public init(_ failure: ExecutionFailure) {
    self = Self.cause(failure.cause)
    why.append(failure.state.words)
    state = failure.state.name
  }

  private static func cause(_ cause: ExecutionFailure.Cause) -> ErrorReport {
    switch cause {
    case .lockHeld(let holder): lockHeld(holder)
    case .forbidden(let steps, let history): forbidden(steps, history)
    case .missingSecrets(let steps): missingSecrets(steps)
    case .historyForbidden(let why):
      ErrorReport(
        code: "apply.history-forbidden",
        what: "the role may not write plumb.migration_history",
        why: [why],
        fix: "Apply with the role that owns schema plumb, or grant what is missing."
      )
    case .stale(let moved): stale(moved)
    case .unmet(let unmet): Self.unmet(unmet)
    case .step(let failed): step(failed)
    case .notProved(let left):
      ErrorReport(
        code: "apply.not-proved",
        what: "the result is not what the manifests declare",
        why: ["What would have been left:"] + left.map { "  \($0)" },
        fix: "Please report this: a plan must lead to the declared state."
      )
    case .commit(let error):
      ErrorReport(
        code: "apply.commit",
        what: "the server refused the commit: \(error.message)",
        why: serverLines(error),
        fix: error.hint
      )
    case .connectionLost(let error):
      ErrorReport(
        code: "apply.connection-lost",
        what: "the connection was lost: \(error.message)",
        fix: "Run the same command again: it goes on from the state that the database is in."
      )
    case .interrupted:
      ErrorReport(code: "apply.interrupted", what: "interrupted", exitCode: 130)
    case .other(let doing, let error): other(doing, error)
    }
  }

  // MARK: Refused before anything was done

  private static func lockHeld(_ holder: LockHolder?) -> ErrorReport {
    var report = ErrorReport(
      code: "apply.lock-held",
      what: "another session applies a plan to this database",
      fix: "Wait for it to end, or end it if it is stuck.",
      exitCode: 4
    )
    if let holder {
      var who = "process \(holder.pid) (\(holder.applicationName))"
      if let role = holder.role { who += " of role \"\(role)\"" }
      if let since = holder.since { who += ", connected since \(since)" }
      report.why = [who]
    }
    return report
  }

  private static func forbidden(_ steps: [ForbiddenStep], _ history: String?) -> ErrorReport {
    var remedies: [String] = []
    for remedy in steps.compactMap(\.remedy) where !remedies.contains(remedy) {
      remedies.append(remedy)
    }
    let given = remedies.isEmpty ? [] : ["What would allow it:"] + remedies.map { "  \($0)" }
    return ErrorReport(
      code: "apply.forbidden",
      what: "the role may not do what the plan takes; nothing has been changed",
      why: steps.map {
        "step \($0.step + 1), \($0.action.rawValue) \($0.subject): \($0.why)"
      } + (history.map { ["the history of applied plans: \($0)"] } ?? []) + given,
      fix: "Apply with a role that has these rights, or grant them.",
      exitCode: 1
    )
  }

  private static func missingSecrets(_ steps: [ForbiddenStep]) -> ErrorReport {
    ErrorReport(
      code: "apply.missing-secrets",
      what: "steps need secrets that are not set",
      why: steps.map { "step \($0.step + 1), \($0.subject): \($0.why)" },
      fix: "Set them where plumb runs, then apply again."
    )
  }

  private static func stale(_ moved: [String]) -> ErrorReport {
    let shown = moved.prefix(20).map { "  \($0)" }
    let more = moved.count > 20 ? ["  and \(moved.count - 20) more"] : []
    return ErrorReport(
      code: "apply.stale",
      what: "what the plan was made for has changed since",
      why: ["Changed since then:"] + shown + more,
      fix: "Make the plan anew and look at it.",
      exitCode: 4
    )
  }

  private static func unmet(_ unmet: [UnmetPrecondition]) -> ErrorReport {
    let isAboutRows = unmet.contains { $0.precondition.isAboutRows }
    return ErrorReport(
      code: isAboutRows ? "apply.rows-in-the-way" : "apply.impossible",
      what: isAboutRows
        ? "rows of the database stand in the way" : "the plan cannot be carried out",
      why: unmet.flatMap { unmet in
        let place = unmet.place.map { "\($0): " } ?? ""
        return [
          "\(place)\(unmet.subject): \(unmet.precondition.message)"
            + unmet.precondition.counted(unmet.count),
          "  \(unmet.precondition.hint)",
        ]
      },
      fix: isAboutRows ? "Change the rows first, then apply again." : nil
    )
  }

  // MARK: Failed on the way

  private static func step(_ failed: FailedStep) -> ErrorReport {
    let what =
      "step \(failed.index + 1) failed: \(failed.step.action.rawValue) "
      + "\(failed.step.subject)"
    guard let error = failed.serverError else {
      return ErrorReport(
        code: "apply.external-step",
        what: what,
        why: [failed.step.effect.summary, "\(failed.error)"],
        place: failed.place
      )
    }
    var why = ["\(error.message) (SQLSTATE \(error.sqlState))"]
    why += serverLines(error) + statementLines(failed.step, error)
    let isForLock = error.sqlState == .lockNotAvailable
    if isForLock {
      let lock = failed.step.lock.map { "\($0.rawValue) lock" } ?? "lock"
      why.append("Another session kept it from the \(lock) on \(failed.step.subject.root).")
    }
    if failed.step.isolation == .alone {
      why.append("It ran outside a transaction, so that it may have left something behind.")
    }
    return ErrorReport(
      code: "apply.step-failed",
      what: what,
      why: why,
      fix: error.hint
        ?? (isForLock
          ? "Apply again when that session has ended its transaction, or have \"lock_timeout\" "
            + "in the environment's \"apply\" wait longer." : nil),
      place: failed.place
    )
  }

  private static func other(_ doing: String, _ error: any Error) -> ErrorReport {
    let server = error as? ServerError
    let text = server.map { "\($0.message) (SQLSTATE \($0.sqlState))" } ?? "\(error)"
    return ErrorReport(
      code: "apply.failed",
      what: "failed while \(doing)",
      why: [text] + (server.map(serverLines) ?? []),
      fix: server?.hint
    )
  }

  private static func serverLines(_ error: ServerError) -> [String] {
    [error.detail, error.context].compactMap { $0 }
  }

  /// The statement, or the line of it at which the server points, with a caret.
  private static func statementLines(_ step: Step, _ error: ServerError) -> [String] {
    let text = step.effect.summary
    guard let position = error.position else {
      return text.split(separator: "\n").map { "  \($0)" }
    }
    var start = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let count = line.unicodeScalars.count
      if position <= start + count + 1 {
        let column = position - start
        let excerpt = SourceExcerpt(String(line), from: column, to: column + 1)
        return ["  \(excerpt.line)", "  \(excerpt.marker)"]
      }
      start += count + 1
    }
    return text.split(separator: "\n").map { "  \($0)" }
  }
}

extension ExecutionFailure.DatabaseState {
  /// The state in one sentence.
  var words: String {
    switch self {
    case .unchanged: return "The database is as it was before."
    case .partial(let stages, let steps, let count):
      var text = "\(stages) of \(count) stages \(stages == 1 ? "is" : "are") done and "
      text += stages == 1 ? "stays" : "stay"
      if steps > 0 {
        text +=
          ", and so \(steps == 1 ? "is" : "are") \(steps) \(plural("step", steps)) of the next"
      }
      return text + "; the rest is not. A new plan takes it from there."
    case .inDoubt(let stage, let count):
      return "Whether the commit of stage \(stage + 1) of \(count) took place is not known: "
        + "look at plumb history, or make a new plan."
    }
  }

  /// The name of the state, for programs.
  var name: String {
    switch self {
    case .unchanged: "unchanged"
    case .partial: "partial"
    case .inDoubt: "in-doubt"
    }
  }
}
