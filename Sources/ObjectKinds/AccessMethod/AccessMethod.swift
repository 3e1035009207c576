import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An access method.
  static let accessMethod = KindName("access_method")
}

/// A way to keep tables or indexes, as a library gives it.
///
/// Catalog: `pg_am`. Manual: CREATE ACCESS METHOD. Versions: all.
struct AccessMethod: CatalogObject {
  static let kind = KindName.accessMethod
  static let summary = "A way to keep tables or indexes."
  static let places: [ManifestPlace] = [.document(.accessMethod)]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.exportFolder = "access-methods"
  }
  static let fields: [Field<Self>] = [
    Field("type", \.type, .replace(unalterable), "What it keeps.", isRequired: true),
    Field("handler", \.handler, .replace(unalterable), "Its function.", isRequired: true),
  ]
  private static let unalterable = "PostgreSQL cannot alter an access method"

  let id: ObjectID
  var type = AccessMethodType.index
  var handler: SQL = ""

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    "ACCESS METHOD \(identifier: id.name)"
  }

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT a.tableoid AS classid, a.oid AS objid, a.amname AS name, a.amtype AS type,
      a.amhandler::pg_catalog.regproc AS handler
    FROM pg_catalog.pg_am a
    WHERE a.oid >= 16384
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.accessMethod, [try row.requiredText("name")]))
    type = try row.requiredText("type") == "t" ? .table : .index
    // As PostgreSQL spells it.
    handler = SQL(unchecked: try row.requiredText("handler"))
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("\(id)")]
  }

  func create(in context: StepContext) -> [Step] {
    let type: SQL = self.type == .table ? "TABLE" : "INDEX"
    return [
      Step(
        .create,
        id,
        "CREATE \(Self.address(of: id)) TYPE \(type) HANDLER \(handler)"
      )
    ]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }
}

/// What an access method keeps: `pg_am.amtype`.
enum AccessMethodType: String, CaseIterable, FieldCodable {
  case index, table
}
