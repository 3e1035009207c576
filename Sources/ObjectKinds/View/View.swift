import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A view.
  static let view = KindName("view")
}

/// A view; its triggers and rules are objects of their own.
///
/// Catalogs: `pg_class`, `pg_rewrite`. Manual: CREATE VIEW. Versions: all.
struct View: CatalogObject {
  static let kind = KindName.view
  static let summary = "A query under a name."
  static let places: [ManifestPlace] = [.document(.view)]
  static let fields: [Field<Self>] = [
    Field(
      "security_invoker",
      \.isSecurityInvoker,
      .alter,
      "Whether it reads with the rights of whoever asks, not of its owner."
    ),
    Field(
      "security_barrier",
      \.isSecurityBarrier,
      .alter,
      "Whether no condition of a query sees rows that it hides."
    ),
    Field("check_option", \.checkOption, .alter, "Which rows can be written through it."),
    Field("query", \.query, .alter, "The query.", isRequired: true),
    .derived("column_list", \.columns, "the columns follow from the query"),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.topic = .views
    $0.fileField = "query"
    $0.isOwnable = true
    $0.isLabelable = true
    $0.namespaces = ["relation", "type"]
    $0.exportFolder = "views"
    $0.privileges = .relation
  }

  let id: ObjectID
  /// Nil stands for false, unless false is said.
  var isSecurityInvoker: Bool?
  /// Nil stands for false, unless false is said.
  var isSecurityBarrier: Bool?
  var checkOption: ViewCheckOption?
  var query: SQL = ""
  /// Name, type and collation of each column, in order.
  var columns: [String] = []

  init(id: ObjectID) {
    self.id = id
  }
}

/// Which conditions rows must meet that are written through a view.
enum ViewCheckOption: String, CaseIterable, FieldCodable {
  case local, cascaded
}

extension PrivilegeSet {
  /// The privileges on tables and whatever else can be read like one.
  static let relation = PrivilegeSet(
    ["select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain"],
    objectType: "tables",
    since: ["maintain": 17]
  )
}
