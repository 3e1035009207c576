import Diagnostics
import Diffing
import ObjectModel
import Planning

extension JUnitFormat {
  /// A suite for each environment with a case for each kind of object, and one with a case for each
  /// pair of environments.
  public func text(of report: VerificationReport) -> String {
    let suites = report.verification.environments.map(suite) + [pairs(report.verification)]
    let cases = suites.flatMap(\.cases)
    var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
    text += "<testsuites name=\"plumb verify\" \(Self.summary(cases))>\n"
    for suite in suites where !suite.cases.isEmpty {
      text += "  <testsuite name=\"\(MarkupText.escaped(suite.name))\" "
      text += "\(Self.summary(suite.cases)) "
      text += "timestamp=\"\(MarkupText.escaped(report.checkedAt))\">\n"
      text += suite.cases.map { Self.text(of: $0, in: suite.name) }.joined()
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  // MARK: Cases

  private struct Suite {
    let name: String
    let cases: [Case]
  }

  private struct Case {
    let name: String
    var failures: [String] = []
    var error: String?
  }

  private func suite(_ environment: VerifiedEnvironment) -> Suite {
    guard let reading = environment.reading else {
      guard case .failed(let reason, let hint) = environment.outcome else {
        return Suite(name: environment.name, cases: [])
      }
      let text = ([reason] + [hint].compactMap { $0 }).joined(separator: "\n")
      return Suite(
        name: environment.name,
        cases: [Case(name: "can be read", error: text)]
      )
    }
    let kinds = Set(reading.live.objects.keys.map(\.kind))
      .union(environment.contradictions.map(\.change.id.kind))
    let failing = Dictionary(grouping: environment.failing) { $0.change.id.kind }
    let cases = kinds.sorted().map { kind in
      Case(name: kind.description, failures: (failing[kind] ?? []).map(Self.line))
    }
    return Suite(name: environment.name, cases: [Case(name: "can be read")] + cases)
  }

  private func pairs(_ verification: Verification) -> Suite {
    let environments = verification.environments.filter { $0.reading != nil }
    var cases: [Case] = []
    for (index, first) in environments.enumerated() {
      for second in environments[(index + 1)...] {
        let failing = verification.divergences.filter {
          $0.status.isFailure && $0.separates(first.name, second.name)
        }
        cases.append(
          Case(
            name: "\(first.name) and \(second.name)",
            failures: failing.map { "\($0.id): \($0.status.explanation)" }
          )
        )
      }
    }
    return Suite(name: "between environments", cases: cases)
  }

  private static func line(_ contradiction: Contradiction) -> String {
    let place = contradiction.place.map { "\($0): " } ?? ""
    var text = "\(place)\(contradiction.change.id) is \(contradiction.change.contradiction)"
    for field in contradiction.change.fields {
      text += "\n    \(field.name): \(field.old), not \(field.new)"
    }
    if case .expired(let allowance) = contradiction.status { text += "\n    \(allowance.words)" }
    return text
  }

  // MARK: XML

  private static func summary(_ cases: [Case]) -> String {
    "tests=\"\(cases.count)\" failures=\"\(cases.count { !$0.failures.isEmpty })\" "
      + "errors=\"\(cases.count { $0.error != nil })\""
  }

  private static func text(of test: Case, in suite: String) -> String {
    let names = [suite, test.name].map(MarkupText.escaped)
    let head = "    <testcase classname=\"\(names[0])\" name=\"\(names[1])\""
    if let error = test.error {
      return "\(head)>\n      <error message=\"could not be read\">"
        + "\(MarkupText.escaped(error))</error>\n    </testcase>\n"
    }
    if test.failures.isEmpty { return head + "/>\n" }
    let count = test.failures.count
    return "\(head)>\n      <failure message=\"\(count) \(plural("object", count)) "
      + "\(count == 1 ? "differs" : "differ")\">"
      + MarkupText.escaped(test.failures.joined(separator: "\n")) + "</failure>\n    </testcase>\n"
  }
}
