import ObjectModel
import PostgresVocabulary

extension Table {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.relname AS name,
      c.relpersistence = 'u' AS unlogged,
      CASE WHEN c.reloftype <> 0
        THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
      CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
      CASE WHEN c.relispartition THEN p.names[1] END AS partition_of,
      pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound,
      CASE WHEN NOT c.relispartition THEN p.names END AS inherits,
      CASE WHEN c.relkind = 'p' OR am.amname <> 'heap' THEN am.amname END AS access_method,
      ts.spcname AS tablespace,
      c.reloptions AS options, t.reloptions AS toast_options, k.columns AS partition_columns
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
    LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
    LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
    LEFT JOIN (
      SELECT d.objid, pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY a.attnum) AS columns
      FROM pg_catalog.pg_partitioned_table k
      JOIN pg_catalog.pg_depend d ON d.objid = k.partrelid AND d.refobjid = k.partrelid
        AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = d.classid AND d.deptype = 'i' AND d.refobjsubid = 0
      JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objid AND a.attnum = d.objsubid
      GROUP BY d.objid) k ON k.objid = c.oid
    LEFT JOIN (
      SELECT i.inhrelid, pg_catalog.array_agg(
        pg_catalog.format('%I.%I', pn.nspname, pc.relname) ORDER BY i.inhseqno) AS names
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class pc ON pc.oid = i.inhparent
      JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
      GROUP BY i.inhrelid) p ON p.inhrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("name")]))
    // The texts are as the server spells them.
    isUnlogged = try row.bool("unlogged")
    ofType = try row.text("of_type").map(SQL.init(unchecked:))
    partitionKey = try row.text("partition_key").map(SQL.init(unchecked:))
    partitionParent = try row.text("partition_of").map(SQL.init(unchecked:))
    partitionBound = try row.text("bound").map(SQL.init(unchecked:))
    parentTables = ParentTables(
      try (row.optionalTextArray("inherits") ?? []).map(SQL.init(unchecked:))
    )
    accessMethod = try row.text("access_method")
    tablespace = try row.text("tablespace")
    partitionColumns = try row.optionalTextArray("partition_columns") ?? []
    let toast = try (row.optionalTextArray("toast_options") ?? []).map { "toast." + $0 }
    storageParameters = OptionList(try (row.optionalTextArray("options") ?? []) + toast)
  }
}
