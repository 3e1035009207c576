import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A domain.
  static let domain = KindName("domain")
}

/// A domain: another type with a default and conditions of its own.
///
/// Catalog: `pg_type`. Manual: CREATE DOMAIN. Versions: 17 and later keep a name of the NOT NULL
/// constraint.
struct DomainType: CatalogObject, TypeNaming {
  static let kind = KindName.domain
  static let summary = "Another type with a default and conditions of its own."
  static let places: [ManifestPlace] = [.document(.domain)]
  static let fields: [Field<Self>] = [
    Field("type", \.baseType, .alter, "The type that it is made of.", isRequired: true),
    Field("collation", \.collation, .alter, "The collation, when it is not the type's."),
    Field("not_null", \.isNotNull, .alter, "Whether null is refused."),
    Field(
      "not_null_name",
      \.notNullName,
      .alter,
      "The name of the constraint that refuses null, when it is not the usual one."
    ),
    Field("default", \.defaultValue, .alter, "The value that a row gets when none is given."),
  ]
  static let traits = KindTraits.type()

  let id: ObjectID
  var baseType: SQL = ""
  var collation: SQL?
  var isNotNull = false
  var notNullName: String?
  var defaultValue: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  var namedTypes: [String] { [baseType.text] }
}

// MARK: - Catalog

extension DomainType {
  /// The default of a base type is its domains' too, without being an expression.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.typname AS name,
      pg_catalog.format_type(t.typbasetype, t.typtypmod) AS type, t.typnotnull,
      CASE WHEN t.typcollation <> b.typcollation
        THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END AS collation,
      CASE WHEN k.conname <> t.typname || '_not_null' THEN k.conname END AS not_null_name,
      coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0),
        CASE WHEN t.typdefault <> b.typdefault OR b.typdefault IS NULL
          THEN pg_catalog.quote_literal(t.typdefault) END) AS default_value
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = t.typcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_constraint k ON k.contypid = t.oid AND k.contype = 'n'
    WHERE t.typtype = 'd' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.domain, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // All as PostgreSQL spells it.
    baseType = SQL(unchecked: try row.requiredText("type"))
    collation = try row.text("collation").map(SQL.init(unchecked:))
    isNotNull = try row.bool("typnotnull")
    notNullName = try row.text("not_null_name")
    defaultValue = try row.text("default_value").map(SQL.init(unchecked:))
  }
}
