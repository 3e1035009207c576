import Diagnostics
import EmbeddedPostgres
import Introspection
import ManifestLoading
import ObjectModel
import PostgresClient
import PostgresVocabulary

/// Has a server spell what manifests declare.
struct Realiser {
  let registry: KindRegistry
  let project: ProjectFile
  let settings: ConnectionSettings
  let environment: [String: String]
  var shared: SharedRealisation?

  /// Builds declared objects in a scratch database and reads them back.
  ///
  /// - Parameters:
  ///   - needed: the objects that have to be spelled; nil for all that are declared.
  ///   - declared: what the manifests declare.
  ///   - live: the database, for what lies outside the managed part.
  ///   - scope: what is managed.
  /// - Returns: what the server made of them.
  /// - Throws: `DiagnosticsError` with the server's words for each object that it refuses.
  func realise(
    _ needed: Set<ObjectID>?,
    of declared: DeclaredState,
    live: LiveDatabase,
    scope: ManagedScope
  ) async throws -> ScratchBuild.Outcome {
    var all = live.catalog.filter { !scope.manages($0) && !ManagedScope.isOwn($0) }
    for object in declared.catalog.objects.values { all.insert(object) }
    let context = StepContext(
      version: live.version,
      live: Catalog(),
      desired: all,
      knowsDependencies: false,
      applyingRole: live.role,
      registry: registry
    )
    // What is shared is all that is declared, whatever each of those who share it needs.
    let isShared = needed != nil && shared != nil
    let units = ScratchUnit.ordered(
      all,
      needed: isShared ? nil : needed,
      isDeclared: { declared.catalog[$0] != nil },
      context: context
    )
    let cache = RealisedCache(registry: registry, environment: environment)
    let key = RealisedCache.Key(
      units: units,
      version: live.version,
      searchPath: project.searchPath
    )
    if isShared, let shared {
      return try await shared.outcome(for: key.digest) { [all] in
        if let known = cache.outcome(for: key, live.version) { return known }
        let outcome = try await building(
          units,
          all,
          live.version,
          checkingBodiesOf: Set(declared.catalog.objects.keys)
        )
        try refuse(outcome.failures, declared)
        if outcome.invalidBodies.isEmpty { cache.store(outcome, units, for: key) }
        return outcome
      }
    }
    if needed != nil, let known = cache.outcome(for: key, live.version) { return known }
    let outcome = try await building(
      units,
      all,
      live.version,
      checkingBodiesOf: needed ?? Set(declared.catalog.objects.keys)
    )
    if needed != nil, !outcome.failures.isEmpty || !outcome.invalidBodies.isEmpty {
      // The guess at what is needed may have missed something.
      return try await realise(nil, of: declared, live: live, scope: scope)
    }
    try refuse(outcome.failures, declared)
    if needed != nil { cache.store(outcome, units, for: key) }
    return outcome
  }

  /// The roles that the objects refer to, whether declared or not.
  private func roles(_ catalog: Catalog) -> [String] {
    let kind = registry.kind(for: .principal)
    let named = catalog.objects.values.flatMap { $0.references + [$0.id] }
      .filter { $0.kind == kind }.map(\.name)
    return Set(named).sorted()
  }

  /// The tablespaces that the objects name, apart from those of every server.
  private func tablespaces(_ catalog: Catalog) -> [String] {
    Set(catalog.objects.values.flatMap(\.tablespaces)).filter { !$0.hasPrefix("pg_") }.sorted()
  }

  // MARK: Where

  /// Builds where the project says; on the database's own server when this machine has no server
  /// of the same version or lacks an extension.
  func building(
    _ units: [ScratchUnit],
    _ catalog: Catalog,
    _ version: ServerVersion,
    checkingBodiesOf checked: Set<ObjectID> = [],
    afterwards: [SQL] = []
  ) async throws -> ScratchBuild.Outcome {
    let work = ScratchBuild(registry: registry, searchPath: project.searchPath)
    func build(at location: ScratchLocation) async throws -> ScratchBuild.Outcome {
      try await ScratchDatabase.with(
        location,
        settings,
        version: version,
        tablespaces: tablespaces(catalog)
      ) { connection in
        if location == .embedded { try await checkExtensions(of: catalog, on: connection) }
        return try await work.build(
          units,
          roles: roles(catalog),
          checkingBodiesOf: checked,
          afterwards: afterwards,
          on: connection
        )
      }
    }
    let location = try location()
    do {
      return try await build(at: location)
    } catch is MissingExtension where location == .embedded {
      return try await build(at: .server)
    } catch EmbeddedPostgresError.binariesMissing where location == .embedded {
      return try await build(at: .server)
    }
  }

  private func location() throws -> ScratchLocation {
    switch project.scratch {
    case .embedded: .embedded
    case .server: .server
    case .database(let template):
      .database(try ConnectionSettings(try template.resolved(in: environment)))
    }
  }

  private func checkExtensions(of catalog: Catalog, on connection: Connection) async throws {
    let kind = registry.kind(for: .package)
    let needed = catalog.objects.keys.filter { $0.kind == kind && $0.parent == nil }.map(\.name)
    if needed.isEmpty { return }
    let rows = try await connection.query("SELECT name FROM pg_catalog.pg_available_extensions")
    let offered = Set(try rows.compactMap { try $0.text(0) })
    if !offered.isSuperset(of: needed) { throw MissingExtension() }
  }

  /// The server at hand cannot install an extension.
  private struct MissingExtension: Error {}

  // MARK: What the server refuses

  private func refuse(
    _ failures: [ScratchBuild.Failure],
    _ declared: DeclaredState
  ) throws(DiagnosticsError) {
    if failures.isEmpty { return }
    throw DiagnosticsError(
      diagnostics: failures.sorted { $0.id < $1.id }.map { failure in
        let place = declared.declared[failure.id]
        return Diagnostic(
          .error,
          code: "manifest.refused-by-server",
          "the server refuses \(failure.id): \(failure.error.message)",
          at: place?.range,
          detail: failure.error.detail,
          hint: failure.error.hint ?? Self.hint(failure.error)
        )
      }
    )
  }

  /// What to do about a mistake that a server does not explain.
  private static func hint(_ error: ServerError) -> String? {
    if error.message.hasSuffix("at or near \"$\"") {
      return "Variables are not replaced in SQL; say in an overlay what differs."
    }
    return nil
  }
}
