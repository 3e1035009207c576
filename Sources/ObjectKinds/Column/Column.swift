import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A column of a table.
  static let column = KindName("column")
}

/// A column of a table; its default and identity are objects of their own.
///
/// What a column merely inherits from a parent table is no object: it exists by the parent's.
/// Catalog: `pg_attribute`. Manual: CREATE TABLE. Versions: all.
struct Column: CatalogObject {
  static let kind = KindName.column
  static let summary = "A column of a table."
  static let places: [ManifestPlace] = [.named("columns", within: [.table])]
  static let fields: [Field<Self>] = [
    Field("type", \.type, .alter, "The data type.", isRequired: true),
    Field("collation", \.collation, .alter, "The collation, when it is not the type's."),
    Field("not_null", \.isNotNull, .alter, "Whether null is refused."),
    Field("generated", \.generated, .alter, "The expression that it is always computed from."),
    Field("storage", \.storage, .alter, "How long values are stored."),
    Field("compression", \.compression, .alter, "How long values are compressed."),
    Field("statistics", \.statisticsTarget, .alter, "How much detail the planner keeps of it."),
    Field("options", \.options, .alter, "Attribute options: n_distinct, n_distinct_inherited."),
    .derived("ordinal", \.ordinal, "the order of columns is cosmetic"),
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "type"
    $0.isCreatedWithParent = true
    $0.privileges = PrivilegeSet(["select", "insert", "update", "references"])
  }

  let id: ObjectID
  var type: SQL = ""
  var collation: SQL?
  var isNotNull = false
  var generated: SQL?
  var storage: ColumnStorage?
  var compression: ColumnCompression?
  var statisticsTarget: Int?
  var options: [String: String] = [:]
  var ordinal: Int?

  init(id: ObjectID) {
    self.id = id
  }
}

/// How values too long for a page are stored; nil stands for the type's own way.
enum ColumnStorage: String, CaseIterable, FieldCodable {
  case plain, external, extended, main
}

/// How values too long for a page are compressed; nil stands for the server's own way.
enum ColumnCompression: String, CaseIterable, FieldCodable {
  case pglz, lz4
}
