public import ManifestLoading
public import ObjectModel
public import PostgresClient
import PostgresVocabulary

/// One side of a comparison: a database, what manifests declare, or a state that was recorded.
public struct ComparedSide: Sendable {
  /// What it is.
  public enum Source: Sendable {
    /// A database, with what manifests declare for it where it is an environment's.
    case database(ConnectionSettings, DeclaredState?)
    /// A database that SQL files have made; what the whole server shares is not its own.
    case scripted(ConnectionSettings)
    /// What manifests declare.
    case manifests(DeclaredState)
    /// The managed part of a database as it was, with the objects of which nothing is known any
    /// more; with the database, and with what manifests declare for it now.
    case recorded(Catalog, unknown: [ObjectID], ConnectionSettings, DeclaredState?)
  }

  /// What it is.
  public let source: Source
  /// Reads what lies outside the database; nil when there is no place for such objects.
  public let outside: (@Sendable (Catalog) async throws -> OutsideState)?

  /// Describes a side.
  public init(
    _ source: Source,
    outside: (@Sendable (Catalog) async throws -> OutsideState)? = nil
  ) {
    self.source = source
    self.outside = outside
  }

  /// The database that manifests are spelled for when they are compared with this side.
  var anchor: ConnectionSettings? {
    switch source {
    case .database(let settings, _), .scripted(let settings), .recorded(_, _, let settings, _):
      settings
    case .manifests: nil
    }
  }

  var declared: DeclaredState? {
    switch source {
    case .database(_, let declared), .recorded(_, _, _, let declared): declared
    case .manifests(let declared): declared
    case .scripted: nil
    }
  }

  /// What manifests declare, when they are the side.
  var manifests: DeclaredState? {
    if case .manifests(let declared) = source { declared } else { nil }
  }

  /// Whether what lies outside of its database can be read.
  var hasOutside: Bool {
    if case .database(_, .some) = source { outside != nil } else { false }
  }

  /// What is known of rows that are to be compared.
  var contents: [any ContentObject] {
    let recorded: [any ContentObject] =
      if case .recorded(let catalog, _, _, _) = source {
        catalog.objects.values.compactMap { $0.asContent }
      } else { [] }
    return recorded + (declared.map(Reconciler.contents) ?? [])
  }

  var isScripted: Bool {
    if case .scripted = source { true } else { false }
  }
}

/// One side of a comparison, after it was read.
struct ReadSide: Sendable {
  var catalog: Catalog
  let version: ServerVersion
  let role: String
  /// What it manages; nil when it has no say in that.
  let manages: (@Sendable (ObjectID) -> Bool)?
  /// The objects about which it says nothing.
  var leftAlone: Set<ObjectID> = []
  /// How its manifests stand to the database that they are spelled for.
  var standing: Standing?
  /// What of it nobody has looked at.
  var unknown: [NotManaged] = []

  static let nothing = ReadSide(catalog: Catalog(), version: 0, role: "", manages: nil)
}
