import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A unique constraint of a table.
  static let uniqueConstraint = KindName("unique")
}

/// A unique constraint of a table.
///
/// Catalogs: `pg_constraint` (`contype` `u`), `pg_index`. Manual: CREATE TABLE, UNIQUE. Versions:
/// all.
struct UniqueConstraint: KeyConstraint {
  static let kind = KindName.uniqueConstraint
  static let summary = "Columns whose values no two rows share."
  static let places: [ManifestPlace] = [.named("uniques", within: [.table])]
  static let fields: [Field<Self>] =
    keyFields + [
      Field(
        "nulls_not_distinct",
        \.isNullEqual,
        .replace("a key cannot be altered"),
        "Whether null counts as equal to null."
      )
    ]
  static let traits = KindTraits.with {
    $0.shorthand = "columns"
    $0.infersRenames = true
    $0.isReliedOn = true
    $0.namespaces = ["relation"]
  }

  let id: ObjectID
  var columns: [String] = []
  var isNullEqual = false
  var isWithoutOverlaps = false
  var included: [String] = []
  var isDeferrable = false
  var isInitiallyDeferred = false
  var storageParameters = OptionList()
  var tablespace: String?
  var isClustered = false
  var isOnly = false
  var attachedTo: String?
  var isNamedByServer = false

  init(id: ObjectID) {
    self.id = id
  }

  var words: SQL { isNullEqual ? "UNIQUE NULLS NOT DISTINCT" : "UNIQUE" }

  func usualName(in table: ObjectID) -> String {
    // A part without overlaps is made of operators, as an exclusion is.
    let label = isWithoutOverlaps ? "excl" : "key"
    return ServerNames.name(table.name, ServerNames.joined(columns + included), label: label)
  }

  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    keyQuery("'u'", in: context)
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.uniqueConstraint, row))
    try readKey(row)
    isNullEqual = try row.bool("nulls_not_distinct")
  }
}
