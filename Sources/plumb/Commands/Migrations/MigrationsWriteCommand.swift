import ArgumentParser
import FoundationEssentials
import ManifestLoading
import Migrations
import ObjectModel
import PostgresVocabulary
import Reconciliation
import Reporting

/// `plumb migrations write`.
struct MigrationsWriteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write files for what the manifests say and no file does yet.",
    discussion: """
      EXAMPLES
        plumb migrations write staging              into supabase/migrations
        plumb migrations write staging --name due   …_due_schema.sql, …_due_policies.sql
        plumb migrations write staging --dry-run    print them

      All files of the folder are run in an empty database of this machine. What then still differs
      from the manifests becomes new files, so that the files alone always lead to the manifests;
      what the environment's database holds plays no part. An empty folder gets the whole state.

      Each file has one responsibility (schema, functions, views, triggers, policies, …), and there
      are as many as the order of dependencies needs. What cannot run in a transaction has a file of
      its own. The comment at the head says what the file does, why, and what it risks. Before
      anything is written the new files are run after the others, and nothing may be left to change.
      Existing files are never changed.
      """
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var place: MigrationFolderOptions
  @Argument(help: "The environment whose overlay is applied; none when it is left out.")
  var environment: String?
  @Option(help: ArgumentHelp("What goes before each file's name.", valueName: "name"))
  var name = ""
  @Option(
    help: ArgumentHelp(
      "The major version of the server that they are for; the environment's by default.",
      valueName: "major"
    )
  )
  var postgres: Int?
  @Flag(help: "Print the files and write none.")
  var dryRun = false

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      try checkName()
      let workspace = Workspace()
      let project = try workspace.project(options)
      let file = try environment.flatMap { try workspace.environment($0, of: project) }
      let folder = try place.folder(project.root)
      let declared = try await workspace.declared(project, for: file)
      var request = workspace.migrationRequest(declared, folder, environment)
      request.commit = await GitCommit.current(in: project.root)
      request.major = try await workspace.migrationMajor(postgres, file, project, console)
      request.isOnline = file?.apply.strategy == .online
      let made = try await files(request, folder, workspace)
      if !dryRun { try folder.write(made.map(\.file)) }
      let report = MigrationFilesReport(
        folder: folder.path,
        origin: Workspace.origin(environment),
        present: folder.files.count,
        files: made,
        isWritten: !dryRun,
        leftOut: Reconciler.outsideCounts(declared.catalog)
      )
      tell(report, console)
    }
  }

  private func files(
    _ request: Reconciler.MigrationRequest,
    _ folder: MigrationFolder,
    _ workspace: Workspace
  ) async throws -> [(file: MigrationFile, draft: MigrationWriter.Draft)] {
    let registry = workspace.registry
    var writer = MigrationWriter(
      searchPath: request.declared.project.searchPath,
      origin: Workspace.origin(environment)
    ) { registry.kind($0).traits.hidesReferences }
    writer.prefix = name
    var made: [(file: MigrationFile, draft: MigrationWriter.Draft)] = []
    _ = try await workspace.reconciler.planMigrations(request) { planned in
      let drafts = MigrationWriter.drafts(of: planned.plan)
      let versions = try folder.versions(drafts.count, now: Int(Date().timeIntervalSince1970))
      made = zip(drafts, versions).map { draft, version in
        (writer.file(draft, version: version, of: planned.plan), draft)
      }
      return made.map { SQLScript(name: "\(folder.path)/\($0.file.fileName)", sql: $0.file.sql) }
    }
    return made
  }

  private func tell(_ report: MigrationFilesReport, _ console: Console) {
    if options.json {
      console.result(JSONFormat().text(of: report))
    } else if dryRun {
      for (file, _) in report.files { console.result("-- \(file.fileName)\n\(file.sql)\n") }
      console.progress(TextFormat(style: options.style()).text(of: report))
    } else {
      console.result(TextFormat(style: options.style()).text(of: report))
    }
  }

  /// A part of a file's name that every system can hold.
  private func checkName() throws {
    let isPlain = name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
        || $0 == 45
    }
    guard isPlain else {
      throw UsageError(
        "\"\(name)\" cannot be a part of a file's name",
        hint: "Use letters, digits, _ and -."
      )
    }
  }
}
