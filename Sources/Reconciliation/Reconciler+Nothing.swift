import EmbeddedPostgres
public import ManifestLoading
import PostgresClient

extension Reconciler {
  /// Plans what it takes to make everything that manifests declare in an empty database.
  ///
  /// - Throws: `DiagnosticsError`, `EmbeddedPostgresError`, `ServerError`, `PlanningError`.
  public func planFromNothing(_ declared: DeclaredState) async throws -> PlannedChange {
    try await withEmptyDatabase(declared.project.platform) { settings in
      try await plan(Request(declared: declared, settings: settings, environment: "nothing"))
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
