import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A publication.
  static let publication = KindName("publication")
}

/// A set of tables whose changes subscribers can get by logical replication; its tables and schemas
/// are objects of their own.
///
/// Catalog: `pg_publication`. Manual: CREATE PUBLICATION. Versions: generated columns are 18 and
/// later.
struct Publication: CatalogObject {
  static let kind = KindName.publication
  static let summary = "A set of tables whose changes subscribers get by logical replication."
  static let places: [ManifestPlace] = [.document(.publication)]
  static let fields: [Field<Self>] = [
    Field(
      "all_tables",
      \.publishesAllTables,
      .replace("PostgreSQL cannot alter whether a publication is for all tables"),
      "Whether it publishes every table of the database, those to come included."
    ),
    Field("publish", \.operations, .alter, "The operations that it publishes; all by default."),
    Field(
      "publish_via_partition_root",
      \.publishesViaRoot,
      .alter,
      "Whether changes of partitions are published as those of the partitioned table."
    ),
    Field(
      "publish_generated_columns",
      \.generatedColumns,
      .alter,
      "Whether stored generated columns are published without being listed; 18 and later."
    ),
  ]
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.topic = .publications
    $0.isLabelable = true
    $0.isSpelledByServer = false
    $0.exportFolder = "publications"
  }

  let id: ObjectID
  var publishesAllTables = false
  var operations = PublishedOperations.all
  var publishesViaRoot = false
  var generatedColumns = PublishedGeneratedColumns.none

  init(id: ObjectID) {
    self.id = id
  }
}

/// The operations that a publication publishes.
struct PublishedOperations: FieldCodable {
  enum Operation: String, CaseIterable, FieldCodable {
    case insert, update, delete, truncate
  }

  /// In the order of the enumeration, each once.
  let items: [Operation]

  static let all = Self(Operation.allCases)
  static let shape = ValueShape.list(Operation.shape)

  init(_ items: [Operation]) {
    self.items = Operation.allCases.filter(items.contains)
  }

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let items = [Operation](node: node, field: field, diagnostics: &diagnostics) else {
      return nil
    }
    self.init(items)
  }

  var fieldValue: FieldValue { items.fieldValue }

  /// The text of the parameter `publish`.
  var text: String { items.map(\.rawValue).joined(separator: ", ") }
}

/// Which generated columns are published by themselves: `pg_publication.pubgencols`.
enum PublishedGeneratedColumns: String, CaseIterable, FieldCodable {
  case none, stored
}

// MARK: - Catalog

extension Publication {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, p.pubname AS name, p.puballtables AS all_tables,
      p.pubinsert AS insert, p.pubupdate AS update, p.pubdelete AS delete,
      p.pubtruncate AS truncate, p.pubviaroot AS via_root,
      \(version >= 18 ? "p.pubgencols = 's'" : "false") AS generated_columns
    FROM pg_catalog.pg_publication p
    WHERE p.oid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.publication, [try row.requiredText("name")]))
    publishesAllTables = try row.bool("all_tables")
    operations = PublishedOperations(
      try PublishedOperations.Operation.allCases.filter { try row.bool(.name($0.rawValue)) }
    )
    publishesViaRoot = try row.bool("via_root")
    generatedColumns = try row.bool("generated_columns") ? .stored : .none
  }
}
