public import Diagnostics

/// The many databases of one environment, all with the same manifests, and how changes reach them.
public struct DatabaseFleet: Hashable, Sendable {
  /// Where the databases are.
  public var source: Source
  /// How changes reach them.
  public var rollout = FleetRollout()

  /// Where the databases of a fleet are.
  public enum Source: Hashable, Sendable {
    /// Each is named in the environment's file.
    case list([Entry])
    /// A query gives them.
    case query(Query)
  }

  /// A database that the environment's file names.
  public struct Entry: Hashable, Sendable {
    /// Its name in the fleet.
    public let name: String
    /// Where it is.
    public let url: ConnectionTemplate
    /// Where it is named.
    public let range: SourceRange?
  }

  /// A query whose rows are databases: the first column is the name in the fleet.
  public struct Query: Hashable, Sendable {
    /// The database that is asked.
    public let from: ConnectionTemplate
    /// The query.
    public let text: String
    /// The address of each, with `{column}` for the columns of its row; nil for the database of
    /// that name on the server that is asked.
    public let url: ConnectionTemplate?
    /// Where the query is written.
    public let range: SourceRange?
  }

  /// Whether a text can name a database of a fleet: names stand in lists and after `ENV/`.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { scalar in
        scalar.value > 0x20 && scalar != "/" && scalar != "," && scalar.value != 0x7F
      }
  }
}

/// How changes reach the databases of a fleet.
public struct FleetRollout: Hashable, Sendable {
  /// Which databases come first; when one of them fails, no other is touched.
  public var canary = Canary.first(1)
  /// The sizes of the waves that follow; whoever is left comes last.
  public var waves: [WaveSize] = []
  /// How many databases are worked on side by side.
  public var parallel = 4
  /// After how many failures no further database is touched.
  public var stopAfter = 1

  /// The usual way: one database first, then the others, until one fails.
  public init() {}

  /// Which databases come first.
  public enum Canary: Hashable, Sendable {
    /// Those of these names.
    case named([String])
    /// So many, in the order of names.
    case first(Int)
  }

  /// How many databases a wave has.
  public enum WaveSize: Hashable, Sendable {
    /// So many.
    case count(Int)
    /// A share of the whole fleet, from 1 to 100.
    case percent(Int)
  }
}
