import ArgumentParser
import Introspection
import ManifestLoading
import ObjectModel
import Reconciliation

/// `plumb export`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a live database as manifests.",
    discussion: """
      EXAMPLES
        plumb export postgres://localhost/shop --to shop      a new project
        plumb export production --to . --update               what has changed since
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
  var to: String
  @Option(help: "What the database is hosted on: postgres or supabase.")
  var platform = "postgres"
  @Flag(help: "Bring the manifests of a project up to date; unchanged ones stay as they are.")
  var update = false

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      guard let platform = Platform(rawValue: platform) else {
        throw UsageError("there is no platform \"\(platform)\"", hint: "Say postgres or supabase.")
      }
      let workspace = Workspace()
      let project = try? workspace.project(options)
      let place = try await workspace.place(environment, in: project)
      let database = try await workspace.reconciler.read(place.settings)
      var catalog = workspace.reconciler.exportable(database)
      for setting in try await workspace.exportedAuth(place, project) {
        catalog.insert(setting)
      }
      let summary = try write(catalog, platform, project, place, workspace)
      console.result(
        "\(summary.written.count) files written to \(to)"
          + (update ? ", \(summary.unchanged.count) unchanged" : "") + "\n"
      )
      for item in database.unknown {
        console.progress("not exported: \(item.count) × \(item.what)\n")
      }
    }
  }

  private func write(
    _ catalog: Catalog,
    _ platform: Platform,
    _ project: Project?,
    _ place: Workspace.Place,
    _ workspace: Workspace
  ) throws -> ExportSummary {
    let settings =
      update
      ? project?.file ?? ProjectFile()
      : ExportWriter.newProject(for: catalog, platform: platform, registry: workspace.registry)
    let writer = ExportWriter(
      registry: workspace.registry,
      catalog: catalog,
      project: settings
    )
    return try writer.write(
      to: to,
      mode: update ? .update : .newProject,
      environment: place.environment,
      processEnvironment: workspace.processEnvironment
    )
  }
}
