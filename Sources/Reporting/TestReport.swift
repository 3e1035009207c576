public import BehaviourTesting
import Diagnostics
import PostgresVocabulary

/// What came of tests, in one place or in several.
public struct TestReport: Hashable, Sendable {
  /// The runs, in the order in which they are shown.
  public let runs: [TestRun]

  /// Describes what came of tests.
  public init(_ runs: [TestRun]) {
    self.runs = runs
  }

  /// Whether every case passed everywhere.
  public var isPassed: Bool { runs.allSatisfy(\.isPassed) }

  /// A case that ends in another way in one place than in another.
  struct Disagreement {
    let test: String
    let name: String
    let range: SourceRange?
    let verdicts: [(place: String, verdict: CaseResult.Verdict)]
  }

  /// The cases that do not end the same everywhere, among the places where tests could run.
  var disagreements: [Disagreement] {
    let ran = runs.filter { $0.failure == nil }
    guard ran.count > 1, let first = ran.first else { return [] }
    var result: [Disagreement] = []
    for (testIndex, test) in first.tests.enumerated() {
      for (index, item) in test.cases.enumerated() {
        let verdicts = ran.map {
          (place: $0.place, verdict: $0.tests[testIndex].cases[index].verdict)
        }
        if verdicts.allSatisfy({ $0.verdict == item.verdict }) { continue }
        result.append(
          Disagreement(test: test.name, name: item.name, range: item.range, verdicts: verdicts)
        )
      }
    }
    return result
  }
}

extension CaseResult.Verdict {
  /// How it ended, in a word.
  var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .broken: "broken"
    }
  }
}

// MARK: - Text

extension TextFormat {
  /// The tests by place, with what is wrong, and a count.
  public func text(of report: TestReport) -> String {
    var text = ""
    for run in report.runs {
      text += style.paint(TerminalText.line(run.place), .strong) + "\n"
      if let failure = run.failure {
        text += "  \(mark(.broken("")))  \(TerminalText.line(failure))\n"
        continue
      }
      for test in run.tests { text += self.text(of: test) }
      text += counts(run) + "\n"
    }
    return text + disagreements(report)
  }

  private func text(of test: TestResult) -> String {
    let bad = test.cases.filter { $0.verdict != .passed }
    let count = "\(test.cases.count) \(plural("case", test.cases.count))"
    let verdict = bad.first?.verdict ?? .passed
    var text = "  \(mark(verdict)) \(TerminalText.line(test.name)) \(style.paint(count, .faint))\n"
    for item in bad {
      let place = item.range.map { "  \($0)" } ?? ""
      text += "    \(mark(item.verdict)) \(TerminalText.line(item.name))"
      text += style.paint(TerminalText.line(place), .faint) + "\n"
      for line in item.verdict.lines.flatMap(TerminalText.lines) { text += "        \(line)\n" }
    }
    return text
  }

  private func counts(_ run: TestRun) -> String {
    let cases = run.cases
    let failed = cases.count { if case .failed = $0.verdict { true } else { false } }
    let broken = cases.count { if case .broken = $0.verdict { true } else { false } }
    var parts = ["\(cases.count - failed - broken) passed"]
    if failed > 0 { parts.append("\(failed) failed") }
    if broken > 0 { parts.append("\(broken) broken") }
    let tests = "\(run.tests.count) \(plural("test", run.tests.count))"
    return "\(tests), \(cases.count) \(plural("case", cases.count)): "
      + parts.joined(separator: ", ")
  }

  private func disagreements(_ report: TestReport) -> String {
    let ran = report.runs.count { $0.failure == nil }
    if ran < 2 { return "" }
    let found = report.disagreements
    if found.isEmpty { return "\nOutcomes are the same in the \(ran) places where tests ran.\n" }
    var text = "\n" + style.paint("Where outcomes differ", .warning) + "\n"
    for item in found {
      text += "  \(TerminalText.line(item.test)): \(TerminalText.line(item.name))\n"
      for (place, verdict) in item.verdicts {
        let why = verdict.lines.first.map { ": \(TerminalText.line($0))" } ?? ""
        text += "    \(mark(verdict)) \(TerminalText.line(place)) \(verdict.word)\(why)\n"
      }
    }
    return text
  }

  private func mark(_ verdict: CaseResult.Verdict) -> String {
    switch verdict {
    case .passed: style.paint(style.ascii ? "ok" : "✓", .good)
    case .failed: style.paint(style.ascii ? "FAILED" : "✗", .bad)
    case .broken: style.paint(style.ascii ? "BROKEN" : "!", .bad)
    }
  }

  /// The policies that tests leave open.
  public func text(of coverage: PolicyCoverage) -> String {
    let all = coverage.entries.count
    let open = coverage.gaps
    let summary = "Tested both ways: \(all - open.count) of \(all) \(plural("policy", all))."
    if open.isEmpty { return summary + "\n" }
    var text = style.paint("Policies that tests leave open", .warning) + "\n"
    for entry in open {
      let table = TerminalText.line(entry.policy.table.description)
      text += "  ! \"\(TerminalText.line(entry.policy.name))\" on \(table): \(entry.gap ?? "")\n"
    }
    return text + "\n" + summary + "\n"
  }
}
