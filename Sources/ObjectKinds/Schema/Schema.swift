import ObjectModel
import PostgresVocabulary

/// A schema: a namespace of tables, functions and other objects.
///
/// Catalog: `pg_namespace`. Manual: CREATE SCHEMA. Versions: all.
struct Schema: CatalogObject {
  static let kind = KindName.schema
  static let summary = "A namespace of tables, functions and other objects."
  static let places: [ManifestPlace] = [.document(.schema)]
  static let fields: [Field<Self>] = []
  static let traits = KindTraits.with {
    $0.isLabelable = true
    $0.isOwnable = true
    $0.privileges = PrivilegeSet(["usage", "create"], objectType: "schemas")
    $0.exportFolder = ""
  }

  let id: ObjectID

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension Schema {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass::pg_catalog.oid AS classid,
      n.oid AS objid, n.nspname AS name
    FROM pg_catalog.pg_namespace n
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.schema, [try row.requiredText("name")]))
  }
}

// MARK: - SQL

extension Schema {
  static func address(of id: ObjectID) -> SQL {
    "SCHEMA \(identifier: id.name)"
  }

  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, "CREATE SCHEMA \(identifier: id.name)")]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    return [.create, .rename].contains(step.action) ? usual + [.creationInDatabase] : usual
  }
}
