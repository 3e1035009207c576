import ObjectModel
import PostgresVocabulary

extension CatalogQueries {
  /// Objects of every sort that users can make, to find those that no kind has claimed, and parts
  /// of objects that no manifest says anything of.
  static func otherObjects(in context: CatalogQueryContext) -> SQL {
    let sorts = sorts.filter { context.mayHold(.objects(of: $0.catalog)) }.map(\.query)
    let children = context.mayHold(inheritance) ? partsOfChildren(context.version) : []
    let parts = (children + otherParts(context.version)).map { part -> SQL in
      """
      SELECT 'pg_catalog.pg_inherits'::pg_catalog.regclass, s.objid, \(literal: part.what)
      FROM (\(part.source)) s (objid)
      """
    }
    return """
      SELECT l.classoid AS classid, l.objoid AS objid, 'security label' AS what
      FROM pg_catalog.pg_seclabel l
      UNION ALL
      \(sorts + parts, separator: "\nUNION ALL\n")
      """
  }

  // MARK: Objects

  /// What the objects of a catalog are called.
  private struct Sorts {
    let catalog: SQL
    let names: [(what: String, condition: SQL)]

    init(_ catalog: SQL, _ names: (what: String, condition: SQL)...) {
      self.catalog = catalog
      self.names = names
    }

    /// The catalog is named and not read as `tableoid`: what everybody may read does not include
    /// that.
    var query: SQL {
      let cases = names.map { "WHEN \($0.condition) THEN \(literal: $0.what)" as SQL }
      return """
        SELECT 'pg_catalog.\(catalog)'::pg_catalog.regclass::pg_catalog.oid, c.oid, w.what
        FROM pg_catalog.\(catalog) c
        CROSS JOIN LATERAL (SELECT CASE \(cases, separator: " ") END AS what) w
        WHERE c.oid >= 16384 AND w.what IS NOT NULL
        """
    }
  }

  private static let sorts = [
    Sorts(
      "pg_class",
      ("table", "c.relkind IN ('r', 'p') AND c.relpersistence <> 't'"),
      ("view", "c.relkind = 'v' AND c.relpersistence <> 't'"),
      ("materialized view", "c.relkind = 'm'"),
      ("sequence", "c.relkind = 'S' AND c.relpersistence <> 't'")
    ),
    Sorts(
      "pg_proc",
      ("aggregate", "c.prokind = 'a'"),
      ("function", "c.prokind IN ('f', 'w')"),
      ("procedure", "c.prokind = 'p'")
    ),
    Sorts("pg_type", ("base type", "c.typtype IN ('b', 'p') AND c.typelem = 0")),
    Sorts("pg_operator", ("operator", "true")),
    Sorts("pg_opclass", ("operator class", "true")),
    Sorts("pg_opfamily", ("operator family", "true")),
    Sorts("pg_conversion", ("conversion", "true")),
    // What users add to the families of the server itself lies in no schema of theirs.
    Sorts("pg_amop", ("operator in a family of the server", "c.amopfamily < 16384")),
    Sorts("pg_amproc", ("function in a family of the server", "c.amprocfamily < 16384")),
  ]

  // MARK: Parts

  /// A sort of part that no manifest says anything of, so that nobody could tell that two databases
  /// differ in it: a query for a number that stands for each.
  private typealias Part = (what: String, source: SQL)

  private static func partsOfChildren(_ version: ServerVersion) -> [Part] {
    declaredBeside + (version >= 18 ? notNullOfChildren : [childsNull])
  }

  private static func otherParts(_ version: ServerVersion) -> [Part] {
    [commentOnLanguage] + (version >= 18 ? [commentOnNotNull] : [])
  }

  /// It shows only when the child loses the parent's: a column that was declared in the child too,
  /// or that it had before it became a child, stays.
  private static let declaredBeside: [Part] = [
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
    // Children that are there when the parent gets the check have not validated it either.
    (
      "check of a new child whose parent's is not valid",
      checksBeyondParents("convalidated")
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
  private static let notNullOfChildren: [Part] = [
    (
      "not-null constraint of a child declared beside its parent's",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
        AND k.contype = 'n' AND k.conislocal AND k.coninhcount > 0 AND NOT t.relispartition
      """
    ),
    (
      "not-null constraint of a new child whose parent's is not valid",
      """
      SELECT k.oid
      FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
      JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
        AND k.contype = 'n' AND k.coninhcount > 0 AND k.convalidated AND EXISTS (
          SELECT FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
          JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'n'
            AND p.conkey = ARRAY[pa.attnum] AND NOT p.connoinherit
          WHERE i.inhrelid = t.oid AND NOT p.convalidated)
      """
    ),
    (
      "check that is enforced while its parent's is not",
      checksBeyondParents("conenforced")
    ),
  ]

  private static let commentOnLanguage: Part = (
    "comment on an extension of the server",
    """
    SELECT x.oid
    FROM pg_catalog.pg_extension x
    WHERE x.oid < 16384 AND x.extname = 'plpgsql'
      AND pg_catalog.obj_description(x.oid, 'pg_extension')
        IS DISTINCT FROM 'PL/pgSQL procedural language'
    """
  )

  private static let commentOnNotNull: Part = (
    "comment on the not-null constraint of a domain",
    """
    SELECT k.oid
    FROM pg_catalog.pg_constraint k
    WHERE k.contype = 'n' AND k.contypid >= 16384
      AND pg_catalog.obj_description(k.oid, 'pg_constraint') IS NOT NULL
    """
  )

  /// The inherited checks that have a mark which their parents' do not have.
  private static func checksBeyondParents(_ mark: SQL) -> SQL {
    """
    SELECT k.oid
    FROM pg_catalog.pg_constraint k \(children("k.conrelid"))
      AND k.contype = 'c' AND NOT k.conislocal AND k.\(mark) AND EXISTS (
        SELECT FROM pg_catalog.pg_inherits i
        JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
          AND p.conname = k.conname AND NOT p.connoinherit
        WHERE i.inhrelid = k.conrelid AND NOT p.\(mark))
    """
  }

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
