public import Diagnostics
public import ObjectModel
public import Planning

/// A plan with what a report may say of it.
public struct PlanReport: Sendable {
  /// The plan.
  public let plan: Plan
  /// How people named the database, for the next command: an environment's name or a URL without
  /// its password.
  public let target: String
  /// The file that the plan was saved in, if it was.
  public var savedAs: String?
  /// The project's folder, where people had to name it.
  public var project: String?
  /// The rows at stake, by hazard.
  public var rowsAtStake: [Hazard: Int] = [:]
  /// Facts about rows that do not hold and stand in the way.
  public var obstacles: [Obstacle] = []
  /// What has been allowed already.
  public var policy = HazardPolicy()
  /// Where manifests declare each object.
  public var places: [ObjectID: SourceRange] = [:]
  /// Where routines that the statements run look for names without a schema.
  public var searchPath = ["public"]
  /// Whether the statements are shown.
  public var showsSQL = false
  /// Whether reports for people end with the command that applies the plan.
  public var showsNextCommand = true
  /// The version of the tool.
  public var toolVersion = ""
  /// The summary of the state that the plan was made for, where its fingerprint is not at hand.
  public var stateSummary: String?

  /// Describes a plan for a database.
  public init(_ plan: Plan, target: String) {
    self.plan = plan
    self.target = target
  }

  /// A fact about rows that does not hold.
  public struct Obstacle: Hashable, Sendable {
    /// The object.
    public let subject: ObjectID
    /// What must hold.
    public let precondition: Precondition
    /// How many rows offend.
    public let rows: Int

    /// Describes what stands in the way.
    public init(subject: ObjectID, precondition: Precondition, rows: Int) {
      self.subject = subject
      self.precondition = precondition
      self.rows = rows
    }
  }

  /// The command that applies the plan, with all that would have to be allowed.
  public var nextCommand: String {
    var words = ["plumb", "apply", target]
    if let savedAs { words.append(savedAs) }
    if let project { words += ["--project", project] }
    if savedAs != nil { return words.map(Self.shellQuoted).joined(separator: " ") }
    let allowances = policy.refusals(in: plan).map(\.allowance).uniqued()
    for allowance in allowances { words += ["--allow", allowance] }
    return words.map(Self.shellQuoted).joined(separator: " ")
  }

  static func shellQuoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "-_./:@=,+%".unicodeScalars.contains($0)
    }
    if isPlain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}

extension Plan {
  /// The commit's short name, with the plus sign of manifests that have been edited since.
  var shortCommit: String? {
    commit.map { $0.count > 12 ? $0.prefix(12) + ($0.hasSuffix("+") ? "+" : "") : $0 }
  }
}

extension Hazard {
  /// What `--allow` takes to allow this hazard and no other.
  public var allowance: String { "\(name.rawValue):\(subject.label)" }
}

extension Sequence where Element: Hashable {
  /// The elements without repetitions, in their order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

/// A form in which plans are reported.
public protocol ReportFormat: Sendable {
  /// The whole report, ended by a newline unless it is empty.
  func text(of report: PlanReport) -> String
}

extension Precondition {
  /// The number of rows in parentheses; nothing for what is about no rows.
  public func counted(_ rows: Int) -> String {
    isAboutRows ? " (\(rows) \(plural("row", rows)))" : ""
  }
}
