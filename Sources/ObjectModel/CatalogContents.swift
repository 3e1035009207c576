public import PostgresVocabulary

/// Something that only some databases hold, and that a cheap question finds: whether a query that
/// takes time to plan can be left out, or made shorter.
public struct CatalogContents: Hashable, Sendable {
  /// A condition without tables of its own that holds where the database has it.
  public let condition: SQL

  /// Rows of a catalog that a new database has none of.
  ///
  /// The size of the file says whether there have ever been any, without a plan.
  ///
  /// - Parameter catalog: the name of the catalog.
  /// - Returns: that there may be rows.
  public static func rows(of catalog: SQL) -> Self {
    Self(
      condition: """
        pg_catalog.pg_relation_size('pg_catalog.\(catalog)'::pg_catalog.regclass) > 0
        """
    )
  }

  /// Rows of a catalog.
  ///
  /// - Parameters:
  ///   - catalog: the name of the catalog.
  ///   - predicate: which rows, with `x` for the catalog.
  /// - Returns: that there are such rows.
  public static func rows(of catalog: SQL, where predicate: SQL) -> Self {
    Self(condition: "EXISTS (SELECT FROM pg_catalog.\(catalog) x WHERE \(predicate))")
  }

  /// Rows of a catalog that are about objects made by users, whose OIDs are 16384 or higher
  /// (`FirstNormalObjectId`).
  ///
  /// - Parameters:
  ///   - catalog: the name of the catalog.
  ///   - predicate: which of them, with `x` for the catalog; nil for all.
  /// - Returns: that there are such rows.
  public static func objects(of catalog: SQL, where predicate: SQL? = nil) -> Self {
    let which: SQL = predicate.map { " AND \($0)" } ?? ""
    return rows(of: catalog, where: "x.oid >= 16384\(which)")
  }
}

/// What the queries of the kinds are made for.
public struct CatalogQueryContext: Sendable {
  /// The server's version.
  public let version: ServerVersion
  /// Whether the role that reads is a superuser.
  public let isSuperuser: Bool
  private let absent: Set<CatalogContents>

  /// Describes a reading.
  ///
  /// - Parameters:
  ///   - version: the server's version.
  ///   - isSuperuser: whether the role that reads is a superuser.
  ///   - absent: what the database is known not to hold.
  public init(
    version: ServerVersion,
    isSuperuser: Bool = false,
    absent: Set<CatalogContents> = []
  ) {
    self.version = version
    self.isSuperuser = isSuperuser
    self.absent = absent
  }

  /// Whether the database may hold something.
  public func mayHold(_ contents: CatalogContents) -> Bool {
    !absent.contains(contents)
  }
}
