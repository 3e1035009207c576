public import BehaviourTesting
import Diagnostics
import JSONText
import PostgresVocabulary

/// The Test Anything Protocol, version 14: a line a case, for harnesses.
public struct TAPFormat: Sendable {
  /// Makes the format.
  public init() {}

  /// The cases of all places.
  public func text(of report: TestReport) -> String {
    let count = report.runs.reduce(0) { $0 + ($1.failure == nil ? $1.cases.count : 1) }
    var text = "TAP version 14\n1..\(count)\n"
    var number = 0
    for run in report.runs {
      let prefix = report.runs.count > 1 ? "\(run.place): " : ""
      if let failure = run.failure {
        number += 1
        text += "not ok \(number) - \(Self.line(prefix))the tests cannot run\n"
        text += Self.block([failure], at: nil)
      }
      for test in run.tests {
        for item in test.cases {
          number += 1
          let isPassed = item.verdict == .passed
          let name = Self.line("\(prefix)\(test.name): \(item.name)")
          text += "\(isPassed ? "ok" : "not ok") \(number) - \(name)\n"
          if !isPassed { text += Self.block(item.verdict.lines, at: item.range) }
        }
      }
    }
    return text
  }

  /// A name on one line, with what would begin a directive escaped.
  private static func line(_ text: String) -> String {
    TerminalText.line(text).split(separator: "\\", omittingEmptySubsequences: false)
      .joined(separator: "\\\\")
      .split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\\#")
  }

  private static func block(_ lines: [String], at range: SourceRange?) -> String {
    var text = "  ---\n"
    if let range { text += "  at: \(quoted(range.description))\n" }
    text += "  message:\n"
    for line in lines { text += "    - \(quoted(line))\n" }
    return text + "  ...\n"
  }

  /// JSON's way to quote is YAML's too.
  private static func quoted(_ text: String) -> String {
    String(JSONValue.string(text).line.dropLast())
  }
}

/// JUnit's XML, as continuous integration reads it.
public struct JUnitFormat: Sendable {
  /// Makes the format.
  public init() {}

  /// A suite for each test and place.
  public func text(of report: TestReport) -> String {
    let all = report.runs.flatMap(\.cases)
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let unreached = report.runs.count { $0.failure != nil }
    text += "<testsuites name=\"plumb test\" \(Self.counts(all, unreached: unreached))>\n"
    for run in report.runs {
      let prefix = report.runs.count > 1 ? "\(run.place): " : ""
      if let failure = run.failure {
        let place = Self.escaped(run.place)
        text += "  <testsuite name=\"\(place)\" \(Self.counts([], unreached: 1))>\n"
        text += "    <testcase name=\"connect\" classname=\"\(place)\">\n"
        text += "      <error message=\"\(Self.escaped(failure))\"/>\n"
        text += "    </testcase>\n  </testsuite>\n"
      }
      for test in run.tests {
        let name = Self.escaped("\(prefix)\(test.name)")
        text += "  <testsuite name=\"\(name)\" \(Self.counts(test.cases))>\n"
        for item in test.cases { text += Self.element(item, class: name) }
        text += "  </testsuite>\n"
      }
    }
    return text + "</testsuites>\n"
  }

  private static func element(_ item: CaseResult, class name: String) -> String {
    var text = "    <testcase name=\"\(escaped(item.name))\" classname=\"\(name)\""
    if let range = item.range {
      text += " file=\"\(escaped(range.file))\" line=\"\(range.start.line)\""
    }
    text += " time=\"\(seconds(item.duration))\""
    let (tag, lines): (String, [String]) =
      switch item.verdict {
      case .passed: ("", [])
      case .failed(let reasons): ("failure", reasons)
      case .broken(let reason): ("error", [reason])
      }
    guard let first = lines.first else { return text + "/>\n" }
    text += ">\n      <\(tag) message=\"\(escaped(first))\">"
    text += escaped(lines.joined(separator: "\n"))
    return text + "</\(tag)>\n    </testcase>\n"
  }

  private static func counts(_ cases: [CaseResult], unreached: Int = 0) -> String {
    let failures = cases.count { if case .failed = $0.verdict { true } else { false } }
    let errors = cases.count { if case .broken = $0.verdict { true } else { false } }
    let time = cases.reduce(Duration.zero) { $0 + $1.duration }
    let all = cases.count + unreached
    return "tests=\"\(all)\" failures=\"\(failures)\" errors=\"\(errors + unreached)\""
      + " time=\"\(seconds(time))\""
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    let rest = String(1000 + milliseconds % 1000).dropFirst()
    return "\(milliseconds / 1000).\(rest)"
  }

  /// Text for attributes and elements; XML has no way to write most control characters.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension JSONFormat {
  /// The cases of all places.
  public func text(of report: TestReport) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "passed": .bool(report.isPassed),
      "places": .array(report.runs.map(place)),
      "differences": .array(
        report.disagreements.map { item in
          .object([
            "test": .string(item.test),
            "case": .string(item.name),
            "verdicts": .object(
              Dictionary(
                item.verdicts.map { ($0.place, .string($0.verdict.word)) },
                uniquingKeysWith: { first, _ in first }
              )
            ),
          ])
        }
      ),
    ]).text
  }

  /// The policies with what tests say of them.
  public func text(of coverage: PolicyCoverage) -> String {
    JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "covered": .bool(coverage.gaps.isEmpty),
      "policies": .array(
        coverage.entries.map { entry in
          .object([
            "policy": .string(entry.policy.name),
            "table": .string(entry.policy.table.description),
            "tested": .array(entry.directions.map(\.rawValue).sorted().map { .string($0) }),
            "gap": JSONValue(entry.gap),
          ])
        }
      ),
    ]).text
  }

  private func place(_ run: TestRun) -> JSONValue {
    .object([
      "place": .string(run.place),
      "error": JSONValue(run.failure),
      "tests": .array(
        run.tests.map { test in
          .object([
            "test": .string(test.name),
            "place": JSONValue(test.range?.description),
            "cases": .array(
              test.cases.map { item in
                .object([
                  "case": .string(item.name),
                  "place": JSONValue(item.range?.description),
                  "verdict": .string(item.verdict.word),
                  "reasons": .array(item.verdict.lines.map { .string($0) }),
                ])
              }
            ),
          ])
        }
      ),
    ])
  }
}
