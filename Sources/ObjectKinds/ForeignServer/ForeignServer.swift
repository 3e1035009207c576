import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A foreign server.
  static let foreignServer = KindName("server")
}

/// A foreign server: another database or service, reached by a foreign data wrapper.
///
/// Catalog: `pg_foreign_server`. Manual: CREATE SERVER. Versions: all.
struct ForeignServer: CatalogObject {
  static let kind = KindName.foreignServer
  static let summary = "Another database or service, reached by a foreign data wrapper."
  static let places: [ManifestPlace] = [.document(.foreignServer)]
  static let fields: [Field<Self>] = [
    Field(
      "foreign_data_wrapper",
      \.wrapper,
      .replace("PostgreSQL cannot alter the wrapper of a server"),
      "The wrapper by which it is reached.",
      isRequired: true
    ),
    Field(
      "type",
      \.type,
      .replace("PostgreSQL cannot alter the type of a server"),
      "The type, where the wrapper knows several."
    ),
    Field("version", \.version, .alter, "The version, where the wrapper asks for it."),
    Field(
      "options",
      \.options,
      .alter,
      "Options of the wrapper, such as host; secrets by reference."
    ),
  ]
  static let traits = KindTraits.with {
    $0.isOwnable = true
    $0.isSpelledByServer = false
    $0.holdsSecrets = true
    $0.privileges = PrivilegeSet(["usage"])
    $0.exportFolder = "servers"
  }

  let id: ObjectID
  var wrapper = ""
  var type: String?
  var version: String?
  var options = ForeignOptions<SecretsByName>()

  init(id: ObjectID) {
    self.id = id
  }

  /// The wrapper may belong to an extension of the same or of another name.
  var references: [ObjectID] {
    [ObjectID(.foreignDataWrapper, [wrapper]), ObjectID(.extension, [wrapper])]
  }

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.options = options.recognising(secret)
    return copy
  }

  func secrets(beside live: Self) -> [DeclaredSecret] {
    options.secrets(of: "server", beside: live.options)
  }

  var referringToSecrets: Self {
    var copy = self
    copy.options = options.referring(as: [id.name])
    return copy
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.wrapper = renamed(ObjectID(.foreignDataWrapper, [wrapper])).name
    return copy
  }
}

// MARK: - Catalog

extension ForeignServer {
  static let requiredContents: CatalogContents? = .rows(of: "pg_foreign_server")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT s.tableoid AS classid, s.oid AS objid, s.srvname AS name, w.fdwname AS wrapper,
      s.srvtype AS type, s.srvversion AS version, s.srvoptions AS options
    FROM pg_catalog.pg_foreign_server s
    JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.foreignServer, [try row.requiredText("name")]))
    wrapper = try row.requiredText("wrapper")
    type = try row.text("type")
    version = try row.text("version")
    options = ForeignOptions(live: try row.optionalTextArray("options"))
  }
}

// MARK: - SQL

extension ForeignServer {
  static func address(of id: ObjectID) -> SQL {
    "SERVER \(identifier: id.name)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    guard step.action == .create else { return usual }
    let name: SQL = "FOREIGN DATA WRAPPER \(identifier: wrapper)"
    let check: SQL = """
      (SELECT pg_catalog.has_foreign_data_wrapper_privilege(w.oid, 'USAGE')
      FROM pg_catalog.pg_foreign_data_wrapper AS w WHERE w.fdwname = \(literal: wrapper))
      """
    return [RequiredRight.privilege(check, "USAGE", on: name).orPlatformsTrust]
  }

  /// USAGE on a server that is there.
  static func usage(of server: String) -> RequiredRight {
    .privilege(
      """
      (SELECT pg_catalog.has_server_privilege(s.oid, 'USAGE')
      FROM pg_catalog.pg_foreign_server AS s WHERE s.srvname = \(literal: server))
      """,
      "USAGE",
      on: "FOREIGN SERVER \(identifier: server)"
    )
  }

  func create(in context: StepContext) -> [Step] {
    var parts: [SQL] = ["CREATE \(Self.address(of: id))"]
    if let type { parts.append("TYPE \(literal: type)") }
    if let version { parts.append("VERSION \(literal: version)") }
    parts.append("FOREIGN DATA WRAPPER \(identifier: wrapper)")
    let clause = options.clause
    if let clause { parts.append(clause.sql) }
    var step = Step(.create, id, "\(parts, separator: " ")").with(clause)
    step.hazards = hazards(from: context.live.object(id), in: context)
    return [step]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var parts: [SQL] = ["ALTER \(Self.address(of: id))"]
    if changed.contains("version") { parts.append("VERSION \(literal: version)") }
    let clause = options.clause(from: old.options)
    if let clause { parts.append(clause.sql) }
    var step = Step(.alter, id, "\(parts, separator: " ")").with(clause)
    step.hazards = hazards(from: old, in: context)
    return [step]
  }

  /// What opens because it leads elsewhere than before.
  private func hazards(from old: Self?, in context: StepContext) -> [Hazard] {
    guard let old,
      wrapper != old.wrapper || type != old.type || options.mayLeadElsewhere(than: old.options)
    else { return [] }
    let tables = context.desired.all(ForeignTable.self)
      .filter { $0.server == id.name && context.live[$0.id] != nil }.map(\.id)
    let who = tables.isEmpty ? "use \(id)" : "read or write \(tables.shortList)"
    return [
      Hazard(
        .accessWidened,
        id,
        "whoever may \(who) may reach another server or database by that from now on"
      )
    ] + tables.flatMap { Deciders.hazards(of: $0, in: context) }
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }
}
