import ObjectModel
import PostgresClient
import PostgresVocabulary

/// The queries of one reading, in the order in which their results are kept.
struct CatalogQueries: Sendable {
  /// The kinds whose queries come first, in order.
  let kinds: [any CatalogObject.Type]
  /// The kinds' queries, then those below; nil for one that would find nothing.
  let all: [SQL?]

  init(_ kinds: [any CatalogObject.Type], in context: CatalogQueryContext) {
    self.kinds = kinds
    let queries: [SQL?] = kinds.map { kind in
      let isNeeded = kind.requiredContents.map(context.mayHold) ?? true
      return isNeeded ? kind.catalogQuery(in: context) : nil
    }
    all = queries + [Self.dependencies, Self.session, Self.otherObjects(context.version)]
  }

  /// The indices of the queries to send, the longest texts first, which take most time to plan:
  /// what comes last is short, so that connections that share the work end together.
  var longestFirst: [Int] {
    let lengths = all.map { $0?.text.utf8.count ?? 0 }
    return all.indices.filter { all[$0] != nil }.sorted { lengths[$0] > lengths[$1] }
  }

  var dependenciesIndex: Int { kinds.count }
  var sessionIndex: Int { kinds.count + 1 }
  var otherObjectsIndex: Int { kinds.count + 2 }

  /// `pg_depend` without what the system's own objects depend on; objects made by users have
  /// OIDs from 16384 on (`FirstNormalObjectId`).
  ///
  /// A base type and its functions depend on each other. Here the functions depend on the type's
  /// name alone, with which they are dropped, and its definition (`objsubid` 1) on the functions;
  /// all others depend on the definition.
  ///
  /// What uses a column that a table has from others depends on theirs too, with which it changes;
  /// an inherited check depends on the parent's. A key of a child is not left to go with a parent's
  /// column: its own columns would go on refusing null.
  private static let dependencies: SQL = """
    WITH RECURSIVE inherited AS (
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
    ), types AS (
      SELECT t.oid, ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin,
        t.typmodout, t.typanalyze, t.typsubscript]::pg_catalog.oid[] AS functions
      FROM pg_catalog.pg_type t
      WHERE t.oid >= 16384 AND t.typtype = 'b' AND t.typisdefined
        AND t.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc)
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
    WHERE d.objid >= 16384
      AND (d.refobjid >= 16384 OR d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
    UNION ALL
    SELECT d.classid, d.objid, d.objsubid, d.refclassid, c.parent, c.source, 'n'
    FROM columns c
    JOIN pg_catalog.pg_depend d ON d.refobjid = c.child AND d.refobjsubid = c.number
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('n', 'a')
    UNION ALL
    SELECT k.tableoid, k.oid, 0, p.tableoid, p.oid, 0, 'a'
    FROM pg_catalog.pg_inherits i
    JOIN pg_catalog.pg_constraint k ON k.conrelid = i.inhrelid AND k.contype = 'c'
      AND k.coninhcount > 0 AND NOT k.conislocal
    JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'c'
      AND p.conname = k.conname
    """

  private static let session: SQL = """
    SELECT pg_catalog.current_database() AS database, current_user AS role
    """

  /// Objects of every sort that users can make, to find those that no kind has claimed.
  private static func otherObjects(_ version: ServerVersion) -> SQL {
    // Catalogs are named and not read as `tableoid`, and user mappings are read through their view:
    // what everybody may read includes neither.
    let parts: [SQL] = sorts(version).map { catalog, what, condition in
      let source: SQL =
        catalog == "pg_user_mapping"
        ? "(SELECT u.umid AS oid FROM pg_catalog.pg_user_mappings u)" : "pg_catalog.\(catalog)"
      return """
        SELECT 'pg_catalog.\(catalog)'::pg_catalog.regclass::pg_catalog.oid AS classid,
          c.oid AS objid, \(literal: what) AS what
        FROM \(source) c WHERE c.oid >= 16384 AND \(condition)
        """
    }
    let all: SQL = "\(parts, separator: "\nUNION ALL\n")"
    return """
      \(all)
      UNION ALL
      SELECT l.classoid, l.objoid, 'security label' FROM pg_catalog.pg_seclabel l
      """
  }

  private typealias Sort = (catalog: SQL, what: String, condition: SQL)

  private static func sorts(_ version: ServerVersion) -> [Sort] {
    version >= 18 ? commonSorts + [childsNotNull] : commonSorts
  }

  /// Not-null constraints that a table which inherits has for itself too.
  ///
  /// That shows only when it leaves the parent; 18 and later. Partitions say it.
  private static let childsNotNull: Sort = (
    "pg_constraint", "not-null constraint of a child declared beside its parent's",
    """
    c.contype = 'n' AND c.conislocal AND c.coninhcount > 0
    AND EXISTS (SELECT FROM pg_catalog.pg_class t
      WHERE t.oid = c.conrelid AND NOT t.relispartition)
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.conrelid AND a.attnum = c.conkey[1] AND a.attislocal
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i
          JOIN pg_catalog.pg_constraint p ON p.conrelid = i.inhparent AND p.contype = 'n'
            AND p.conname = c.conname
          WHERE i.inhrelid = c.conrelid))
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e
      WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.conrelid
        AND e.deptype = 'e')
    """
  )

  private static let commonSorts: [Sort] = [
    ("pg_class", "table", "c.relkind IN ('r', 'p') AND c.relpersistence <> 't'"),
    ("pg_class", "view", "c.relkind = 'v' AND c.relpersistence <> 't'"),
    ("pg_class", "materialized view", "c.relkind = 'm'"),
    ("pg_class", "sequence", "c.relkind = 'S' AND c.relpersistence <> 't'"),
    ("pg_proc", "aggregate", "c.prokind = 'a'"),
    ("pg_proc", "function", "c.prokind IN ('f', 'w')"),
    ("pg_proc", "procedure", "c.prokind = 'p'"),
    (
      "pg_type", "base type",
      "c.typtype IN ('b', 'p') AND c.typelem = 0"
    ),
    ("pg_operator", "operator", "true"),
    ("pg_opclass", "operator class", "true"),
    ("pg_opfamily", "operator family", "true"),
    ("pg_conversion", "conversion", "true"),
    // What users add to the families of the server itself lies in no schema of theirs.
    ("pg_amop", "operator in a family of the server", "c.amopfamily < 16384"),
    ("pg_amproc", "function in a family of the server", "c.amprocfamily < 16384"),
  ]
}

/// The results of the queries.
struct Fetched: Sendable {
  let version: ServerVersion
  let queries: CatalogQueries
  private let tables: [Int: ResultTable]

  init(version: ServerVersion, queries: CatalogQueries, tables: [Int: ResultTable]) {
    self.version = version
    self.queries = queries
    self.tables = tables
  }

  /// The rows that a query has given; none for one that was not sent.
  func rows(of query: Int) -> [Row] { tables[query]?.rows ?? [] }
}
