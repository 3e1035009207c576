import ObjectModel
import PostgresVocabulary

extension Column {
  /// Without which no table has columns from others: parents and types of tables.
  static let inheritanceContents: [CatalogContents] = [
    .rows(of: "pg_inherits"), .rows(of: "pg_class", where: "x.reloftype <> 0"),
  ]

  /// A query for what parents say of the columns that their children have from them.
  static func inheritance(in context: CatalogQueryContext) -> SQL {
    if inheritanceContents.contains(where: context.mayHold) {
      return inheritance(context.version)
    }
    return """
      SELECT NULL::pg_catalog.oid AS attrelid, NULL::pg_catalog.int2 AS attnum,
        NULL::pg_catalog.bool AS notnull, NULL::pg_catalog.bool AS storage,
        NULL::pg_catalog.bool AS compression, NULL::pg_catalog.text[] AS expressions WHERE false
      """
  }

  /// The parents are tables, and for a typed table its composite type.
  private static func inheritance(_ version: ServerVersion) -> SQL {
    // From 18 on a parent's constraint need not reach its children.
    let isHandedDown: SQL =
      version >= 18
      ? """
      pa.attnotnull AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint n
        WHERE n.conrelid = pa.attrelid AND n.contype = 'n' AND n.conkey = ARRAY[pa.attnum]
          AND n.connoinherit)
      """ : "pa.attnotnull"
    return """
      SELECT a.attrelid, a.attnum, pg_catalog.bool_or(\(isHandedDown)) AS notnull,
        pg_catalog.bool_or(pa.attstorage = a.attstorage) AS storage,
        pg_catalog.bool_or(pa.attcompression = a.attcompression) AS compression,
        pg_catalog.array_agg(pg_catalog.pg_get_expr(d.adbin, d.adrelid))
          FILTER (WHERE d.oid IS NOT NULL) AS expressions
      FROM (
        SELECT i.inhrelid AS child, i.inhparent AS parent FROM pg_catalog.pg_inherits i
        UNION ALL
        SELECT c.oid, t.typrelid FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_type t ON t.oid = c.reloftype) p
      JOIN pg_catalog.pg_class c ON c.oid = p.child AND c.relkind IN ('r', 'p', 'f')
      JOIN pg_catalog.pg_attribute a ON a.attrelid = p.child AND a.attnum > 0
        AND NOT a.attisdropped AND (NOT a.attislocal OR c.reloftype <> 0)
      JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.parent AND pa.attname = a.attname
        AND NOT pa.attisdropped
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = pa.attrelid AND d.adnum = pa.attnum
      GROUP BY a.attrelid, a.attnum
      """
  }

  static let optionalContents = inheritanceContents

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  /// Of the attribute options only those of the manual are read; a server may keep more there for
  /// itself, which no statement is meant to set.
  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    """
    WITH h AS MATERIALIZED (\(inheritance(in: context)))
    SELECT c.tableoid AS classid, c.oid AS objid, a.attnum AS objsubid, n.nspname AS schema,
      c.relname AS relation, c.relkind, a.attname AS name, a.attnum,
      h.attnum IS NOT NULL AS inherited,
      pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
      CASE WHEN a.attcollation <> t.typcollation
        THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END AS collation,
      a.attnotnull AND a.attidentity = '' AND NOT coalesce(h.notnull, false)
        AND NOT coalesce(a.attnum = ANY (pk.indkey), false) AS notnull,
      a.attidentity <> '' OR coalesce(a.attnum = ANY (pk.indkey), false) AS implied,
      \(constraintColumns(context.version)),
      CASE WHEN a.attgenerated <> '' AND NOT coalesce(x.expression = ANY (h.expressions), false)
        THEN x.expression END AS generated, a.attgenerated = 'v' AS virtual,
      h.expressions IS NOT NULL AND x.expression IS NULL AS without_default,
      CASE WHEN NOT coalesce(h.storage, a.attstorage = t.typstorage)
        THEN a.attstorage END AS storage,
      CASE WHEN NOT coalesce(h.compression, false) THEN a.attcompression END AS compression,
      CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
      CASE WHEN a.attoptions IS NOT NULL THEN ARRAY(
        SELECT o FROM pg_catalog.unnest(a.attoptions) o
        WHERE o ~ '^n_distinct(_inherited)?=') END AS options,
      h.attnum IS NOT NULL AND (a.attacl IS NOT NULL OR a.attfdwoptions IS NOT NULL
        OR pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL
        OR \(hasDescribedConstraint(context.version))
        OR EXISTS (SELECT FROM pg_catalog.pg_seclabel l
          WHERE l.classoid = c.tableoid AND l.objoid = c.oid AND l.objsubid = a.attnum)
        OR coalesce(a.attgenerated = '' AND x.expression IS NOT NULL
          AND NOT coalesce(x.expression = ANY (h.expressions), false), false)) AS mentioned
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN h ON h.attrelid = a.attrelid AND h.attnum = a.attnum
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN LATERAL (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression) x ON true
    LEFT JOIN pg_catalog.pg_index pk ON pk.indrelid = c.oid AND pk.indisprimary
    \(constraintJoin(context.version))
    WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND a.attnum > 0
      AND NOT a.attisdropped AND \(CatalogScope.userSchemas)
    """
  }

  /// Before 18 no constraint stands behind a column that refuses null.
  private static func constraintColumns(_ version: ServerVersion) -> SQL {
    version >= 18
      ? """
      nn.conname AS constraint, nn.connoinherit AS no_inherit, NOT nn.convalidated AS not_valid,
      pn.conname AS parents_constraint, nn.conislocal AS local
      """
      : """
      NULL AS constraint, false AS no_inherit, false AS not_valid, NULL AS parents_constraint,
      false AS local
      """
  }

  private static func hasDescribedConstraint(_ version: ServerVersion) -> SQL {
    version >= 18
      ? """
      EXISTS (SELECT FROM pg_catalog.pg_description e
        WHERE e.classoid = nn.tableoid AND e.objoid = nn.oid)
      """
      : "false"
  }

  private static func constraintJoin(_ version: ServerVersion) -> SQL {
    version >= 18
      ? """
      LEFT JOIN pg_catalog.pg_constraint nn ON nn.conrelid = c.oid AND nn.contype = 'n'
        AND nn.conkey = ARRAY[a.attnum]
      LEFT JOIN pg_catalog.pg_inherits pi ON pi.inhrelid = c.oid AND c.relispartition
      LEFT JOIN pg_catalog.pg_attribute pa ON pa.attrelid = pi.inhparent
        AND pa.attname = a.attname
      LEFT JOIN pg_catalog.pg_constraint pn ON pn.conrelid = pi.inhparent AND pn.contype = 'n'
        AND pn.conkey = ARRAY[pa.attnum]
      """
      : ""
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let table = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.column, [try row.requiredText("name")], in: table))
    isInherited = try row.bool("inherited")
    // The texts are as the server spells them.
    if !isInherited {
      type = SQL(unchecked: try row.requiredText("type"))
      collation = try row.text("collation").map(SQL.init(unchecked:))
    }
    notNull = try Self.notNull(row, in: id, isInherited: isInherited)
    generated = try row.text("generated").map(SQL.init(unchecked:))
    isVirtual = try generated != nil && row.bool("virtual")
    isWithoutDefault = try isInherited && row.bool("without_default")
    storage = try Self.storage(row.text("storage"))
    compression = try Self.compression(row.text("compression"))
    statisticsTarget = try row.optionalInt("statistics")
    options = StorageParameters.dictionary(try row.optionalTextArray("options") ?? [])
    ordinal = try row.int("attnum")
    if isInherited, !saysSomething, try !row.bool("mentioned") { return nil }
  }

  private static func notNull(_ row: Row, in id: ObjectID, isInherited: Bool) throws -> NotNull {
    var result = NotNull(isSet: try row.bool("notnull"))
    guard let name = try row.text("constraint") else { return result }
    if isInherited, let parents = try row.text("parents_constraint") {
      result.name = name == parents ? nil : name
      result.isLocal = try row.bool("local")
      result.isSet = result.hasProperties
      return result
    }
    if isInherited, !result.isSet { return result }
    if name != NotNull.defaultName(of: id) { result.name = name }
    result.isNoInherit = try row.bool("no_inherit")
    result.isNotValid = try row.bool("not_valid")
    // What a primary key or identity implies needs saying only where it is not of the usual sort.
    if try row.bool("implied") { result.isSet = result.name != nil }
    if result.isNotValid { result.isSet = true }
    return result.isSet ? result : NotNull()
  }

  /// `pg_attribute.attstorage`.
  private static func storage(_ code: String?) -> ColumnStorage? {
    switch code {
    case "p": .plain
    case "e": .external
    case "m": .main
    case "x": .extended
    default: nil
    }
  }

  /// `pg_attribute.attcompression`.
  private static func compression(_ code: String?) -> ColumnCompression? {
    switch code {
    case "p": .pglz
    case "l": .lz4
    default: nil
    }
  }
}

extension NotNull {
  /// The name of the constraint of a column, whether it is said or not.
  func name(of column: ObjectID) -> String { name ?? Self.defaultName(of: column) }

  /// The name that the server gives the constraint of a column.
  static func defaultName(of column: ObjectID) -> String {
    ServerNames.name(column.root.name, column.name, label: "not_null")
  }
}
