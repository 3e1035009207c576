import ObjectModel
import PostgresVocabulary

/// The queries of one reading, in the order in which their results are kept.
struct CatalogQueries: Sendable {
  /// The kinds whose queries come first, in order.
  let kinds: [any CatalogObject.Type]
  /// The kinds' queries, then those below.
  let all: [SQL]

  init(registry: KindRegistry, version: ServerVersion) {
    kinds = registry.catalogKinds
    all =
      kinds.map { $0.catalogQuery(version) } + [
        Self.dependencies, Self.session, Self.otherObjects(version),
      ]
  }

  var dependenciesIndex: Int { kinds.count }
  var sessionIndex: Int { kinds.count + 1 }
  var otherObjectsIndex: Int { kinds.count + 2 }

  /// `pg_depend` without what the system's own objects depend on; objects made by users have
  /// OIDs from 16384 on (`FirstNormalObjectId`).
  private static let dependencies: SQL = """
    SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype
    FROM pg_catalog.pg_depend
    WHERE objid >= 16384
      AND (refobjid >= 16384 OR refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
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
    let all: SQL = "\(parts, separator: "\nUNION ALL\n")"
    return """
      \(all)
      UNION ALL
      SELECT l.classoid, l.objoid, 'security label' FROM pg_catalog.pg_seclabel l
      UNION ALL
      SELECT 'pg_catalog.pg_database'::pg_catalog.regclass, d.oid, 'database setting'
      FROM pg_catalog.pg_db_role_setting s
      JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        AND d.datname = pg_catalog.current_database()
      """
  }

  private static let sorts: [(catalog: SQL, what: String, condition: SQL)] = [
    ("pg_class", "table", "c.relkind IN ('r', 'p') AND c.relpersistence <> 't'"),
    ("pg_class", "view", "c.relkind = 'v' AND c.relpersistence <> 't'"),
    ("pg_class", "materialized view", "c.relkind = 'm'"),
    ("pg_class", "sequence", "c.relkind = 'S' AND c.relpersistence <> 't'"),
    ("pg_class", "foreign table", "c.relkind = 'f'"),
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
    (
      "pg_subscription", "subscription",
      """
      c.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d
        WHERE d.datname = pg_catalog.current_database())
      """
    ),
    ("pg_foreign_data_wrapper", "foreign data wrapper", "true"),
    ("pg_foreign_server", "foreign server", "true"),
    ("pg_user_mapping", "user mapping", "true"),
    // What users add to the families of the server itself lies in no schema of theirs.
    ("pg_amop", "operator in a family of the server", "c.amopfamily < 16384"),
    ("pg_amproc", "function in a family of the server", "c.amprocfamily < 16384"),
  ]
}

/// The results of the queries.
struct Fetched: Sendable {
  let version: ServerVersion
  let queries: CatalogQueries
  let tables: [ResultTable]
}
