import ObjectModel
import PostgresClient
import PostgresVocabulary

/// One query of a reading.
struct CatalogQuery: Sendable {
  let subject: Subject
  let sql: SQL
  /// The kind whose objects it reads; nil for what is no kind's.
  let kind: (any CatalogObject.Type)?
  private let isSlow: Bool

  /// What is asked for.
  enum Subject: Hashable {
    case objects(KindName), dependencies, session, otherObjects
  }

  init(_ subject: Subject, _ sql: SQL, kind: (any CatalogObject.Type)? = nil) {
    self.subject = subject
    self.sql = sql
    self.kind = kind
    isSlow = kind?.isSlowToRead ?? false
  }

  /// Whether it is to be sent before another: what takes longest goes first.
  ///
  /// After what is known to be slow these are the longest texts, which take most time to plan. What
  /// comes last is short, so that connections that share the work end together.
  func comes(before other: Self) -> Bool {
    if isSlow != other.isSlow { return isSlow }
    return sql.text.utf8.count > other.sql.text.utf8.count
  }
}

/// The queries of one reading.
enum CatalogQueries {
  /// Those that are the same for every database of a server.
  static func common(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    queries(kinds.filter { !$0.dependsOnContents }, in: context) + [
      CatalogQuery(.dependencies, dependencies),
      CatalogQuery(.session, session),
      CatalogQuery(.otherObjects, otherObjects(context.version)),
    ]
  }

  /// Those that depend on what the database holds.
  static func special(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    queries(kinds.filter { $0.dependsOnContents }, in: context)
  }

  private static func queries(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    kinds.compactMap { kind in
      guard kind.requiredContents.map(context.mayHold) ?? true else { return nil }
      return CatalogQuery(.objects(kind.kind), kind.catalogQuery(in: context), kind: kind)
    }
  }

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
    let parts: [SQL] = sorts.map { catalog, what, condition in
      let source: SQL =
        catalog == "pg_user_mapping"
        ? "(SELECT u.umid AS oid FROM pg_catalog.pg_user_mappings u)" : "pg_catalog.\(catalog)"
      return """
        SELECT 'pg_catalog.\(catalog)'::pg_catalog.regclass::pg_catalog.oid AS classid,
          c.oid AS objid, \(literal: what) AS what
        FROM \(source) c WHERE c.oid >= 16384 AND \(condition)
        """
    }
    // What is a part of an object that is looked at stands for itself here.
    let others: [SQL] = self.parts(version).map { what, source in
      """
      SELECT 'pg_catalog.pg_inherits'::pg_catalog.regclass, s.objid, \(literal: what)
      FROM (\(source)) s (objid)
      """
    }
    let all: SQL = "\(parts + others, separator: "\nUNION ALL\n")"
    return """
      \(all)
      UNION ALL
      SELECT l.classoid, l.objoid, 'security label' FROM pg_catalog.pg_seclabel l
      """
  }

  private typealias Sort = (catalog: SQL, what: String, condition: SQL)

  private static let sorts: [Sort] = [
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

/// What a query has given.
struct Answer: Sendable {
  let rows: [Row]
  /// The objects in the rows, one each, of a kind whose objects stand for themselves.
  let objects: [(any ManagedObject)?]

  init(_ table: ResultTable, to query: CatalogQuery, version: ServerVersion) throws {
    rows = table.rows
    guard let kind = query.kind, !kind.isReadLate else {
      objects = []
      return
    }
    let reading = CatalogReading(version: version, identities: [:])
    objects = try rows.map { try kind.init(row: $0, reading: reading) }
  }
}

extension CatalogObject {
  fileprivate static var dependsOnContents: Bool {
    requiredContents != nil || !optionalContents.isEmpty
  }

  /// Whether the objects are about others and are read after them.
  static var isReadLate: Bool {
    places.contains { $0.site == .withinAny }
  }
}
