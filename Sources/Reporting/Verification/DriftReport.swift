import Diagnostics
public import Diffing
import JSONText
public import ObjectModel
import Planning

/// What has drifted from the manifests, and since when.
public struct DriftReport: Sendable {
  /// The environments that were checked.
  public let environments: [Environment]
  /// When, as ISO 8601 in UTC.
  public let checkedAt: String
  /// The manifests' git commit, where there is one.
  public let commit: String?
  /// The project's folder as it was named; nil for the one at hand.
  public let project: String?

  /// Gathers what was found.
  public init(
    environments: [Environment],
    checkedAt: String,
    commit: String?,
    project: String?
  ) {
    self.environments = environments
    self.checkedAt = checkedAt
    self.commit = commit
    self.project = project
  }

  /// Whether nothing has drifted and everything could be read.
  public var isClean: Bool { environments.allSatisfy(\.verified.isVerified) }
  /// Whether something is not as it was at the check before.
  public var isNews: Bool { environments.contains(where: \.isNews) }

  /// What one environment's check has found.
  public struct Environment: Sendable {
    /// What was found.
    public let verified: VerifiedEnvironment
    /// Since when an object differs.
    public let since: @Sendable (ObjectID) -> Since?
    /// When the check before was; nil when none is known.
    public let previousCheck: String?
    /// What was applied last, where no check is known.
    public let lastApply: String?
    /// Whether something is not as it was at the check before.
    public let isNews: Bool
    /// Whether only saved plans are applied to it.
    public var isProtected = false

    /// Describes what was found.
    public init(
      _ verified: VerifiedEnvironment,
      since: @escaping @Sendable (ObjectID) -> Since?,
      previousCheck: String?,
      lastApply: String?,
      isNews: Bool
    ) {
      self.verified = verified
      self.since = since
      self.previousCheck = previousCheck
      self.lastApply = lastApply
      self.isNews = isNews
    }
  }

  /// The checks between which something has drifted.
  public struct Since: Sendable {
    /// The first check that found it.
    public let foundAt: String
    /// The last one before that, which had not; nil when there was none.
    public let notFoundAt: String?

    /// Names the checks.
    public init(foundAt: String, notFoundAt: String?) {
      self.foundAt = foundAt
      self.notFoundAt = notFoundAt
    }

    var text: String {
      notFoundAt.map { "since the check of \($0), found \(foundAt)" }
        ?? "found \(foundAt), by the first check"
    }
  }

  /// What webhooks get: one line of JSON.
  public var webhookBody: String {
    JSONValue.object(JSONFormat().entries(of: self)).line
  }

  /// The commands of the two ways out.
  func commands(_ found: Environment) -> (adopt: String, revert: String) {
    let environment = found.verified
    let place = project.map { ["--project", $0] } ?? []
    let objects = ChangeGroups(listing: environment.failing.map(\.change)).changes.map {
      $0.change.id.description
    }
    let adopt =
      ["plumb", "export", environment.name, "--to", project ?? ".", "--update"] + place
      + objects.flatMap { ["--adopt", $0] }
    let file = "\(environment.name).plan"
    let revert =
      found.isProtected
      ? [
        ["plumb", "plan", environment.name, "--out", file] + place,
        ["plumb", "apply", environment.name, file] + place,
      ] : [["plumb", "apply", environment.name] + place]
    func line(_ words: [String]) -> String {
      words.map(PlanReport.shellQuoted).joined(separator: " ")
    }
    return (line(adopt), revert.map(line).joined(separator: " && "))
  }
}

extension TextFormat {
  /// What has drifted, and the two ways out; why some environment could not be read is no part of
  /// it, but an error.
  public func text(of report: DriftReport) -> String {
    report.environments.map { environment in
      let name = TerminalText.line(environment.verified.name)
      let before = environment.previousCheck.map { "; the check before was \($0)" } ?? ""
      if case .failed = environment.verified.outcome {
        return style.paint("\(name) could not be read", .bad) + "\(before)\n"
      }
      let failing = environment.verified.failing
      if failing.isEmpty {
        return "\(style.paint(name, .strong))\(style.separator)no drift\(before)\n"
      }
      let count = ChangeGroups(listing: failing.map(\.change)).changes.count
      var text = style.paint("\(name) has drifted", .bad)
      text += ": \(count) \(plural("object", count))\(before)\n"
      if let apply = environment.lastApply {
        text += "  no earlier check is known; last applied: \(TerminalText.line(apply))\n"
      }
      text += contradictions(failing) { environment.since($0)?.text }
      let commands = report.commands(environment)
      text += "To adopt it into the manifests:\n  "
      text += style.paint(TerminalText.line(commands.adopt), .strong) + "\n"
      text += "To undo it in the database:\n  "
      return text + style.paint(TerminalText.line(commands.revert), .strong) + "\n"
    }.joined(separator: "\n")
  }
}

extension JSONFormat {
  /// What has drifted, and the two ways out.
  public func text(of report: DriftReport) -> String {
    JSONValue.object(entries(of: report)).text
  }

  func entries(of report: DriftReport) -> [String: JSONValue] {
    [
      "formatVersion": .int(Self.formatVersion),
      "event": .string(report.isClean ? "clean" : "drift"),
      "checkedAt": .string(report.checkedAt),
      "commit": JSONValue(report.commit),
      "drifted": .bool(!report.isClean),
      "environments": .array(report.environments.map { environment($0, report) }),
    ]
  }

  private func environment(
    _ environment: DriftReport.Environment,
    _ report: DriftReport
  ) -> JSONValue {
    let verified = environment.verified
    var entries: [String: JSONValue] = [
      "name": .string(verified.name),
      "status": .string(verified.statusWord),
      "isNews": .bool(environment.isNews),
      "previousCheck": JSONValue(environment.previousCheck),
      "drift": .array(
        verified.failing.map { contradiction in
          let since = environment.since(contradiction.change.id)
          return Self.contradiction(contradiction).adding([
            "foundAt": JSONValue(since?.foundAt), "notFoundAt": JSONValue(since?.notFoundAt),
          ])
        }
      ),
    ]
    if case .failed(let reason, let hint) = verified.outcome {
      entries["error"] = .object(["what": .string(reason), "fix": JSONValue(hint)])
    } else if !verified.failing.isEmpty {
      let commands = report.commands(environment)
      entries["adopt"] = .string(commands.adopt)
      entries["revert"] = .string(commands.revert)
    }
    return .object(entries)
  }
}
