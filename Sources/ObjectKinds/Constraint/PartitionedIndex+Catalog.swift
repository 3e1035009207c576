import ObjectModel
import PostgresVocabulary

/// A query for the parts of partitioned indexes that are objects: `index`, `whole`.
///
/// The server makes parts with their whole, and names them by its own rule (`ChooseIndexName` and
/// `makeObjectName` in `src/backend/commands/indexcmds.c`). A part is an object if it is not, in
/// name or otherwise, what the server would make again; and so is every part that has such parts.
/// Where a name was taken, the server has put a number behind it; such a part is an object that
/// counts only if it is declared.
enum PartIndexQuery {
  /// Without which there are no parts.
  static let contents = CatalogContents.rows(of: "pg_partitioned_table")

  /// From 18 on the server names the parts of keys without overlaps as those of exclusions.
  private static func parts(on version: ServerVersion) -> SQL {
    let overlaps: SQL = version >= 18 ? "k.conperiod" : "false"
    return parts(
      unique: "CASE WHEN \(overlaps) AND k.conparentid <> 0 THEN 'excl' ELSE 'key' END"
    )
  }

  private static func parts(unique label: SQL) -> SQL {
    """
    WITH RECURSIVE a AS (
      SELECT h.inhrelid, h.inhparent, pc.relname, \(differs) AS differs,
        ic.relname = u.name AS is_usual,
        pg_catalog.starts_with(ic.relname::text, u.name)
          AND pg_catalog.substr(ic.relname::text, pg_catalog.length(u.name) + 1) ~ '^[0-9]*$'
          AS is_chosen
      FROM pg_catalog.pg_inherits h
      JOIN pg_catalog.pg_class ic ON ic.oid = h.inhrelid AND ic.relkind IN ('i', 'I')
      JOIN pg_catalog.pg_class pc ON pc.oid = h.inhparent
      JOIN pg_catalog.pg_index i ON i.indexrelid = ic.oid
      JOIN pg_catalog.pg_index pi ON pi.indexrelid = pc.oid
      JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
      LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = ic.oid AND k.conrelid = t.oid
        AND k.contype IN ('p', 'u', 'x')
      LEFT JOIN pg_catalog.pg_constraint pk ON pk.oid = k.conparentid
      CROSS JOIN LATERAL (
        SELECT CASE k.contype WHEN 'p' THEN 'pkey' WHEN 'u' THEN \(label) WHEN 'x' THEN 'excl'
            ELSE 'idx' END AS label,
          CASE WHEN k.contype IS DISTINCT FROM 'p' THEN (
            SELECT pg_catalog.string_agg(a.attname, '_' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute a WHERE a.attrelid = ic.oid) END AS columns) n
      CROSS JOIN LATERAL (
        SELECT 62 - pg_catalog.length(n.label) - CASE WHEN n.columns IS NULL THEN 0 ELSE 1 END
          AS room, pg_catalog.octet_length(t.relname::text) AS first,
          coalesce(pg_catalog.octet_length(n.columns), 0) AS second) s
      CROSS JOIN LATERAL (
        SELECT pg_catalog.concat_ws('_',
          pg_catalog.left(t.relname::text,
            least(s.first, greatest(s.room - s.second, (s.room + 1) / 2))),
          pg_catalog.left(n.columns, least(s.second, greatest(s.room - s.first, s.room / 2))),
          n.label) AS name) u
    ), own AS (
      SELECT a.inhrelid, a.inhparent, a.relname, NOT a.differs AND a.is_chosen AS named_by_server
      FROM a WHERE a.differs OR NOT a.is_usual
      UNION
      SELECT a.inhrelid, a.inhparent, a.relname, NOT a.differs AND a.is_chosen
      FROM own JOIN a ON a.inhrelid = own.inhparent
    )
    SELECT own.inhrelid AS index, own.relname AS whole, own.named_by_server FROM own
    """
  }

  private static let differs: SQL = """
    NOT pi.indisvalid
      OR k.oid IS NOT NULL AND (k.conparentid = 0 OR k.condeferrable <> pk.condeferrable
        OR k.condeferred <> pk.condeferred)
      OR ic.reloptions IS DISTINCT FROM pc.reloptions OR ic.reltablespace <> pc.reltablespace
      OR i.indisclustered OR i.indisreplident
      OR i.indoption::text <> pi.indoption::text OR i.indclass::text <> pi.indclass::text
      OR EXISTS (
        SELECT FROM pg_catalog.pg_attribute x
        JOIN pg_catalog.pg_attribute y ON y.attrelid = pc.oid AND y.attnum = x.attnum
        WHERE x.attrelid = ic.oid AND (x.attstattarget >= 0
          OR x.attoptions IS DISTINCT FROM y.attoptions))
      OR EXISTS (
        SELECT FROM pg_catalog.pg_description d
        WHERE d.objoid = ic.oid AND d.classoid = ic.tableoid
          OR d.objoid = k.oid AND d.classoid = k.tableoid)
    """

  /// What is read of an index `i` of a table `c`.
  static let columns: SQL = """
    NOT i.indisvalid AND c.relkind = 'p' AS only, p.whole, p.named_by_server
    """

  /// Of an index `i`: the name of the whole that it is a part of, as `p.whole`, and whether its
  /// name is one that the server may have chosen, as `p.named_by_server`.
  static func join(in context: CatalogQueryContext) -> SQL {
    let parts = context.mayHold(contents) ? parts(on: context.version) : none
    return "LEFT JOIN (\(parts)) p ON p.index = i.indexrelid"
  }

  private static let none: SQL = """
    SELECT NULL::pg_catalog.oid AS index, NULL::pg_catalog.text AS whole,
      NULL::pg_catalog.bool AS named_by_server WHERE false
    """
}
