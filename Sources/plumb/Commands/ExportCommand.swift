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

      With --update, what the manifests manage is compared by what it means: a text that means the
      same stays as people have written it. Of a manifest whose object has changed only the lines
      change that must; comments and layout stay.
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
  @Option(
    help: ArgumentHelp(
      "Write the rows of a table too, as reference data: its name, or a name with * and ?.",
      valueName: "table"
    )
  )
  var rows: [String] = []

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
      var export =
        update
        ? try await updating(database, place, workspace, console)
        : try await workspace.exported(database, place, project)
      for object in try await adoptedRows(of: database, place, workspace) {
        export.catalog.insert(object)
      }
      let summary = try await write(export, platform, project, place, workspace)
      console.result(
        "\(summary.written.count) \(summary.written.count == 1 ? "file" : "files") written to \(to)"
          + (update ? ", \(summary.unchanged.count) unchanged" : "") + "\n"
      )
      for text in unmatched(in: export.catalog, summary) {
        console.progress("nothing to adopt: no object of the database is called \(text)\n")
      }
      for item in database.unknown {
        console.progress("not exported: \(item.count) × \(item.what)\n")
      }
      for item in export.leftOut {
        console.progress("not managed, so left out: \(item.count) × \(item.what)\n")
      }
    }
  }

  private func write(
    _ export: Workspace.Export,
    _ platform: Platform,
    _ project: Project?,
    _ place: Workspace.Place,
    _ workspace: Workspace
  ) async throws -> ExportSummary {
    let settings =
      update
      ? project?.file ?? ProjectFile()
      : ExportWriter.newProject(
        for: export.catalog,
        platform: platform,
        registry: workspace.registry
      )
    let writer = ExportWriter(
      registry: workspace.registry,
      catalog: export.catalog,
      project: settings
    )
    return try await writer.write(
      to: to,
      mode: update ? .update : .newProject,
      environment: place.environment,
      processEnvironment: workspace.processEnvironment,
      spelling: export.spelling,
      adopting: adopt.isEmpty ? nil : isAdopted
    )
  }

  /// What brings the project that is written to up to date; when its manifests cannot be spelled,
  /// all that there is.
  private func updating(
    _ database: LiveDatabase,
    _ place: Workspace.Place,
    _ workspace: Workspace,
    _ console: Console
  ) async throws -> Workspace.Export {
    // The folder that is written to counts, not the one around us.
    var options = options
    options.project = to
    let project = try? workspace.project(options)
    do {
      guard let project else { return try await workspace.exported(database, place, nil) }
      return try await workspace.exported(
        database,
        place,
        updating: project,
        isPartial: !adopt.isEmpty
      )
    } catch {
      if Task.isCancelled { throw error }
      console.progress(
        "the manifests that are there cannot be compared by meaning, so those in other words than "
          + "the server's are written anew\n"
      )
      return try await workspace.exported(database, place, project)
    }
  }

  /// The rows of the tables that `--rows` names.
  private func adoptedRows(
    of database: LiveDatabase,
    _ place: Workspace.Place,
    _ workspace: Workspace
  ) async throws -> [any ManagedObject] {
    if rows.isEmpty { return [] }
    let named = Set(rows)
    let patterns = rows.map { ObjectPattern(kind: nil, $0) }
    let tables = database.catalog.objects.keys.filter { id in
      workspace.registry.holdsContent(id.kind) && id.parent == nil
        && (named.contains(id.label) || patterns.contains { $0.matches(id) })
    }
    if tables.isEmpty {
      throw UsageError(
        "the database has no table \(rows.joined(separator: ", "))",
        hint: "Name it with its schema, such as app.currencies."
      )
    }
    let chosen = Set(tables)
    let (found, left) = try await workspace.reconciler.rows(
      of: database,
      in: place.settings
    ) { chosen.contains($0) }
    guard left.isEmpty else {
      throw UsageError(
        "\(left.map(\.label).joined(separator: ", ")) has no primary key to tell rows apart by",
        hint: "Add one first."
      )
    }
    return found
  }

  /// What the options name and the database does not have.
  ///
  /// That an object is gone can be adopted, too, so that nothing is said once a file has changed.
  private func unmatched(in catalog: Catalog, _ summary: ExportSummary) -> [String] {
    if !summary.written.isEmpty || !summary.removed.isEmpty { return [] }
    return adopt.filter { text in
      let isMeant = Self.matching([text])
      return !catalog.objects.keys.contains(where: isMeant)
    }
  }

  /// Which objects are meant: as reports name them, or by a pattern.
  private var isAdopted: (ObjectID) -> Bool { Self.matching(adopt) }

  private static func matching(_ texts: [String]) -> (ObjectID) -> Bool {
    let named = Set(texts)
    let patterns = texts.map { ObjectPattern(kind: nil, $0) }
    return { id in
      named.contains(id.description) || named.contains(id.label)
        || patterns.contains { $0.matches(id) }
    }
  }
}
