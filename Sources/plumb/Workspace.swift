import Diagnostics
import EmbeddedPostgres
import ManifestLoading
import ObjectKinds
import ObjectModel
import PostgresClient
import Reconciliation

/// What commands work on: the project at hand, its environments and databases.
struct Workspace {
  let registry = KindRegistry.standard
  let processEnvironment: [String: String]

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
    guard let root = options.project ?? Project.find() else {
      throw UsageError(
        "there is no plumb.yaml here or in a folder above",
        hint: "Start a project with \"plumb init\", or say where it is with --project DIR.")
    }
    var diagnostics = DiagnosticCollector()
    let project = Project(at: root, registry: registry, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return project
  }

  /// Reads what a project declares for an environment.
  ///
  /// - Throws: `DiagnosticsError` with every mistake of every file.
  func declared(_ project: Project, for environment: EnvironmentFile?) async throws -> DeclaredState {
    var diagnostics = DiagnosticCollector()
    let loader = ManifestLoader(
      project: project, registry: registry, processEnvironment: processEnvironment)
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
    guard let project else {
      throw UsageError(
        "\"\(text)\" is the name of an environment, but there is no project here",
        hint: "Say where the project is with --project DIR, or give a postgres:// URL.")
    }
    var diagnostics = DiagnosticCollector()
    let environment = project.environment(text, registry: registry, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    guard let environment else {
      throw UsageError("there is no environment \"\(text)\"", hint: "")
    }
    let settings = try await settings(of: environment, in: project)
    return Place(name: environment.name, settings: settings, environment: environment)
  }

  private func settings(
    of environment: EnvironmentFile, in project: Project
  ) async throws -> ConnectionSettings {
    switch environment.database {
    case .url(let template):
      return try ConnectionSettings(try template.resolved(in: processEnvironment))
    case .embedded:
      return try await EmbeddedDatabase(project: project, name: environment.name).start()
    case nil:
      throw UsageError(
        "the environment \"\(environment.name)\" names no database",
        hint: "Add \"database:\" to \(environment.path).")
    }
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
