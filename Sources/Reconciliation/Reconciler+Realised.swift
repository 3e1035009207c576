import Execution
public import ManifestLoading
import Planning
public import PostgresClient

extension Reconciler {
  /// Runs something with a new database that is what manifests declare, roles and grants too.
  ///
  /// - Parameters:
  ///   - declared: what the manifests declare.
  ///   - major: the server's major version; nil for the newest one of this machine.
  ///   - body: what to run with the database, as its superuser; afterwards it is gone.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws, `DiagnosticsError`, `EmbeddedPostgresError`,
  ///   `ExecutionFailure`, `ServerError`, `PlanningError`.
  public func withRealised<Value>(
    _ declared: DeclaredState,
    major: Int? = nil,
    _ body: (ConnectionSettings) async throws -> Value
  ) async throws -> Value {
    try await withEmptyDatabase(declared.project.platform, major: major) { settings in
      var request = Request(declared: declared, settings: settings, environment: "scratch")
      request.comparesPasswords = false
      let planned = try await plan(request)
      if !planned.plan.isEmpty {
        _ = try await apply(planned, to: settings, execution: ExecutionSettings())
      }
      return try await body(settings)
    }
  }
}
