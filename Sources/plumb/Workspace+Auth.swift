import AuthSettings
import Diagnostics
import Execution
import ManifestLoading
import ObjectModel
import Planning
import PostgresClient
import Reconciliation

extension Workspace {
  /// The place where an environment keeps its auth settings, if it names one.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in what it says.
  func authTarget(
    of place: Place,
    _ project: Project,
    _ declared: DeclaredState,
    resendsSecrets: Bool = false
  ) throws -> AuthTarget? {
    var diagnostics = DiagnosticCollector()
    let target = authTarget(
      of: place.environment,
      project,
      declared,
      lastSent: { try await Self.lastSent(by: $0, to: $1, place.settings) },
      resendsSecrets: resendsSecrets,
      diagnostics: &diagnostics
    )
    try diagnostics.throwIfErrors()
    return target
  }

  /// The place where an environment keeps its auth settings, with every mistake reported.
  func authTarget(
    of environment: EnvironmentFile?,
    _ project: Project,
    _ declared: DeclaredState,
    lastSent: @escaping @Sendable (String, String) async throws -> [String: String] = { _, _ in
      [:]
    },
    resendsSecrets: Bool = false,
    diagnostics: inout DiagnosticCollector
  ) -> AuthTarget? {
    guard let node = environment?.auth?.node else { return nil }
    var settings = AuthTarget.Options()
    settings.resendsSecrets = resendsSecrets
    settings.userAgent = "plumb/\(Plumb.version)"
    settings.lastSent = lastSent
    let target = AuthTarget(
      node,
      folder: project.root,
      environment: processEnvironment,
      options: settings,
      diagnostics: &diagnostics
    )
    target?.check(Array(declared.declared.values), diagnostics: &diagnostics)
    return target
  }

  /// Reads the settings that are kept in a place.
  static func reader(
    _ target: AuthTarget
  ) -> @Sendable (Catalog) async throws -> OutsideState {
    { desired in
      let live = try await target.read(desired: desired)
      return OutsideState(
        objects: live.objects,
        notManaged: live.notManaged,
        states: live.states
      )
    }
  }

  /// Reads the settings that are kept in a place, and counts what the service keeps in its tables.
  func reader(
    of target: AuthTarget,
    with settings: ConnectionSettings,
    on platform: Platform
  ) -> @Sendable (Catalog) async throws -> OutsideState {
    let read = Self.reader(target)
    if platform != .supabase { return read }
    let reconciler = reconciler
    return { desired in
      let counted = target.tablesCounted(for: desired)
      async let tables = reconciler.signInState(of: settings)
      let state = try await read(desired)
      return OutsideState(
        objects: state.objects,
        notManaged: state.notManaged
          + (try await tables).filter { row in
            // Where providers are declared, the target itself tells how many are not.
            !counted.contains { row.what.hasSuffix(" in \($0)") }
          },
        states: state.states
      )
    }
  }

  /// Reads again what a plan says of the auth settings, to find out whether they have moved.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - target: where the settings are kept; without one they are gone, all of them.
  ///   - declared: what is declared; secrets are compared with it.
  /// - Returns: nil when the plan says nothing of auth settings.
  static func outsideReader(
    _ plan: Plan,
    _ target: AuthTarget?,
    _ declared: Catalog
  ) -> (@Sendable () async throws -> Fingerprint)? {
    if plan.outside.objects.isEmpty { return nil }
    return {
      let states = try await target?.states(in: declared) {
        plan.outside.objects[$0.description] != nil
      }
      return Fingerprint(states: states ?? [:])
    }
  }

  /// The digests of the secrets that were sent last to a place of a system, as the database's
  /// history tells; without those whose sending may have failed.
  private static func lastSent(
    by system: String,
    to place: String,
    _ settings: ConnectionSettings
  ) async throws -> [String: String] {
    let connection = try await Connection.open(settings)
    let calls = try await SentCall.read(of: system, from: connection)
    await connection.close()
    var digests: [String: String] = [:]
    for sent in calls {
      guard let kept = AuthTarget.keptDigest(of: sent.call, place: place) else { continue }
      digests[kept.name] = sent.isDone ? kept.digest : nil
    }
    return digests
  }
}

// MARK: - Exporting

extension Workspace {
  /// The auth settings that an export writes; none when the environment keeps none.
  func exportedAuth(
    _ place: Place,
    _ project: Project?
  ) async throws -> [any ManagedObject] {
    guard let project,
      let target = try authTarget(of: place, project, DeclaredState())
    else { return [] }
    return try await target.export()
  }
}
