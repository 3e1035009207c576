public import ObjectModel
public import PostgresVocabulary

/// What one snapshot of a database holds.
public struct LiveDatabase: Sendable {
  /// The server's version.
  public let version: ServerVersion
  /// The database's name.
  public let name: String
  /// The role that reads, and that would run statements.
  public let role: String
  /// All objects of the kinds that Plumb knows, apart from the system's and the extensions' own.
  public let catalog: Catalog
  /// The objects by their addresses in `pg_depend`.
  public let identities: [ObjectAddress: ObjectID]
  /// Objects of kinds that Plumb does not know.
  public let unknown: [NotManaged]

  /// Gathers what was read.
  public init(
    version: ServerVersion,
    name: String,
    role: String,
    catalog: Catalog,
    identities: [ObjectAddress: ObjectID],
    unknown: [NotManaged]
  ) {
    self.version = version
    self.name = name
    self.role = role
    self.catalog = catalog
    self.identities = identities
    self.unknown = unknown
  }
}
