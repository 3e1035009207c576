import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The settings with which a role's sessions in a database begin.
  static let databaseRoleSettings = KindName("database_role_setting")
}

/// The settings with which the sessions of a role begin in this database alone.
///
/// Catalog: `pg_db_role_setting`. Manual: ALTER ROLE, IN DATABASE, SET. Versions: all.
struct DatabaseRoleSettings: CatalogObject {
  static let kind = KindName.databaseRoleSettings
  static let summary = "The settings with which a role's sessions in the database begin."
  static let places: [ManifestPlace] = [.named("role_settings", within: [.database])]
  static let fields: [Field<Self>] = [
    Field("settings", \.settings, .alter, "The settings with their values.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "settings"
    $0.shorthandTakesMappings = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  private var sortedSettings = SettingList()

  init(id: ObjectID) {
    self.id = id
  }

  /// In the order of their names.
  var settings: SettingList {
    get { sortedSettings }
    set { sortedSettings = newValue.sorted }
  }

  var references: [ObjectID] { [ObjectID(.role, [id.name])] }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    renames[ObjectID(.role, [id.name])].map { id.renamed(to: $0.name) } ?? id
  }

  /// Without any setting there is nothing to see.
  func goesWithoutSaying(in context: StepContext) -> Bool { settings.entries.isEmpty }
}

// MARK: - Catalog

extension DatabaseRoleSettings {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT s.tableoid AS classid, 0 AS objid,
      pg_catalog.pg_get_userbyid(s.setrole) AS role, s.setconfig AS settings
    FROM pg_catalog.pg_db_role_setting s
    JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
    WHERE d.datname = pg_catalog.current_database() AND s.setrole <> 0
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let role = try row.requiredText("role")
    self.init(id: ObjectID(.databaseRoleSettings, [role], in: Database.identity))
    settings = SettingList(try row.optionalTextArray("settings") ?? [])
  }
}

// MARK: - SQL

extension DatabaseRoleSettings {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses settings")
  }

  func create(in context: StepContext) -> [Step] { steps(.create, from: SettingList(), context) }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    steps(.alter, from: old.settings, context)
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "\(alteration(context)) RESET ALL")]
  }

  /// Everybody may change settings of their own.
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let isOwn: SQL = "current_user = \(literal: id.name)"
    let creation = RequiredRight.attribute("CREATEROLE", "rolcreaterole", or: isOwn)
    if step.action == .drop { return [creation] }
    let old = context.live.object(id, as: Self.self)?.settings ?? SettingList()
    return [creation] + settings.clauses(from: old).map { .setting($0.name) }
  }

  private func alteration(_ context: StepContext) -> SQL {
    "ALTER ROLE \(identifier: id.name) IN \(Database.address(in: context))"
  }

  private func steps(
    _ action: Step.Action,
    from old: SettingList,
    _ context: StepContext
  ) -> [Step] {
    settings.clauses(from: old).map { name, clause in
      let value = settings.entries.first { $0.name == name }?.value
      let hazard = SettingHazard.of(name, value, sessions: "sessions of \(id.name)", id)
      return Step(
        action,
        id,
        "\(alteration(context)) \(clause)",
        hazards: hazard.map { [$0] } ?? []
      )
    }
  }
}
