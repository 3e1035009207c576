import EmbeddedPostgres
public import Introspection
public import ManifestLoading
import PostgresClient
public import PostgresVocabulary

/// A text of SQL statements with the name that messages give it.
public struct SQLScript: Sendable {
  /// The name, such as the file's path.
  public let name: String
  /// The statements.
  public let sql: SQL

  /// Names a script.
  public init(name: String, sql: SQL) {
    self.name = name
    self.sql = sql
  }
}

extension Reconciler {
  /// Plans what it takes to make everything that manifests declare in an empty database.
  ///
  /// - Throws: `DiagnosticsError`, `EmbeddedPostgresError`, `ServerError`, `PlanningError`.
  public func planFromNothing(_ declared: DeclaredState) async throws -> PlannedChange {
    try await withEmptyDatabase(declared.project.platform) { settings in
      try await plan(Request(declared: declared, settings: settings, environment: "nothing"))
    }
  }

  /// Reads what SQL scripts make of an empty database.
  ///
  /// - Throws: `ServerError` for a statement that fails; `EmbeddedPostgresError`.
  public func read(_ scripts: [SQLScript], platform: Platform) async throws -> LiveDatabase {
    try await withEmptyDatabase(platform) { settings in
      let connection = try await Connection.open(settings)
      for script in scripts { try await connection.execute(script.sql) }
      await connection.close()
      return try await read(settings)
    }
  }

  /// Runs something with a new database of this machine, with the platform's objects and no others.
  func withEmptyDatabase<Value>(
    _ platform: Platform,
    major: Int? = nil,
    _ body: (ConnectionSettings) async throws -> Value
  ) async throws -> Value {
    let server = try await EphemeralServer.start(try await ServerBinaries.find(major: major))
    do {
      let settings = try ConnectionSettings(server.connectionString)
      if platform == .supabase { try await PlatformStubs.load(into: settings) }
      let value = try await body(settings)
      try await server.stop()
      return value
    } catch {
      try? await server.stop()
      throw error
    }
  }
}
