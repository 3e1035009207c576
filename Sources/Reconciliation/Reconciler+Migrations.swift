public import Diffing
public import ManifestLoading
import Planning
import PostgresClient

extension Reconciler {
  /// What migration files are planned from.
  public struct MigrationRequest: Sendable {
    /// What the files together are to lead to.
    public var declared: DeclaredState
    /// The files that are there, in their order.
    public var scripts: [SQLScript]
    /// The environment's name, for the plan.
    public var environment: String
    /// The manifests' git commit, where there is one.
    public var commit: String?
    /// The server's major version; nil for the newest one of this machine.
    public var major: Int?
    /// Whether strong locks are to be held shortly, if that takes more steps and transactions.
    public var isOnline = false

    /// Describes what files are planned from.
    public init(declared: DeclaredState, scripts: [SQLScript], environment: String) {
      self.declared = declared
      self.scripts = scripts
      self.environment = environment
    }
  }

  /// Migration files that do not lead to the manifests.
  public struct UnprovedMigrations: Error, Sendable {
    /// What would still have to change.
    public let left: [Change]
  }

  /// Plans what is still missing when files have been run in an empty database, has files made of
  /// it, and proves these: run after the others, nothing is missing any more.
  ///
  /// - Parameters:
  ///   - request: what is there and what is wanted.
  ///   - files: makes files of the plan; they are run, and nothing is written before that.
  /// - Returns: the plan.
  /// - Throws: `ScriptError` for a file that fails, `UnprovedMigrations`, what planning throws.
  public func planMigrations(
    _ request: MigrationRequest,
    files: (PlannedChange) throws -> [SQLScript]
  ) async throws -> PlannedChange {
    try await withDatabase(
      madeBy: request.scripts,
      request.declared.project.platform,
      major: request.major
    ) { settings in
      let planned = try await plan(planRequest(request, settings))
      if planned.plan.isEmpty { return planned }
      try await run(try files(planned), in: settings)
      let left = try await standing(planRequest(request, settings)).changes
      guard left.isEmpty else { throw UnprovedMigrations(left: left) }
      return planned
    }
  }

  /// Runs files in an empty database and tells how it stands to the manifests.
  ///
  /// - Parameter request: the files and the manifests.
  /// - Returns: how the database stands.
  /// - Throws: `ScriptError` for a file that fails, mistakes in manifests that a server finds.
  public func standing(ofFiles request: MigrationRequest) async throws -> Standing {
    try await withDatabase(
      madeBy: request.scripts,
      request.declared.project.platform,
      major: request.major
    ) { try await standing(planRequest(request, $0)) }
  }

  private func planRequest(
    _ request: MigrationRequest,
    _ settings: ConnectionSettings
  ) -> Request {
    var plan = Request(
      declared: request.declared,
      settings: settings,
      environment: request.environment,
      commit: request.commit
    )
    plan.isOnline = request.isOnline
    plan.gathersTopics = true
    plan.comparesPasswords = false
    return plan
  }
}
