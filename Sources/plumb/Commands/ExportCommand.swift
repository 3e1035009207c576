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
        plumb export production --to . --update --adopt 'table public.extra'   only this
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
  @Option(
    help: ArgumentHelp(
      "With --update, take only this, with what lives in it: KIND NAME, or a name with * and ?.",
      valueName: "object"
    )
  )
  var adopt: [String] = []

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      guard let platform = Platform(rawValue: platform) else {
        throw UsageError("there is no platform \"\(platform)\"", hint: "Say postgres or supabase.")
      }
      if !adopt.isEmpty, !update {
        throw UsageError("--adopt goes with --update", hint: "Add --update.")
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
      processEnvironment: workspace.processEnvironment,
      adopting: adopt.isEmpty ? nil : isAdopted
    )
  }

  /// Which objects are meant: as reports name them, or by a pattern.
  private var isAdopted: (ObjectID) -> Bool {
    let named = Set(adopt)
    let patterns = adopt.map { ObjectPattern(kind: nil, $0) }
    return { id in
      named.contains(id.description) || named.contains(id.label)
        || patterns.contains { $0.matches(id) }
    }
  }
}
