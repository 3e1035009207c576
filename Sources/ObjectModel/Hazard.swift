public import PostgresVocabulary

/// What a step risks: data on the step, so that policies and reports can act on it.
public struct Hazard: Hashable, Sendable {
  /// What is at risk.
  public let name: Name
  /// The object at risk.
  public let subject: ObjectID
  /// What happens, in plain words for people.
  public let message: String
  /// A query for the number of rows at stake, where rows are; one row, one column.
  public let probe: SQL?

  /// Describes what a step risks.
  public init(_ name: Name, _ subject: ObjectID, _ message: String, probe: SQL? = nil) {
    self.name = name
    self.subject = subject
    self.message = message
    self.probe = probe
  }

  /// The name by which people allow a hazard.
  public enum Name: String, CaseIterable, Hashable, Sendable, Codable {
    /// Rows or values are gone afterwards.
    case dataLoss = "data-loss"
    /// Row level security no longer guards a table.
    case rowSecurityOff = "row-security-off"
    /// Someone can read or do what they could not before.
    case accessWidened = "access-widened"
    /// A lock keeps the application waiting.
    case longLock = "long-lock"
    /// A table's rows are all written anew.
    case tableRewrite = "table-rewrite"
    /// An index is built anew.
    case indexRebuild = "index-rebuild"
    /// What is stored was computed by what has changed.
    case staleData = "stale-data"
    /// A body that the server keeps as text does not fit what the database then holds.
    case invalidBody = "invalid-body"
    /// The step cannot be undone by a plan in the other direction.
    case irreversible

    /// Whether the hazard is refused unless it is allowed by name.
    public var needsConsent: Bool {
      self == .dataLoss || self == .rowSecurityOff
    }
  }
}

/// A fact about the rows of a database that must hold before any statement is run.
public struct Precondition: Hashable, Sendable {
  /// A query for a number that must be zero, such as that of offending rows; one row, one column.
  public let query: SQL
  /// What is wrong when the number is not zero.
  public let message: String
  /// What to do then.
  public let hint: String
  /// Whether the number is one of rows of a table.
  public let isAboutRows: Bool

  /// States a fact about rows that must hold.
  public init(_ query: SQL, message: String, hint: String) {
    self.init(query: query, message: message, hint: hint, isAboutRows: true)
  }

  private init(query: SQL, message: String, hint: String, isAboutRows: Bool) {
    self.query = query
    self.message = message
    self.hint = hint
    self.isAboutRows = isAboutRows
  }

  /// States a fact that depends on no row of any table.
  ///
  /// - Parameters:
  ///   - query: a query for a number that must be zero.
  ///   - message: what is wrong otherwise.
  ///   - hint: what to do then.
  /// - Returns: the precondition.
  public static func fact(_ query: SQL, message: String, hint: String) -> Self {
    Self(query: query, message: message, hint: hint, isAboutRows: false)
  }

  /// States that a step cannot be carried out, whatever rows there are.
  ///
  /// - Parameters:
  ///   - message: why not.
  ///   - hint: what to do instead.
  /// - Returns: a precondition that never holds.
  public static func refusal(_ message: String, hint: String) -> Self {
    fact("SELECT 1", message: message, hint: hint)
  }
}

/// A table-level lock mode, weakest first; the manual's chapter "Explicit Locking".
public enum LockMode: String, CaseIterable, Comparable, Hashable, Sendable, Codable {
  case accessShare = "ACCESS SHARE"
  case rowShare = "ROW SHARE"
  case rowExclusive = "ROW EXCLUSIVE"
  case shareUpdateExclusive = "SHARE UPDATE EXCLUSIVE"
  case share = "SHARE"
  case shareRowExclusive = "SHARE ROW EXCLUSIVE"
  case exclusive = "EXCLUSIVE"
  case accessExclusive = "ACCESS EXCLUSIVE"

  /// What the lock keeps others from doing, in words; nil when neither reads nor writes wait.
  public var blocks: String? {
    switch self {
    case .accessShare, .rowShare, .rowExclusive, .shareUpdateExclusive: nil
    case .share, .shareRowExclusive, .exclusive: "writes"
    case .accessExclusive: "reads and writes"
    }
  }

  /// Orders modes by strength.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
