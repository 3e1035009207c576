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
      hazards: hazard.map { [$0] } ?? []
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
    case ("session_preload_libraries", _), ("local_preload_libraries", _):
      Hazard(.accessWidened, subject, "\(sessions) now run other libraries")
    default: nil
    }
  }
}
