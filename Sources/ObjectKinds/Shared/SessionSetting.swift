import ObjectModel
import PostgresVocabulary
import YAMLSource

/// A setting with which sessions begin: a role's, or a database's.
///
/// Names of settings are not case-sensitive; they are kept in lower case.
/// Catalog: `pg_db_role_setting`. Manual: ALTER ROLE, SET; ALTER DATABASE, SET.
protocol SessionSetting: CatalogObject {
  /// The value as the catalog keeps it.
  var value: String { get }
  /// Whose sessions begin with it.
  static func sessions(_ id: ObjectID) -> String
  /// The statement before its clause.
  func alteration(in context: StepContext) -> SQL
}

extension SessionSetting {
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, !name.isEmpty else {
      return .failure(InvalidName("a setting needs a name", hint: "Write \"name: value\"."))
    }
    if let problem = SecretSetting.problem(with: name.lowercased()) { return .failure(problem) }
    return .success(ObjectID(kind, [name.lowercased()], in: parent))
  }

  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a setting")
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create, "SET \(name) TO \(ServerSetting.sql(value, of: id.name))", context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "SET \(name) TO \(ServerSetting.sql(value, of: id.name))", context)]
  }

  func drop(in context: StepContext) -> [Step] {
    [step(.drop, "RESET \(name)", context)]
  }

  private var name: SQL { ServerSetting.sql(name: id.name) }

  private func step(_ action: Step.Action, _ clause: SQL, _ context: StepContext) -> Step {
    let hazard = SettingHazard.of(
      id.name,
      action == .drop ? nil : value,
      sessions: Self.sessions(id),
      id
    )
    return Step(
      action,
      id,
      "\(alteration(in: context)) \(clause)",
      reason: id.name.hasPrefix("pgrst.")
        ? "the API takes it up at NOTIFY pgrst, 'reload config'" : "",
      hazards: hazard.map { [$0] } ?? []
    )
  }
}

/// Settings that hold a secret in clear, for everybody to read in the catalog.
enum SecretSetting {
  private static let names = ["app.settings.jwt_secret", "pgrst.jwt_secret"]

  /// Whether the value is a secret, so that it is neither read nor shown.
  static func isOne(_ name: String) -> Bool { names.contains(name.lowercased()) }

  /// Why a manifest cannot declare it; nil for other settings.
  static func problem(with name: String) -> InvalidName? {
    guard isOne(name) else { return nil }
    return InvalidName(
      "\"\(name)\" is a secret, which manifests do not hold",
      hint: "Anybody can read settings of roles and databases: give it to the service by its "
        + "environment, or to SQL by Vault.",
      isBesideSecret: true
    )
  }
}

/// What settings risk with which sessions begin.
enum SettingHazard {
  /// Settings that decide what a session may see or whom it acts as.
  static func of(
    _ name: String,
    _ value: String?,
    sessions: String,
    _ subject: ObjectID
  ) -> Hazard? {
    switch (name, value) {
    case ("role", let value?):
      Hazard(.accessWidened, subject, "\(sessions) now begin as \(value)")
    case ("session_replication_role", let value?) where value.lowercased() == "replica":
      Hazard(
        .accessWidened,
        subject,
        "\(sessions) no longer fire triggers nor check foreign keys"
      )
    case ("session_preload_libraries", _), ("local_preload_libraries", _):
      Hazard(.accessWidened, subject, "\(sessions) now run other libraries")
    case ("pgrst.db_schemas", let value?):
      Hazard(.accessWidened, subject, "the API now serves the schemas \(value)")
    case ("pgrst.db_anon_role", let value?):
      Hazard(.accessWidened, subject, "requests without a token now act as \(value)")
    case ("pgrst.jwt_aud", _), ("pgrst.jwt_role_claim_key", _),
      ("pgrst.jwt_secret_is_base64", _), ("pgrst.db_pre_request", _),
      ("pgrst.db_pre_config", _):
      Hazard(.accessWidened, subject, "the API now judges otherwise whom a request acts as")
    default: nil
    }
  }
}
