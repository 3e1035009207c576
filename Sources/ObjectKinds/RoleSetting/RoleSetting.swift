import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A setting with which a role's sessions begin.
  static let roleSetting = KindName("role_setting")
}

/// A setting with which every session of a role begins, in any database.
///
/// Names of settings are not case-sensitive; they are kept in lower case.
/// Catalog: `pg_db_role_setting`. Manual: ALTER ROLE, SET. Versions: all.
struct RoleSetting: SessionSetting {
  static let kind = KindName.roleSetting
  static let summary = "A setting with which the role's sessions begin."
  static let places: [ManifestPlace] = [
    .named("settings", within: [.role]), .document(.roleSetting, on: [.role]),
  ]
  static let fields: [Field<Self>] = [
    Field("value", \.value, .alter, "The value.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "value"
    $0.topic = .roles
    $0.isClusterWide = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  private var canonicalValue = ""

  init(id: ObjectID) {
    self.id = id
  }

  /// The value as the catalog keeps it.
  var value: String {
    get { canonicalValue }
    set { canonicalValue = ServerSetting.canonical(newValue, of: id.name) }
  }
}

// MARK: - Catalog

extension RoleSetting {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, 0 AS objid, r.rolname AS role, s.item
    FROM pg_catalog.pg_db_role_setting d
    JOIN pg_catalog.pg_roles r ON r.oid = d.setrole
    CROSS JOIN LATERAL pg_catalog.unnest(d.setconfig) AS s (item)
    WHERE d.setdatabase = 0 AND r.rolname !~ '^pg_'
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let role = ObjectID(.role, [try row.requiredText("role")])
    let (name, value) = ServerSetting.split(try row.requiredText("item"))
    if SecretSetting.isOne(name) { return nil }
    self.init(id: ObjectID(.roleSetting, [name.lowercased()], in: role))
    self.value = value
  }
}

// MARK: - SQL

extension RoleSetting {
  static func sessions(_ id: ObjectID) -> String { "sessions of \(id.root.name)" }

  func alteration(in context: StepContext) -> SQL { "ALTER ROLE \(identifier: id.root.name)" }

  /// Everybody may change settings of their own; those of others take CREATEROLE, and from
  /// PostgreSQL 16 on the ADMIN option too (manual: ALTER ROLE).
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let role = id.root.name
    let isOwn: SQL = "current_user = \(literal: role)"
    let creation = RequiredRight.attribute("CREATEROLE", "rolcreaterole", or: isOwn)
    let setting = RequiredRight.setting(id.name)
    if context.version < 16 { return [creation, setting] }
    return [creation, .administration(of: role, on: context.version).or(isOwn), setting]
  }
}
