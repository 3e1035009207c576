public import PostgresClient
import PostgresVocabulary

/// How well tests cover the policies that manifests declare.
public struct PolicyCoverage: Hashable, Sendable {
  /// How well one policy is covered.
  public struct Entry: Hashable, Sendable {
    /// The policy.
    public let policy: PolicyReference
    /// What its tests say of access.
    public let directions: Set<Expectation.Direction>
    /// Whether a test of it fails when it is not there; nothing when that was not tried.
    public internal(set) var isNeeded: Bool?

    /// Whether nothing is left to be desired.
    public var isCovered: Bool { gap == nil }

    /// What is missing, in words; nothing when nothing is.
    public var gap: String? {
      if directions.isEmpty { return "no test" }
      if !directions.contains(.allowing) { return "no test of what it allows" }
      if !directions.contains(.refusing) { return "no test of what it refuses" }
      if isNeeded == false { return "its tests pass without it too" }
      return nil
    }
  }

  /// The policies, by table and name.
  public private(set) var entries: [Entry]

  /// The policies that leave something to be desired.
  public var gaps: [Entry] { entries.filter { !$0.isCovered } }

  /// Finds out what tests say of policies.
  public init(_ policies: [PolicyReference], in suite: TestSuite) {
    entries = policies.map { policy in
      let cases = suite.tests.filter { $0.policies.contains(policy) }.flatMap(\.cases)
      return Entry(
        policy: policy,
        directions: Set(cases.map(\.expectation.direction)),
        isNeeded: nil
      )
    }
  }

  /// Takes each policy away in turn, in a transaction that is rolled back, and sees whether a test
  /// of it notices.
  ///
  /// - Parameters:
  ///   - suite: the tests.
  ///   - runner: runs them.
  ///   - connection: an idle connection to a scratch database; tables are locked.
  /// - Throws: `ServerError`.
  public mutating func removeEach(
    of suite: TestSuite,
    with runner: TestRunner,
    on connection: Connection
  ) async throws {
    for index in entries.indices where !entries[index].directions.isEmpty {
      let policy = entries[index].policy
      let removal: SQL = "DROP POLICY \(identifier: policy.name) ON \(qualified: policy.table)"
      let results = try await runner.run(
        suite.tests.filter { $0.policies.contains(policy) },
        on: connection,
        after: [removal]
      )
      entries[index].isNeeded = results.flatMap(\.cases).contains { $0.verdict != .passed }
    }
  }
}
