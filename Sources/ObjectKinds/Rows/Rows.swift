import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// The rows of a table that belong to what is declared.
  static let rows = KindName("rows")
}

/// Rows of a table that belong to what is declared: reference data.
///
/// Only the declared columns are compared, as PostgreSQL prints their values. What other rows there
/// are is left alone, deleted or refused, as `undeclared` says. All rows of a table are one object,
/// so that one statement brings those that refer to each other.
///
/// Manual: INSERT, UPDATE, DELETE. Versions: all.
struct Rows: ContentObject {
  static let kind = KindName.rows
  static let summary = "Rows that the table holds: reference data."
  static let places: [ManifestPlace] = [.single("rows", within: [.table])]
  static let fields: [Field<Self>] = [
    Field(
      "key",
      \.key,
      .ignored("it only says which rows are the same"),
      "The columns that tell the rows apart; the primary key when left out."
    ),
    Field(
      "undeclared",
      \.undeclared,
      .ignored("it only says what is done with other rows"),
      "What is done with rows that are not declared: keep, delete or refuse."
    ),
    Field("values", \.values, .alter, "The rows, each a mapping of columns to values.")
      .itemised { rows, other in
        let keys = [rows.key, rows.primaryKey, other.key, other.primaryKey]
        return rows.values.entries(by: keys.first { !$0.isEmpty } ?? [])
      },
    .derived("primary_key", \.primaryKey, "the table says it"),
    .derived("sources", \.sources, "the names that columns have before they are renamed"),
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "values"
    $0.fileField = "values"
    $0.topic = .data
    $0.isContent = true
    $0.isReferredTo = false
    $0.isRenamable = false
    $0.isCommentable = false
  }

  let id: ObjectID
  var key: [String] = []
  var undeclared = Undeclared.keep
  var values = RowSet()
  /// The columns of the table's primary key, where they have been read.
  var primaryKey: [String] = []
  /// Former names of columns by the present ones.
  var sources: [String: String] = [:]

  init(id: ObjectID) {
    self.id = id
  }

  /// What is done with rows that are not declared.
  enum Undeclared: String, CaseIterable, FieldCodable {
    case keep, delete, refuse
  }

  var table: ObjectID { id.root }
  var tableName: SQL { "\(qualified: table.qualifiedName)" }

  static func address(of id: ObjectID) -> SQL {
    "TABLE \(qualified: id.root.qualifiedName)"
  }

  /// The columns that tell the rows apart: those named, or the primary key's.
  func keyColumns(in catalog: Catalog) -> [String] {
    if !key.isEmpty { return key }
    return catalog.children(of: table, as: PrimaryKey.self).first?.columns ?? primaryKey
  }
}
