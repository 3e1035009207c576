import ObjectModel
import PostgresVocabulary

extension CatalogQueries {
  /// Tables that have parents.
  static let inheritance = CatalogContents.rows(of: "pg_inherits")

  /// Base types that are not the arrays of others.
  static let baseTypes = CatalogContents.objects(of: "pg_type", where: isBaseType("x"))

  private static func isBaseType(_ type: SQL) -> SQL {
    """
    \(type).typtype = 'b' AND \(type).typisdefined
      AND \(type).typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
    """
  }

  /// `pg_depend` without what the system's own objects depend on; objects made by users have
  /// OIDs from 16384 on (`FirstNormalObjectId`).
  static func dependencies(in context: CatalogQueryContext) -> SQL {
    let direct = context.mayHold(baseTypes) ? dependenciesWithTypes : dependenciesAlone
    return context.mayHold(inheritance) ? "\(direct) UNION ALL \(dependenciesOfChildren)" : direct
  }

  private static let dependenciesAlone: SQL = """
    SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
    FROM pg_catalog.pg_depend d
    WHERE \(isAboutUsers)
    """

  private static let isAboutUsers: SQL = """
    d.objid >= 16384
      AND (d.refobjid >= 16384 OR d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
    """

  /// A base type and its functions depend on each other.
  ///
  /// Here the functions depend on the type's name alone, with which they are dropped, and its
  /// definition (`objsubid` 1) on the functions; all others depend on the definition.
  private static let dependenciesWithTypes: SQL = """
    (WITH types AS (
      SELECT t.oid, ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin,
        t.typmodout, t.typanalyze, t.typsubscript]::pg_catalog.oid[] AS functions
      FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND \(isBaseType("t")))
    SELECT d.classid, d.objid,
      CASE WHEN own.oid IS NOT NULL AND d.refclassid IN (
          'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_type'::pg_catalog.regclass)
        THEN 1 ELSE d.objsubid END,
      d.refclassid, d.refobjid,
      CASE WHEN used.oid IS NOT NULL AND NOT f.is_function THEN 1 ELSE d.refobjsubid END,
      CASE WHEN f.is_function THEN 'a' ELSE d.deptype END
    FROM pg_catalog.pg_depend d
    LEFT JOIN types own ON own.oid = d.objid
      AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
    LEFT JOIN types used ON used.oid = d.refobjid
      AND d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
    LEFT JOIN LATERAL (
      SELECT d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
        AND d.objid = ANY (used.functions) AS is_function) f ON used.oid IS NOT NULL
    WHERE \(isAboutUsers))
    """

  /// What uses a column that a table has from others depends on theirs too, with which it changes.
  ///
  /// An inherited check depends on the parent's. A key of a child is not left to go with a parent's
  /// column: its own columns would go on refusing null.
  private static let dependenciesOfChildren: SQL = """
    (WITH RECURSIVE inherited AS (
      SELECT i.inhrelid AS child, a.attnum AS number, i.inhparent AS parent,
        pa.attnum AS source
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_attribute a ON a.attrelid = i.inhrelid AND a.attnum > 0
        AND a.attinhcount > 0
      JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
    ), columns AS (
      SELECT i.child, i.number, i.parent, i.source FROM inherited i
      UNION
      SELECT c.child, c.number, i.parent, i.source
      FROM columns c JOIN inherited i ON i.child = c.parent AND i.number = c.source
    )
    SELECT d.classid, d.objid, d.objsubid, d.refclassid, c.parent, c.source, 'n'::pg_catalog."char"
    FROM columns c
    JOIN pg_catalog.pg_depend d ON d.refobjid = c.child AND d.refobjsubid = c.number
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('n', 'a')
    UNION ALL
    SELECT k.tableoid, k.oid, 0, p.tableoid, p.oid, 0, 'a'::pg_catalog."char"
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_constraint k ON k.conrelid = i.inhrelid AND k.contype = 'c'
      AND k.coninhcount > 0 AND NOT k.conislocal
    JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
      AND p.conname = k.conname)
    """
}
