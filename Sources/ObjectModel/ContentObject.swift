public import PostgresVocabulary

/// A managed object that lies in the rows of a database and not in its catalogs.
///
/// Rows are read only where something is declared of them, so the declared object says what to
/// read. A scratch database holds it apart, so that neither triggers nor other rows take part in
/// how its values are spelled.
public protocol ContentObject: ManagedObject {
  /// The query that reads what a database holds of the object.
  ///
  /// - Parameters:
  ///   - catalog: the database's catalog.
  ///   - scope: where to look, and for what.
  /// - Returns: the query; nil when the database can hold nothing of it, or cannot be asked yet.
  func contentQuery(in catalog: Catalog, _ scope: ContentScope) -> SQL?
  /// The object as a database holds it.
  ///
  /// - Parameters:
  ///   - result: what the query returned.
  ///   - catalog: the database's catalog.
  ///   - scope: where was looked, and for what.
  /// - Returns: the object.
  /// - Throws: `RowError` when a column is not what it must be.
  func content(_ result: ResultTable, in catalog: Catalog, _ scope: ContentScope) throws -> Self
  /// What of the same rows is not looked at: a query for their number, and what they are.
  func unseenQuery(in catalog: Catalog) -> (count: SQL, what: String)?
  /// What says to read all rows of an object of a database; nil when it has none that can be told
  /// apart.
  static func whole(of parent: ObjectID, in catalog: Catalog) -> Self?
  /// The object as a manifest says it that adopts all that was read.
  var adopted: Self { get }
  /// The declared object at the place where it was before renames.
  ///
  /// - Parameters:
  ///   - parent: what it lay in.
  ///   - names: the former names of what it uses there, by the present ones.
  /// - Returns: the object that reads them from there.
  func before(renames parent: ObjectID, _ names: [String: String]) -> Self
  /// The object after parts of a type have got other names, which its values show.
  ///
  /// - Parameters:
  ///   - parts: the parts, such as values of an enum.
  ///   - type: the type that has them.
  ///   - catalog: the catalog that the object is part of.
  /// - Returns: the object as it is then.
  func following(_ parts: [PartRename], of type: ObjectID, in catalog: Catalog) -> Self
}

extension ContentObject {
  /// The kind itself.
  public static var asContentKind: (any ContentObject.Type)? { Self.self }
  /// The object itself.
  public var asContent: (any ContentObject)? { self }
}

/// Where a declared object's rows are looked for.
public enum ContentScope: Hashable, Sendable {
  /// In the database, those that are declared.
  case declared
  /// In the database, all of them.
  case all
  /// In a scratch database, where they are kept apart.
  case scratch
}
