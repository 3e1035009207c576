import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A sequence.
  static let sequence = KindName("sequence")
}

/// A sequence generator that stands alone or is owned by a column; the one behind an identity
/// column is the column's.
///
/// Its position is data: nothing here reads it, sets it back, or takes it for a difference.
/// Catalogs: `pg_sequence`, `pg_class`. Manual: CREATE SEQUENCE. Versions: all.
struct SequenceGenerator: CatalogObject {
  static let kind = KindName.sequence
  static let summary = "A sequence generator."
  static let places: [ManifestPlace] = [.document(.sequence)]
  static let fields: [Field<Self>] = [
    Field("as", \.type, .alter, "The type of its values."),
    Field("start", \.start, .alter, "The first value; else the lowest, or the highest downwards."),
    Field("increment", \.increment, .alter, "The step; negative for downwards."),
    Field("minvalue", \.minimum, .alter, "The lowest value; else 1, or the type's downwards."),
    Field("maxvalue", \.maximum, .alter, "The highest value; else the type's, or -1 downwards."),
    Field("cache", \.cache, .alter, "How many values a session takes at once."),
    Field("cycle", \.cycles, .alter, "Whether it begins again after the last value."),
    Field("owned_by", \.ownedBy, .alter, "The column that it goes away with: table.column."),
    Field("unlogged", \.isUnlogged, .alter, "Whether its position is lost in a crash."),
    .derived("owning_table", \.owningTableName, "it follows from owned_by"),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.isLabelable = true
    $0.isOwnable = true
    $0.namespaces = ["relation"]
    $0.exportFolder = "sequences"
    $0.privileges = PrivilegeSet(["usage", "select", "update"], objectType: "sequences")
  }

  let id: ObjectID
  var type: SQL = "bigint"
  var start: Int?
  var increment = 1
  var minimum: Int?
  var maximum: Int?
  var cache = 1
  var cycles = false
  var ownedBy: SQL?
  var isUnlogged = false
  /// Schema and name of the table whose column owns it, and that table's `relkind`.
  var owningTableName: [String] = []

  init(id: ObjectID) {
    self.id = id
  }
}

extension SequenceGenerator {
  /// The table whose column owns it.
  var owningTable: ObjectID? {
    guard owningTableName.count == 3, let kind = RelationKind.named(owningTableName[2]) else {
      return nil
    }
    return ObjectID(kind, Array(owningTableName[..<2]))
  }

  var rightsBearer: ObjectID { owningTable ?? id }

  /// The owner of the table has to be settled before a sequence of the same owner is tied to it.
  var references: [ObjectID] {
    owningTable.map { [ObjectID(.owner, [], in: $0)] } ?? []
  }
}

// MARK: - Catalog

extension SequenceGenerator {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.relname AS name,
      pg_catalog.format_type(s.seqtypid, NULL) AS type,
      nullif(s.seqstart, CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END) AS start,
      s.seqincrement,
      nullif(s.seqmin, CASE WHEN s.seqincrement > 0 THEN 1 ELSE l.low END) AS minimum,
      nullif(s.seqmax, CASE WHEN s.seqincrement > 0 THEN l.high ELSE -1 END) AS maximum,
      s.seqcache, s.seqcycle, c.relpersistence = 'u' AS unlogged,
      CASE WHEN d.refobjid IS NOT NULL
        THEN pg_catalog.format('%I.%I.%I', tn.nspname, t.relname, a.attname) END AS owned_by,
      CASE WHEN d.refobjid IS NOT NULL
        THEN ARRAY[tn.nspname::pg_catalog.text, t.relname::pg_catalog.text,
          t.relkind::pg_catalog.text] END AS owning_table
    FROM pg_catalog.pg_sequence s
    JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN (VALUES
      ('pg_catalog.int2'::pg_catalog.regtype, -32768::pg_catalog.int8, 32767::pg_catalog.int8),
      ('pg_catalog.int4'::pg_catalog.regtype, -2147483648, 2147483647),
      ('pg_catalog.int8'::pg_catalog.regtype, -9223372036854775808, 9223372036854775807)
    ) AS l (type, low, high) ON l.type = s.seqtypid
    LEFT JOIN pg_catalog.pg_depend d ON d.classid = c.tableoid AND d.objid = c.oid
      AND d.objsubid = 0 AND d.refclassid = c.tableoid AND d.refobjsubid > 0
      AND d.deptype IN ('a', 'i')
    LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE c.relpersistence <> 't' AND d.deptype IS DISTINCT FROM 'i'
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.sequence, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // Type and column as PostgreSQL spells them.
    type = SQL(unchecked: try row.requiredText("type"))
    start = try row.optionalInt("start")
    increment = try row.int("seqincrement")
    minimum = try row.optionalInt("minimum")
    maximum = try row.optionalInt("maximum")
    cache = try row.int("seqcache")
    cycles = try row.bool("seqcycle")
    isUnlogged = try row.bool("unlogged")
    ownedBy = try row.text("owned_by").map(SQL.init(unchecked:))
    owningTableName = try row.optionalTextArray("owning_table") ?? []
  }
}
