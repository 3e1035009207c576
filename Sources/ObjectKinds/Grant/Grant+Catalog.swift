import ObjectModel
import PostgresVocabulary

extension Grant {
  /// The lists of privileges in a database: where each is kept, of what sort of object by the code
  /// of `acldefault()`, and who owns the object.
  ///
  /// A list that is NULL stands for the built-in one. That is the owner's own privileges alone for
  /// all sorts but routines, types and languages: only these need be looked at then.
  private static let sources: [SQL] = [
    source(
      "pg_class",
      "c.relowner",
      sort: "CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END",
      "c.relacl",
      "c.oid >= 16384 AND c.relacl IS NOT NULL"
    ),
    source(
      "pg_namespace",
      "c.nspowner",
      sort: "'n'",
      "c.nspacl",
      "c.nspacl IS NOT NULL AND c.nspname !~ '^pg_' AND c.nspname <> 'information_schema'"
    ),
    source(
      "pg_proc",
      "c.proowner",
      sort: "'f'",
      "coalesce(c.proacl, pg_catalog.acldefault('f', c.proowner))",
      "c.oid >= 16384"
    ),
    source(
      "pg_type",
      "c.typowner",
      sort: "'T'",
      "coalesce(c.typacl, pg_catalog.acldefault('T', c.typowner))",
      """
      c.oid >= 16384 AND (c.typtype IN ('b', 'c', 'd', 'e', 'r') OR NOT c.typisdefined)
        AND c.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
      """
    ),
    source(
      "pg_foreign_data_wrapper",
      "c.fdwowner",
      sort: "'F'",
      "c.fdwacl",
      "c.fdwacl IS NOT NULL"
    ),
    source(
      "pg_foreign_server",
      "c.srvowner",
      sort: "'S'",
      "c.srvacl",
      "c.srvacl IS NOT NULL"
    ),
    source(
      "pg_language",
      "c.lanowner",
      sort: "'l'",
      "coalesce(c.lanacl, pg_catalog.acldefault('l', c.lanowner))",
      "c.oid >= 16384"
    ),
    source(
      "pg_database",
      "c.datdba",
      sort: "'d'",
      "coalesce(c.datacl, pg_catalog.acldefault('d', c.datdba))",
      "c.datname = pg_catalog.current_database()"
    ),
    // Parameters belong to the superuser that the server was made with.
    source("pg_parameter_acl", "10", sort: "'p'", "c.paracl", "true"),
  ]

  private static func source(
    _ catalog: SQL,
    _ owner: SQL,
    sort: SQL,
    _ acl: SQL,
    _ condition: SQL
  ) -> SQL {
    """
    SELECT 'pg_catalog.\(catalog)'::pg_catalog.regclass::pg_catalog.oid AS classid,
      c.oid AS objid, 0 AS objsubid, \(owner) AS owner, (\(sort))::pg_catalog.text AS sort,
      \(acl) AS acl
    FROM pg_catalog.\(catalog) c
    WHERE \(condition)
    """
  }

  private static let columns: SQL = """
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, a.attrelid, a.attnum,
      c.relowner, 'c', a.attacl
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE a.attrelid >= 16384 AND a.attacl IS NOT NULL AND NOT a.attisdropped
    """

  /// An owner whose entry is missing has lost all privileges: that is a row too.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    WITH lists AS (
    \(sources + [columns], separator: "\nUNION ALL\n")
    )
    SELECT l.classid, l.objid, l.objsubid,
      CASE WHEN e.grantee <> 0 THEN pg_catalog.pg_get_userbyid(e.grantee) END AS grantee,
      CASE WHEN e.grantor <> l.owner THEN pg_catalog.pg_get_userbyid(e.grantor) END AS grantor,
      e.grantee = l.owner AND e.grantor = l.owner AND l.sort <> 'c' AS is_owner,
      coalesce(pg_catalog.array_agg(pg_catalog.lower(e.privilege))
        FILTER (WHERE e.privilege IS NOT NULL), '{}') AS privileges,
      coalesce(pg_catalog.array_agg(e.is_grantable)
        FILTER (WHERE e.privilege IS NOT NULL), '{}') AS options
    FROM lists l
    CROSS JOIN LATERAL (
      SELECT x.grantee, x.grantor, x.privilege_type AS privilege, x.is_grantable
      FROM pg_catalog.aclexplode(l.acl) x
      UNION ALL
      SELECT l.owner, l.owner, NULL, NULL WHERE l.sort <> 'c'
    ) e
    GROUP BY l.classid, l.objid, l.objsubid, l.owner, l.sort, e.grantee, e.grantor
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let subject = reading.object(at: try row.address()),
      let set = KindRegistry.standard.kind(subject.kind).traits.privileges
    else { return nil }
    let grantee = try row.text("grantee") ?? Self.everybody
    let names = [grantee] + (try row.text("grantor").map { [$0] } ?? [])
    self.init(id: ObjectID(.grant, names, in: subject))
    let pairs = zip(try row.textArray("privileges"), try row.textArray("options"))
    privileges = PrivilegeList(
      Dictionary(pairs.map { ($0, $1 == "t") }, uniquingKeysWith: { $0 || $1 }),
      of: set,
      on: reading.version
    )
    if try row.bool("is_owner"), privileges == .full(set, on: reading.version) { return nil }
  }
}
