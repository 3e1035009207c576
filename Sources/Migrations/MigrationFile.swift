public import PostgresVocabulary

/// A file of statements that is run once in each database, in the layout of the Supabase CLI:
/// `<version>_<name>.sql`.
public struct MigrationFile: Hashable, Sendable {
  /// What orders it among the others.
  public let version: MigrationVersion
  /// What it is called.
  public let name: String
  /// The statements.
  public let sql: SQL

  /// Describes a file.
  public init(version: MigrationVersion, name: String, sql: SQL) {
    self.version = version
    self.name = name
    self.sql = sql
  }

  /// The file's name in its folder.
  public var fileName: String { "\(version)_\(name).sql" }

  /// Takes a file's name apart; nil when it is not that of a migration.
  ///
  /// The CLI's own pattern is `^([0-9]+)_(.*)\.sql$`.
  static func parts(of fileName: String) -> (version: MigrationVersion, name: String)? {
    guard fileName.hasSuffix(".sql"), let end = fileName.firstIndex(of: "_"),
      let version = MigrationVersion(String(fileName[..<end]))
    else { return nil }
    return (version, String(fileName[fileName.index(after: end)...].dropLast(4)))
  }
}
