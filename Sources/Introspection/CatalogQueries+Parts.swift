import PostgresVocabulary

extension CatalogQueries {
  /// A sort of part that no manifest says anything of: a query for a number that stands for each.
  typealias Part = (what: String, source: SQL)

  /// What no object stands for, so that nobody could tell that two databases differ in it.
  static func parts(_ version: ServerVersion) -> [Part] {
    version >= 18 ? commonParts + notNullParts : commonParts + [childsNull]
  }

  /// It shows only when the child loses the parent's: a column that was declared in the child too,
  /// or that it had before it became a child, stays.
  private static let commonParts: [Part] = [
    (
      "column of a child declared beside its parent's",
      """
      SELECT t.oid
      FROM pg_catalog.pg_attribute a \(children("a.attrelid"))
        AND a.attislocal AND a.attinhcount > 0 AND NOT a.attisdropped AND t.reloftype = 0
      """
    ),
    (
      "check of a child declared beside its parent's",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
        AND k.contype = 'c' AND k.conislocal AND k.coninhcount > 0
      """
    ),
    // Children that are there when the parent gets the check have not validated it; new ones have.
    (
      "check of a child whose parent's is not valid",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
        AND k.contype = 'c' AND NOT k.conislocal AND EXISTS (
          SELECT FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
            AND p.conname = k.conname AND NOT p.connoinherit
          WHERE i.inhrelid = k.conrelid AND NOT p.convalidated)
      """
    ),
    (
      "comment on an extension of the server",
      """
      SELECT x.oid
      FROM pg_catalog.pg_extension x
      WHERE x.oid < 16384 AND x.extname = 'plpgsql'
        AND pg_catalog.obj_description(x.oid, 'pg_extension')
          IS DISTINCT FROM 'PL/pgSQL procedural language'
      """
    ),
  ]

  /// Before 18 a child's column can be freed of a NOT NULL that its parent's has.
  private static let childsNull: Part = (
    "column of a child that takes null while its parent's does not",
    """
    SELECT t.oid
    FROM pg_catalog.pg_attribute a \(children("a.attrelid"))
      AND a.attinhcount > 0 AND NOT a.attnotnull AND NOT a.attisdropped AND EXISTS (
        SELECT FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
        WHERE i.inhrelid = t.oid AND p.attnotnull)
    """
  )

  /// Partitions say whether they have their parents' constraints for themselves too.
  private static let notNullParts: [Part] = [
    (
      "not-null constraint of a child declared beside its parent's",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
        AND k.contype = 'n' AND k.conislocal AND k.coninhcount > 0 AND NOT t.relispartition
      """
    ),
    (
      "not-null constraint of a child whose parent's is not valid",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
      JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
        AND k.contype = 'n' AND k.coninhcount > 0 AND EXISTS (
          SELECT FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
          JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'n'
            AND p.conkey = ARRAY[pa.attnum] AND NOT p.connoinherit
          WHERE i.inhrelid = t.oid AND NOT p.convalidated)
      """
    ),
    (
      "check that is enforced while its parent's is not",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
        AND k.contype = 'c' AND NOT k.conislocal AND k.conenforced AND EXISTS (
          SELECT FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
            AND p.conname = k.conname AND NOT p.connoinherit
          WHERE i.inhrelid = k.conrelid AND NOT p.conenforced)
      """
    ),
    (
      "comment on the not-null constraint of a domain",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k
      WHERE k.contype = 'n' AND k.contypid >= 16384
        AND pg_catalog.obj_description(k.oid, 'pg_constraint') IS NOT NULL
      """
    ),
  ]

  /// The tables `t` that have parents, apart from those that extensions have made.
  private static func children(_ table: SQL) -> SQL {
    """
    JOIN pg_catalog.pg_class t ON t.oid = \(table) AND t.relkind IN ('r', 'p', 'f')
      AND t.oid >= 16384 AND t.relpersistence <> 't'
      AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = t.oid)
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = t.oid
          AND e.deptype = 'e')
    """
  }
}
