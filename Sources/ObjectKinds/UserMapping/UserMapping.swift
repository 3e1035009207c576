import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A user mapping.
  static let userMapping = KindName("user_mapping")
}

/// Whom a role, or everybody (`public`), acts as on a foreign server.
///
/// Its options are secrets but for a few; a role that may not see them (manual: `pg_user_mappings`)
/// can compare nothing.
/// Catalog: `pg_user_mapping`. Manual: CREATE USER MAPPING. Versions: all.
struct UserMapping: CatalogObject {
  static let kind = KindName.userMapping
  static let summary = "Whom a role acts as on the foreign server."
  static let places: [ManifestPlace] = [
    .named("user_mappings", within: [.foreignServer]),
    .document(.userMapping, on: [.foreignServer]),
  ]
  static let fields: [Field<Self>] = [
    Field(
      "options",
      \.options,
      .alter,
      "Options of the wrapper, such as user; secrets by reference."
    )
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.holdsSecrets = true
    $0.isInTheWay = true
    $0.exportFolder = "user_mappings"
  }

  let id: ObjectID
  var options = ForeignOptions<SecretsOfUsers>()

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] {
    id.name == Grant.everybody ? [] : [ObjectID(.role, [id.name])]
  }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    let server = renames[id.root] ?? id.root
    let role = renames[ObjectID(.role, [id.name])]?.name ?? id.name
    return ObjectID(.userMapping, [role], in: server)
  }

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, !name.isEmpty else {
      return .failure(
        InvalidName("a user mapping needs a role", hint: "Write the role's name, or public.")
      )
    }
    return .success(
      ObjectID(.userMapping, [name == "PUBLIC" ? Grant.everybody : name], in: parent)
    )
  }

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.options = options.recognising(secret)
    return copy
  }

  func secrets(beside live: Self) -> [DeclaredSecret] {
    options.secrets(of: "user mapping", beside: live.options)
  }

  var referringToSecrets: Self {
    var copy = self
    copy.options = options.referring(as: [id.root.name, id.name])
    return copy
  }
}

// MARK: - Catalog

extension UserMapping {
  static let requiredContents: CatalogContents? = .rows(of: "pg_foreign_server")

  /// The view's own condition tells options that may not be seen from none.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 'pg_catalog.pg_user_mapping'::pg_catalog.regclass::pg_catalog.oid AS classid,
      m.umid AS objid, m.srvname AS server,
      CASE WHEN m.umuser <> 0 THEN m.usename END AS role, m.umoptions AS options,
      m.umoptions IS NOT NULL OR me.rolsuper OR CASE WHEN m.umuser <> 0
        THEN m.usename = me.rolname AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE')
          OR pg_catalog.has_server_privilege(s.oid, 'USAGE'))
        ELSE pg_catalog.pg_has_role(s.srvowner, 'USAGE') END AS visible
    FROM pg_catalog.pg_user_mappings m
    JOIN pg_catalog.pg_foreign_server s ON s.oid = m.srvid
    JOIN pg_catalog.pg_roles me ON me.rolname = current_user
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let server = ObjectID(.foreignServer, [try row.requiredText("server")])
    let role = try row.text("role") ?? Grant.everybody
    self.init(id: ObjectID(.userMapping, [role], in: server))
    options = ForeignOptions(
      live: try row.optionalTextArray("options"),
      isVisible: try row.bool("visible")
    )
  }
}

// MARK: - SQL

extension UserMapping {
  static func address(of id: ObjectID) -> SQL {
    let role: SQL = id.name == Grant.everybody ? "PUBLIC" : "\(identifier: id.name)"
    return "USER MAPPING FOR \(role) SERVER \(identifier: id.root.name)"
  }

  /// The server's owner may map anybody; who may use the server, themselves.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    usualRights(for: step, in: context).map { right in
      let isOwn: SQL = "current_user = \(literal: id.name)"
      let check: SQL = """
        (\(right.check) OR \(isOwn) AND \(ForeignServer.usage(of: id.root.name).check))
        """
      return RequiredRight(check, lack: right.lack, remedy: right.remedy)
    }
  }

  func create(in context: StepContext) -> [Step] {
    let clause = options.clause
    let tail: SQL = clause.map { " \($0.sql)" } ?? ""
    var step = Step(.create, id, "CREATE \(Self.address(of: id))\(tail)").with(clause)
    if context.live[id] == nil { step.hazards = [hazard] }
    return [step]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    guard let clause = options.clause(from: old.options) else { return [] }
    return [
      Step(.alter, id, "ALTER \(Self.address(of: id)) \(clause.sql)", hazards: [hazard])
        .with(clause)
    ]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  private var hazard: Hazard {
    let isPublic = id.name == Grant.everybody
    let who = isPublic ? "everybody who may use server \(id.root.name)" : id.name
    let user = ["user", "username", "user_name", "remote_user"].lazy
      .compactMap { options.values[$0]?.shown }.first
    let whom = user.map { " as its user \($0)" } ?? ""
    return Hazard(
      .accessWidened,
      id,
      "\(who) can now act on server \(id.root.name)\(whom), with all that this allows there"
    )
  }
}
