import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A setting with which a database's sessions begin.
  static let databaseSetting = KindName("database_setting")
}

/// A setting with which every session in the database begins, unless its role has another.
///
/// Catalog: `pg_db_role_setting`. Manual: ALTER DATABASE, SET. Versions: all.
struct DatabaseSetting: SessionSetting {
  static let kind = KindName.databaseSetting
  static let summary = "A setting with which the database's sessions begin."
  static let places: [ManifestPlace] = [.named("settings", within: [.database])]
  static let fields: [Field<Self>] = [
    Field("value", \.value, .alter, "The value.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "value"
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

// MARK: - Manifests

extension DatabaseSetting {
  /// Reads a name; the API reads its settings from its role alone.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    let name = name.lowercased()
    guard !name.isEmpty, !name.hasPrefix("pgrst.") else {
      return .failure(
        InvalidName(
          name.isEmpty ? "a setting needs a name" : "\"\(name)\" has no effect on a database",
          hint: name.isEmpty
            ? "Write \"name: value\"."
            : "PostgREST reads it from the role that it logs in as: declare it with that role."
        )
      )
    }
    if let problem = SecretSetting.problem(with: name) { return .failure(problem) }
    return .success(ObjectID(kind, [name], in: parent ?? Database.identity))
  }
}

// MARK: - Catalog

extension DatabaseSetting {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT s.tableoid AS classid, 0 AS objid, i.item
    FROM pg_catalog.pg_db_role_setting s
    JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
    CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS i (item)
    WHERE s.setrole = 0 AND d.datname = pg_catalog.current_database()
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let (name, value) = ServerSetting.split(try row.requiredText("item"))
    if SecretSetting.isOne(name) { return nil }
    self.init(id: ObjectID(.databaseSetting, [name.lowercased()], in: Database.identity))
    self.value = value
  }
}

// MARK: - SQL

extension DatabaseSetting {
  static func sessions(_ id: ObjectID) -> String { "sessions in the database" }

  func alteration(in context: StepContext) -> SQL { "ALTER \(Database.address(in: context))" }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    Database.ownership(in: context) + [.setting(id.name)]
  }
}
