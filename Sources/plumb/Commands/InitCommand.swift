import ArgumentParser
import ManifestLoading
import PostgresClient
import ObjectModel
import PostgresVocabulary
import Reconciliation

/// `plumb init`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a project.",
    discussion: """
      EXAMPLES
        plumb init                                   an empty one, with a local database
        plumb init --from postgres://localhost/shop  from a database
        plumb init --from-sql supabase/migrations    from SQL files or folders of migrations
      """
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "A postgres:// URL to export.")
  var from: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("SQL files, or folders of them, in the order to run.", valueName: "path")
  )
  var fromSql: [String] = []
  @Option(help: "What the database is hosted on: postgres or supabase.")
  var platform = "postgres"

  func validate() throws {
    if from != nil, !fromSql.isEmpty {
      throw ValidationError("--from and --from-sql exclude each other: say one of them.")
    }
  }

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      guard let platform = Platform(rawValue: platform) else {
        throw UsageError("there is no platform \"\(platform)\"", hint: "Say postgres or supabase.")
      }
      let folder = options.project ?? "."
      let workspace = Workspace()
      if let from {
        let place = try await workspace.place(from, in: nil)
        let database = try await workspace.reconciler.read(place.settings)
        let catalog = workspace.reconciler.exportable(database)
        try await write(database: catalog, platform, folder, workspace)
      } else if !fromSql.isEmpty {
        let scripts = try SQLFiles(fromSql).scripts()
        let database = try await workspace.reconciler.read(scripts, platform: platform)
        let catalog = workspace.reconciler.exportable(database)
        try await write(database: catalog, platform, folder, workspace)
      } else {
        try NewProject(folder: folder, platform: platform).write()
      }
      try NewProject(folder: folder, platform: platform).writeLocalEnvironment()
      let place = options.placeText
      console.progress(
        """
        The project is there. Next:
          plumb plan local\(place)     what would be made in a local database
          plumb apply local\(place)    make it

        """
      )
    }
  }

  private func write(
    database catalog: Catalog,
    _ platform: Platform,
    _ folder: String,
    _ workspace: Workspace
  ) async throws {
    let project = ExportWriter.newProject(
      for: catalog,
      platform: platform,
      registry: workspace.registry
    )
    _ = try await ExportWriter(registry: workspace.registry, catalog: catalog, project: project)
      .write(to: folder, mode: .newProject)
  }
}
