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

  /// Builds the declared objects in a scratch database and reads them back.
  ///
  /// - Parameters:
  ///   - declared: what the manifests declare.
  ///   - live: the database, for what lies outside the managed part.
  ///   - scope: what is managed.
  /// - Throws: `DiagnosticsError` with the server's words for each object that it refuses.
  func realise(
    _ declared: DeclaredState, live: LiveDatabase, scope: ManagedScope
  ) async throws -> ScratchBuild.Outcome {
    let externals = live.catalog.filter { !scope.manages($0) && !isOwn($0) }
    var all = externals
    for object in declared.catalog.objects.values { all.insert(object) }
    let context = StepContext(
      version: live.version, live: Catalog(), desired: all, applyingRole: live.role,
      registry: registry)
    let units = ScratchUnit.ordered(
      all, isDeclared: { declared.catalog[$0] != nil }, context: context)
    let build = ScratchBuild(registry: registry, searchPath: project.searchPath)
    let outcome = try await ScratchDatabase.with(
      try await location(for: all, version: live.version), settings, version: live.version
    ) { connection in
      try await build.build(units, roles: roles(all), on: connection)
    }
    try refuse(outcome.failures, declared)
    return outcome
  }

  private func isOwn(_ id: ObjectID) -> Bool {
    id.root.schema == ManagedScope.ownSchema || id.root.names == [ManagedScope.ownSchema]
  }

  /// The roles that the objects refer to, whether declared or not.
  private func roles(_ catalog: Catalog) -> [String] {
    let kind = KindName("role")
    let named = catalog.objects.values.flatMap { $0.references + [$0.id] }
      .filter { $0.kind == kind }.map(\.name)
    return Set(named).sorted()
  }

  // MARK: Where

  private func location(
    for catalog: Catalog, version: ServerVersion
  ) async throws -> ScratchLocation {
    switch project.scratch {
    case .embedded:
      guard let binaries = try? await ServerBinaries.find(major: version.major),
        hasExtensions(of: catalog, binaries)
      else { return .server }
      return .embedded
    case .server: return .server
    case .database(let text): return .database(try ConnectionSettings(text))
    }
  }

  /// Whether the extensions of a catalog can be installed on an embedded server.
  private func hasExtensions(of catalog: Catalog, _ binaries: ServerBinaries) -> Bool {
    let kind = KindName("extension")
    let names = catalog.objects.keys.filter { $0.kind == kind && $0.parent == nil }.map(\.name)
    return names.allSatisfy { binaries.offersExtension($0) }
  }

  // MARK: What the server refuses

  private func refuse(
    _ failures: [ScratchBuild.Failure], _ declared: DeclaredState
  ) throws(DiagnosticsError) {
    if failures.isEmpty { return }
    throw DiagnosticsError(
      diagnostics: failures.sorted { $0.id < $1.id }.map { failure in
        let place = declared.declared[failure.id]
        return Diagnostic(
          .error, code: "manifest.refused-by-server",
          "the server refuses \(failure.id): \(failure.error.message)",
          at: place?.range, detail: failure.error.detail, hint: failure.error.hint)
      })
  }
}
