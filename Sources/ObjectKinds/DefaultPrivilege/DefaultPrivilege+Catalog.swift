import ObjectModel
import PostgresVocabulary

extension DefaultPrivilege {
  static let requiredContents: CatalogContents? = .rows(of: "pg_default_acl")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, d.oid AS objid,
      pg_catalog.pg_get_userbyid(d.defaclrole) AS role, n.nspname AS schema,
      CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
        WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas'
        WHEN 'L' THEN 'large_objects' END AS type,
      coalesce(e.grantees, '{}') AS grantees, coalesce(e.privileges, '{}') AS privileges,
      coalesce(e.options, '{}') AS options
    FROM pg_catalog.pg_default_acl d
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
    CROSS JOIN LATERAL (
      SELECT pg_catalog.array_agg(CASE x.grantee WHEN 0 THEN 'public'
          ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END) AS grantees,
        pg_catalog.array_agg(pg_catalog.lower(x.privilege_type)) AS privileges,
        pg_catalog.array_agg(x.is_grantable) AS options
      FROM pg_catalog.aclexplode(d.defaclacl) x
    ) e
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let type = try row.text("type") else { return nil }
    let scope = Scope(
      type: type,
      role: try row.requiredText("role"),
      schema: try row.text("schema")
    )
    self.init(id: scope.id)
    let privileges = try row.textArray("privileges")
    let options = try row.textArray("options")
    var items: [String: [String: Bool]] = [:]
    for (index, grantee) in try row.textArray("grantees").enumerated() {
      items[grantee, default: [:]][privileges[index]] = options[index] == "t"
    }
    if scope.schema == nil, items[scope.role] == nil { items[scope.role] = [:] }
    var lists = items.mapValues {
      PrivilegeList($0, of: scope.privileges, on: reading.version)
    }
    if lists[scope.role] == scope.zero(on: reading.version)[scope.role] { lists[scope.role] = nil }
    grants = DefaultGrants(lists)
  }
}

extension DefaultPrivilege.Scope {
  /// What there is without any default privileges: for all schemas what the server itself gives to
  /// the owner and to everybody, for one schema nothing.
  func zero(on version: ServerVersion) -> [String: PrivilegeList] {
    if schema != nil { return [:] }
    let open = Dictionary(uniqueKeysWithValues: privileges.publicByDefault.map { ($0, false) })
    var lists = [role: PrivilegeList.full(privileges, on: version)]
    if !open.isEmpty {
      lists[Grant.everybody] = PrivilegeList(open, of: privileges, on: version)
    }
    return lists
  }
}
