import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A table, partitioned or not.
  static let table = KindName("table")
}

/// A table, partitioned or not; its columns, constraints and what else lives in it are objects of
/// their own.
///
/// Catalogs: `pg_class`, `pg_inherits`, `pg_partitioned_table`. Manual: CREATE TABLE.
/// Versions: all.
struct Table: InheritingTable {
  static let kind = KindName.table
  static let summary = "A table with its columns, constraints, indexes, policies and triggers."
  static let places: [ManifestPlace] = [.document(.table)]
  static let fields: [Field<Self>] = [
    Field("unlogged", \.isUnlogged, .alter, "Whether changes bypass the write-ahead log."),
    Field("of_type", \.ofType, .alter, "The composite type that gives it its columns."),
    Field(
      "partition_by",
      \.partitionKey,
      .replace("a partition key cannot be altered"),
      "Method and key of its partitions, such as RANGE (created_at)."
    ),
    Field("partition_of", \.partitionParent, .alter, "The table that this is a partition of."),
    Field(
      "for_values",
      \.partitionBound,
      .alter,
      "The rows it holds as a partition: FOR VALUES and what follows, or DEFAULT."
    ),
    Field("inherits", \.parentTables, .alter, "The tables whose columns it inherits."),
    Field("using", \.accessMethod, .alter, "The table access method."),
    Field("tablespace", \.tablespace, .alter, "The tablespace that holds it."),
    Field("with", \.storageParameters, .alter, "Storage parameters, such as fillfactor."),
    .derived("partition_columns", \.partitionColumns, "they follow from partition_by"),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.isOwnable = true
    $0.isLabelable = true
    $0.namespaces = ["relation", "type"]
    $0.exportFolder = "tables"
    $0.privileges = PrivilegeSet(
      [
        "select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain",
      ],
      objectType: "tables",
      since: ["maintain": 17]
    )
  }

  let id: ObjectID
  var isUnlogged = false
  var ofType: SQL?
  var partitionKey: SQL?
  var partitionParent: SQL?
  var partitionBound: SQL?
  var parentTables = ParentTables()
  var accessMethod: String?
  var tablespace: String?
  var storageParameters = OptionList()
  /// The columns that its partition key is made of.
  var partitionColumns: [String] = []

  init(id: ObjectID) {
    self.id = id
  }

  var tablespaces: [String] { [tablespace].compactMap(\.self) }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    let later = StorageParameters.versionNeeds(storageParameters)
    guard accessMethod != nil, partitionKey != nil else { return later }
    return later + [VersionNeed("using", "an access method of a partitioned table", since: 17)]
  }
}
