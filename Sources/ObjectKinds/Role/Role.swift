import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A role.
  static let role = KindName("role")
}

/// A role of the server: somebody who logs in, or a group of such.
///
/// A password is declared by reference. Superusers have it compared with what the server keeps of
/// its own; for others it cannot be compared. The server's own roles (`pg_…`) are no objects.
/// Catalogs: `pg_roles`, `pg_authid`. Manual: CREATE ROLE. Versions: all.
struct Role: CatalogObject {
  static let kind = KindName.role
  static let summary = "A role: somebody who logs in, or a group of such."
  static let places: [ManifestPlace] = [.document(.role)]
  static let fields: [Field<Self>] = [
    Field("superuser", \.isSuperuser, .alter, "Whether no permission is ever checked for it."),
    Field("createdb", \.canCreateDatabases, .alter, "Whether it can make databases."),
    Field("createrole", \.canCreateRoles, .alter, "Whether it can make roles."),
    Field("inherit", \.inherits, .alter, "Whether it has the privileges of its groups at once."),
    Field("login", \.canLogIn, .alter, "Whether it can log in."),
    Field("replication", \.canReplicate, .alter, "Whether it can stream the whole server's data."),
    Field("bypassrls", \.bypassesRowSecurity, .alter, "Whether policies do not apply to it."),
    .number(
      "connection_limit",
      \.connectionLimit,
      .alter,
      "How many sessions it can have at once; any number for -1."
    ),
    Field(
      "password",
      \.password,
      .alter,
      "Its password by reference, or null for none; left alone when nothing is said."
    ),
    Field("valid_until", \.expiry, .alter, "When its password ceases to be valid."),
  ]
  static let traits = KindTraits.with {
    $0.role = .principal
    $0.topic = .roles
    $0.isClusterWide = true
    $0.reservedPrefix = "pg_"
    $0.isLabelable = true
    $0.isSpelledByServer = false
    $0.holdsSecrets = true
    $0.namespaces = ["role"]
    $0.exportFolder = "cluster"
  }

  let id: ObjectID
  var isSuperuser = false
  var canCreateDatabases = false
  var canCreateRoles = false
  var inherits = true
  var canLogIn = false
  var canReplicate = false
  var bypassesRowSecurity = false
  /// The number of sessions; nil for any number.
  var connectionLimit: Int?
  var password = RolePassword.unsaid
  var expiry: Expiry?

  init(id: ObjectID) {
    self.id = id
  }

  var claimedNames: [String] { ["role \(id.name)"] }
}

// MARK: - Catalog

extension Role {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  /// Only superusers read `pg_authid`.
  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    let password: SQL =
      context.isSuperuser
      ? "a.rolpassword AS password, true AS sees_password"
      : "NULL AS password, false AS sees_password"
    let source: SQL =
      context.isSuperuser
      ? "pg_catalog.pg_roles r JOIN pg_catalog.pg_authid a ON a.oid = r.oid"
      : "pg_catalog.pg_roles r"
    return """
      SELECT 'pg_catalog.pg_authid'::pg_catalog.regclass::pg_catalog.oid AS classid,
        r.oid AS objid, r.rolname AS name, r.rolsuper, r.rolcreatedb, r.rolcreaterole,
        r.rolinherit, r.rolcanlogin, r.rolreplication, r.rolbypassrls,
        CASE WHEN r.rolconnlimit >= 0 THEN r.rolconnlimit END AS connection_limit,
        CASE WHEN pg_catalog.isfinite(r.rolvaliduntil)
          THEN pg_catalog.to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            || pg_catalog.rtrim(pg_catalog.rtrim(
              pg_catalog.to_char(r.rolvaliduntil AT TIME ZONE 'UTC', '.US'), '0'), '.') || '+00'
          ELSE r.rolvaliduntil::pg_catalog.text END AS expiry, \(password)
      FROM \(source)
      WHERE r.rolname !~ '^pg_'
      """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let name = try row.requiredText("name")
    self.init(id: ObjectID(.role, [name]))
    isSuperuser = try row.bool("rolsuper")
    canCreateDatabases = try row.bool("rolcreatedb")
    canCreateRoles = try row.bool("rolcreaterole")
    inherits = try row.bool("rolinherit")
    canLogIn = try row.bool("rolcanlogin")
    canReplicate = try row.bool("rolreplication")
    bypassesRowSecurity = try row.bool("rolbypassrls")
    connectionLimit = try row.optionalInt("connection_limit")
    if try row.bool("sees_password") {
      let verifier = try row.text("password").map { PasswordVerifier($0, role: name) }
      password = .live(verifier.map { .verifier($0) } ?? .nothing)
    } else {
      password = .live(.unseen)
    }
    expiry = try row.text("expiry").map(Expiry.init(catalog:))
  }
}
