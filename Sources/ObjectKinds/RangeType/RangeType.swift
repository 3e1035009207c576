import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A range type.
  static let range = KindName("range")
}

/// A range type with its multirange type and their constructors.
///
/// Catalog: `pg_range`. Manual: CREATE TYPE. Versions: all.
struct RangeType: CatalogObject {
  static let kind = KindName.range
  static let summary = "A type whose values are ranges of another type's values."
  static let places: [ManifestPlace] = [.document(.range)]
  static let fields: [Field<Self>] = [
    Field("subtype", \.subtype, .alter, "The type of the bounds.", isRequired: true),
    Field("subtype_opclass", \.operatorClass, .alter, "The operator class that orders them."),
    Field("collation", \.collation, .alter, "The collation, when it is not the type's."),
    Field("canonical", \.canonical, .alter, "The function that gives a range its usual form."),
    Field("subtype_diff", \.subtypeDifference, .alter, "The function that measures a range."),
    Field("multirange", \.multirange, .alter, "The multirange type, when not named as usual."),
  ]
  static let traits = KindTraits.type()

  let id: ObjectID
  var subtype: SQL = ""
  var operatorClass: SQL?
  var collation: SQL?
  var canonical: SQL?
  var subtypeDifference: SQL?
  var multirange: SQL?

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension RangeType {
  static let requiredContents: CatalogContents? =
    .rows(of: "pg_range", where: "x.rngtypid >= 16384")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.typname AS name,
      pg_catalog.format_type(r.rngsubtype, NULL) AS subtype,
      CASE WHEN NOT o.opcdefault
        THEN pg_catalog.format('%I.%I', oon.nspname, o.opcname) END AS opclass,
      CASE WHEN r.rngcollation <> s.typcollation
        THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END AS collation,
      CASE WHEN f.oid IS NOT NULL
        THEN pg_catalog.format('%I.%I', fn.nspname, f.proname) END AS canonical,
      CASE WHEN d.oid IS NOT NULL
        THEN pg_catalog.format('%I.%I', dn.nspname, d.proname) END AS subtype_diff,
      CASE WHEN m.typnamespace <> t.typnamespace OR m.typname <>
          CASE WHEN pg_catalog.strpos(t.typname, 'range') > 0
            THEN pg_catalog.overlay(t.typname::pg_catalog.text, 'multirange',
              pg_catalog.strpos(t.typname, 'range'), 5)
            ELSE t.typname || '_multirange' END
        THEN pg_catalog.format('%I.%I', mn.nspname, m.typname) END AS multirange
    FROM pg_catalog.pg_range r
    JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
    JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid
    JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
    JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc
    JOIN pg_catalog.pg_namespace oon ON oon.oid = o.opcnamespace
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = r.rngcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_proc f ON f.oid = r.rngcanonical
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.pronamespace
    LEFT JOIN pg_catalog.pg_proc d ON d.oid = r.rngsubdiff
    LEFT JOIN pg_catalog.pg_namespace dn ON dn.oid = d.pronamespace
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.range, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // All as PostgreSQL spells it.
    subtype = SQL(unchecked: try row.requiredText("subtype"))
    operatorClass = try row.text("opclass").map(SQL.init(unchecked:))
    collation = try row.text("collation").map(SQL.init(unchecked:))
    canonical = try row.text("canonical").map(SQL.init(unchecked:))
    subtypeDifference = try row.text("subtype_diff").map(SQL.init(unchecked:))
    multirange = try row.text("multirange").map(SQL.init(unchecked:))
  }
}

// MARK: - SQL

extension RangeType {
  static func address(of id: ObjectID) -> SQL {
    "TYPE \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let options: [(name: SQL, value: SQL?)] = [
      ("SUBTYPE", subtype), ("SUBTYPE_OPCLASS", operatorClass), ("COLLATION", collation),
      ("CANONICAL", canonical), ("SUBTYPE_DIFF", subtypeDifference),
      ("MULTIRANGE_TYPE_NAME", multirange),
    ]
    let list: [SQL] = options.compactMap { name, value in value.map { "\(name) = \($0)" } }
    return [Step(.create, id, "CREATE \(Self.address(of: id)) AS RANGE (\(list))")]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    let swap = TypeSwap(of: id, in: context)
    return swap.isUsedByColumns || !swap.obstacles.isEmpty
      ? nil : "a range type cannot be altered"
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  /// Asked for only while columns hold the type.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [
      .refusal(
        id,
        "\(id) cannot be altered while columns hold it",
        hint: "Declare a range type of another name, and change the columns to it."
      )
    ]
  }
}
