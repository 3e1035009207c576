import Planning

/// What a command found in the databases of a fleet, or did to them.
public struct FleetReport: Sendable {
  /// The environment's name.
  public let environment: String
  /// The databases, in the order of their names.
  public let databases: [Database]
  /// The plans, each for the databases that it is the same for.
  public let plans: [Group]
  /// The databases of each wave, in order.
  public let waves: [[String]]
  /// How many databases are worked on at once.
  public let parallel: Int
  /// The part of the fleet that this is about, such as `2/5`; nil for all of it.
  public var shard: String?
  /// Whether plans have been applied, and not only made.
  public var isApplied = false
  /// Whether the statements are shown.
  public var showsSQL = false
  /// The command that comes next; nil for none.
  public var nextCommand: String?

  /// A database of a fleet.
  public struct Database: Sendable {
    /// Its name in the fleet.
    public let name: String
    /// What became of it.
    public let outcome: Outcome

    /// Tells of a database.
    public init(name: String, outcome: Outcome) {
      self.name = name
      self.outcome = outcome
    }
  }

  /// What became of a database.
  public enum Outcome: Sendable {
    /// It is as declared, so that nothing was done.
    case unchanged
    /// A plan for it was made, of this many steps.
    case planned(steps: Int)
    /// Its plan was applied.
    case applied(ExecutionSummary)
    /// It failed.
    case failed(ErrorReport)
    /// It was not begun with, since others had failed.
    case notBegun
  }

  /// What applying a plan to a database came to.
  public struct ExecutionSummary: Hashable, Sendable {
    /// How many steps were run.
    public let steps: Int
    /// How long it took.
    public let milliseconds: Int
    /// The row of the database's history.
    public let historyID: Int?

    /// Sums up.
    public init(steps: Int, milliseconds: Int, historyID: Int?) {
      self.steps = steps
      self.milliseconds = milliseconds
      self.historyID = historyID
    }
  }

  /// A plan with the databases that it is for.
  public struct Group: Sendable {
    /// The plan, as it is reported for a single database.
    public let plan: PlanReport
    /// The databases' names, in order.
    public let databases: [String]

    /// Groups databases.
    public init(plan: PlanReport, databases: [String]) {
      self.plan = plan
      self.databases = databases
    }
  }

  /// Gathers what was found.
  public init(
    environment: String,
    databases: [Database],
    plans: [Group],
    waves: [[String]],
    parallel: Int
  ) {
    self.environment = environment
    self.databases = databases
    self.plans = plans
    self.waves = waves
    self.parallel = parallel
  }
}

extension FleetReport {
  /// How many databases came to the same.
  func count(_ matches: (Outcome) -> Bool) -> Int {
    databases.count { matches($0.outcome) }
  }

  /// The exit code of a command that ends with it: 3 or 4 when all failures say so, else 1.
  public var exitCode: Int32 {
    let codes = Set(
      databases.compactMap { database -> Int32? in
        if case .failed(let error) = database.outcome { error.exitCode } else { nil }
      }
    )
    if codes.isEmpty { return 0 }
    return codes.count == 1 ? codes.first ?? 1 : 1
  }
}

extension FleetReport.Outcome {
  /// The word for it, for programs.
  var word: String {
    switch self {
    case .unchanged: "unchanged"
    case .planned: "planned"
    case .applied: "applied"
    case .failed: "failed"
    case .notBegun: "not-begun"
    }
  }
}
