import AuthSettings
import Diagnostics
import EmbeddedPostgres
import FoundationEssentials
import ManifestLoading
import ObjectKinds
import ObjectModel
import PostgresClient
import Reconciliation

/// What commands work on: the project at hand, its environments and databases.
struct Workspace {
  /// All kinds, those of objects in databases and those of settings beside them.
  static let kinds = KindRegistry(KindRegistry.standard.kinds + AuthTarget.kinds)

  let registry = kinds
  let processEnvironment = ProcessInfo.processInfo.environment

  /// An environment or a database, as the command line names it.
  struct Place {
    /// The environment's name, or the database's address without its password.
    let name: String
    let settings: ConnectionSettings
    let environment: EnvironmentFile?
  }

  var reconciler: Reconciler {
    Reconciler(registry: registry, environment: processEnvironment)
  }

  // MARK: Project

  /// Opens the project at hand.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in `plumb.yaml`, `UsageError` when there is none.
  func project(_ options: GlobalOptions) throws -> Project {
    var diagnostics = DiagnosticCollector()
    let project = try project(options, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return project
  }

  /// Opens the project at hand, with what of its settings can be understood.
  ///
  /// - Throws: `UsageError` when there is none.
  func project(
    _ options: GlobalOptions,
    diagnostics: inout DiagnosticCollector
  ) throws -> Project {
    guard let root = options.project ?? Project.find() else {
      throw UsageError(
        "there is no plumb.yaml here or in a folder above",
        hint: "Start a project with \"plumb init\", or say where it is with --project DIR."
      )
    }
    return Project(at: root, registry: registry, diagnostics: &diagnostics)
  }

  /// Opens the project at hand, if there is one.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in `plumb.yaml`.
  func projectIfAny(_ options: GlobalOptions) throws -> Project? {
    options.project == nil && Project.find() == nil ? nil : try project(options)
  }

  /// Reads what a project declares for an environment.
  ///
  /// - Throws: `DiagnosticsError` with every mistake of every file.
  func declared(_ project: Project, for environment: EnvironmentFile?) async throws -> DeclaredState
  {
    var diagnostics = DiagnosticCollector()
    let loader = ManifestLoader(
      project: project,
      registry: registry,
      processEnvironment: processEnvironment
    )
    let state = await loader.load(environment, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return state
  }

  // MARK: Places

  /// Finds the environment or the database that the command line names.
  func place(_ text: String, in project: Project?) async throws -> Place {
    if text.contains("://") {
      let settings = try ConnectionSettings(text)
      return Place(name: "\(settings)", settings: settings, environment: nil)
    }
    let isKnown = project?.environmentNames.contains(text) == true
    if !isKnown, text.isLikeAddress { throw UsageError.noAddress(text) }
    guard let project else {
      throw UsageError(
        "\"\(text)\" is the name of an environment, but there is no project here",
        hint: "Say where the project is with --project DIR, or give a postgres:// URL."
      )
    }
    if let place = try await fleetPlace(text, in: project) { return place }
    guard let environment = try environment(text, of: project) else {
      throw UsageError("there is no environment \"\(text)\"", hint: "")
    }
    let settings = try await settings(of: environment, in: project)
    return Place(name: environment.name, settings: settings, environment: environment)
  }

  /// Reads an environment of a project; that of a fleet by the name of one of its databases, too.
  ///
  /// - Throws: `DiagnosticsError` for its mistakes; an unknown name is one.
  func environment(_ name: String, of project: Project) throws -> EnvironmentFile? {
    if let slash = name.firstIndex(of: "/"),
      project.environmentNames.contains(String(name[..<slash])),
      let fleet = try environment(String(name[..<slash]), of: project), fleet.fleet != nil
    {
      return fleet
    }
    if !project.environmentNames.contains(name), name.isLikeAddress {
      throw UsageError.noAddress(name)
    }
    var diagnostics = DiagnosticCollector()
    let environment = project.environment(name, registry: registry, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return environment
  }

  private func settings(
    of environment: EnvironmentFile,
    in project: Project
  ) async throws -> ConnectionSettings {
    switch environment.database {
    case .url(let template):
      return try ConnectionSettings(try template.resolved(in: processEnvironment))
    case .embedded:
      return try await EmbeddedDatabase(project: project, name: environment.name).start()
    case nil where environment.fleet != nil:
      throw UsageError(
        "\"\(environment.name)\" names many databases, and this takes one",
        hint: "Name one of them: \(environment.name)/NAME."
      )
    case nil:
      throw UsageError(
        "the environment \"\(environment.name)\" names no database",
        hint: "Add \"database:\" to \(environment.path)."
      )
    }
  }
}

// MARK: - Plans

extension Workspace {
  /// Makes the plan for an environment or a database.
  ///
  /// - Parameters:
  ///   - name: as the command line names it.
  ///   - from: the environment or database to make it like; nil for the project's manifests.
  ///   - options: the global options.
  ///   - takesShortWay: whether what the database holds as declared is taken as spelled.
  ///   - resendsSecrets: whether declared secrets are sent again, whatever the live ones are.
  /// - Returns: the plan, and where it is for.
  /// - Throws: whatever keeps from planning: mistakes in manifests, connections, servers.
  func planned(
    _ name: String,
    from: String?,
    options: GlobalOptions,
    takesShortWay: Bool = true,
    resendsSecrets: Bool = false
  ) async throws -> (PlannedChange, Place) {
    if let from {
      let isAboutDatabases = [name, from].allSatisfy { $0.contains("://") }
      let project = isAboutDatabases ? nil : try projectIfAny(options)
      return try await planned(name, like: from, project: project)
    }
    let project = try project(options)
    let place = try await place(name, in: project)
    // Side by side; what is wrong with manifests is said first, whatever the database says.
    async let commit = GitCommit.current(in: project.root)
    async let database = reconciler.read(place.settings)
    var request = Reconciler.Request(
      declared: try await declared(project, for: place.environment),
      settings: place.settings,
      environment: place.name,
      commit: await commit
    )
    request.database = try await database
    request.takesShortWay = takesShortWay
    request.resendsSecrets = resendsSecrets
    request.isOnline = place.environment?.apply.strategy == .online
    request.outside = try authTarget(
      of: place,
      project,
      request.declared,
      resendsSecrets: resendsSecrets
    ).map { reader(of: $0, with: place.settings, on: project.file.platform) }
    return (try await reconciler.plan(request), place)
  }
}

/// A command line that cannot be carried out as it stands.
struct UsageError: Error {
  let message: String
  let hint: String

  init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
