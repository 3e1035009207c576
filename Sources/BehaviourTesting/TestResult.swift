public import Diagnostics

/// What came of the tests in one place.
public struct TestRun: Hashable, Sendable {
  /// Where the tests ran: an environment's name, or `scratch`.
  public let place: String
  /// The results by test, in order.
  public let tests: [TestResult]
  /// Why the tests could not run there; nothing when they did.
  public let failure: String?

  /// Describes what came of the tests.
  public init(place: String, tests: [TestResult], failure: String? = nil) {
    self.place = place
    self.tests = tests
    self.failure = failure
  }

  /// All cases.
  public var cases: [CaseResult] { tests.flatMap(\.cases) }

  /// Whether every case passed.
  public var isPassed: Bool { failure == nil && cases.allSatisfy { $0.verdict == .passed } }
}

/// What came of one test.
public struct TestResult: Hashable, Sendable {
  /// The test's name.
  public let name: String
  /// Where it stands.
  public let range: SourceRange?
  /// What came of its cases, in order.
  public let cases: [CaseResult]

  /// Describes what came of a test.
  public init(name: String, range: SourceRange?, cases: [CaseResult]) {
    self.name = name
    self.range = range
    self.cases = cases
  }
}

/// What came of one case.
public struct CaseResult: Hashable, Sendable {
  /// How a case ends.
  public enum Verdict: Hashable, Sendable {
    /// All is as expected.
    case passed
    /// Something else came of the action; each line says how it differs.
    case failed([String])
    /// The action was never tried, because what it needs could not be done.
    case broken(String)
  }

  /// The case's name.
  public let name: String
  /// Where it stands.
  public let range: SourceRange?
  /// How it ended.
  public let verdict: Verdict
  /// How long it took.
  public let duration: Duration

  /// Describes what came of a case.
  public init(name: String, range: SourceRange?, verdict: Verdict, duration: Duration) {
    self.name = name
    self.range = range
    self.verdict = verdict
    self.duration = duration
  }
}

extension CaseResult.Verdict {
  /// What is wrong, a line each; nothing when nothing is.
  public var lines: [String] {
    switch self {
    case .passed: []
    case .failed(let reasons): reasons
    case .broken(let reason): [reason]
    }
  }
}
