public import PostgresVocabulary

/// A managed object that the system catalogs hold.
public protocol CatalogObject: ManagedObject {
  /// The query that reads every object of the kind in one pass.
  ///
  /// Its first columns are `classid` and `objid` (and `objsubid` where it is not 0): the address by
  /// which `pg_depend` knows the object. Objects of the system's own schemas are left out.
  static func catalogQuery(_ version: ServerVersion) -> SQL

  /// The query for kinds that read less where they may not read everything, or where a database
  /// has less.
  static func catalogQuery(in context: CatalogQueryContext) -> SQL

  /// Without which the query gives no rows, and is not sent; nil when it always is.
  static var requiredContents: CatalogContents? { get }

  /// On which it depends how long the query is.
  static var optionalContents: [CatalogContents] { get }

  /// Whether the query takes long for each object: the server writes the text of a query for it.
  static var isSlowToRead: Bool { get }

  /// Reads one row of the query; nil when what the row is about is not modelled.
  ///
  /// - Throws: `RowError` when a column is not what it must be.
  init?(row: Row, reading: CatalogReading) throws
}

/// What a kind may look up while its rows are read.
public struct CatalogReading: Sendable {
  /// The server that was read.
  public let version: ServerVersion
  private let identities: [ObjectAddress: ObjectID]

  /// Makes a look-up of the objects read so far.
  public init(version: ServerVersion, identities: [ObjectAddress: ObjectID]) {
    self.version = version
    self.identities = identities
  }

  /// The object at an address of `pg_depend`; nil when no kind has claimed it.
  public func object(at address: ObjectAddress) -> ObjectID? {
    identities[address]
  }
}

extension CatalogObject {
  /// The kind.
  public static var asCatalogKind: (any CatalogObject.Type)? { Self.self }

  /// The same query for all.
  public static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    catalogQuery(context.version)
  }

  /// It does not.
  public static var isSlowToRead: Bool { false }

  /// The query is always sent.
  public static var requiredContents: CatalogContents? { nil }

  /// The query depends on nothing.
  public static var optionalContents: [CatalogContents] { [] }
}
