import ObjectModel
import PostgresVocabulary

extension Column {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, a.attnum AS objsubid, n.nspname AS schema,
      c.relname AS table, a.attname AS name, a.attnum,
      pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
      CASE WHEN a.attcollation <> t.typcollation
        THEN pg_catalog.format('%I.%I', cn.nspname, co.collname) END AS collation,
      a.attnotnull, CASE WHEN a.attgenerated <> ''
        THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS generated,
      CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END AS storage,
      a.attcompression AS compression,
      CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END AS statistics,
      a.attoptions AS options
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND a.attnum > 0
      AND NOT a.attisdropped AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("table")])
    self.init(id: ObjectID(.column, [try row.requiredText("name")], in: table))
    type = SQL(unchecked: try row.requiredText("type"))
    collation = try row.text("collation").map(SQL.init(unchecked:))
    isNotNull = try row.bool("attnotnull")
    generated = try row.text("generated").map(SQL.init(unchecked:))
    storage = try Self.storage(row.text("storage"))
    compression = try Self.compression(row.text("compression"))
    statisticsTarget = try row.optionalInt("statistics")
    options = StorageParameters.dictionary(try row.textArray("options"))
    ordinal = try row.int("attnum")
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
