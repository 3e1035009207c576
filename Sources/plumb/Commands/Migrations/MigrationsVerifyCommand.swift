import ArgumentParser
import Diffing
import ManifestLoading
import Migrations
import ObjectModel
import Reconciliation
import Reporting

/// `plumb migrations verify`.
struct MigrationsVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run all files in an empty database and compare; exit with 2 when it differs.",
    discussion: """
      EXAMPLES
        plumb migrations verify                            with the manifests
        plumb migrations verify --environment staging      with its overlay
        plumb migrations verify production                 with a live database
        plumb migrations verify --dir db git:main

      The files run on a private server of this machine, each in one transaction, beside the
      platform's own objects. A file that fails is told with its line, the statement and the
      server's SQLSTATE; then the exit code is 1. What only the other side has is shown with +,
      what only the files make with -. Roles are compared with manifests only.
      """
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var place: MigrationFolderOptions
  @Argument(
    help: ArgumentHelp(
      "An environment, URL, project folder, git:REV or ENV@ID; the manifests by default.",
      valueName: "with"
    )
  )
  var other: String?
  @Option(help: ArgumentHelp("The environment whose overlay manifests get.", valueName: "env"))
  var environment: String?
  @Option(
    help: ArgumentHelp(
      "The major version of the server that runs them; the environment's by default.",
      valueName: "major"
    )
  )
  var postgres: Int?
  @Option(help: "The format: human, json or markdown.")
  var output: ReportOutput?

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try workspace.project(options)
      let folder = try place.folder(project.root)
      for file in folder.passedOver {
        console.progress("passed over: \(folder.path)/\(file) is no migration by its name\n")
      }
      let report =
        if let other {
          try await compared(folder, with: other, project, workspace, console)
        } else {
          try await compared(folder, project, workspace, console)
        }
      console.result((output ?? .human(options)).text(of: report, options))
      if !report.changes.isEmpty { throw ExitCode(2) }
    }
  }

  private func compared(
    _ folder: MigrationFolder,
    _ project: Project,
    _ workspace: Workspace,
    _ console: Console
  ) async throws -> DifferenceReport {
    let file = try environment.flatMap { try workspace.environment($0, of: project) }
    let declared = try await workspace.declared(project, for: file)
    var request = workspace.migrationRequest(declared, folder, environment)
    request.major = try await workspace.migrationMajor(postgres, file, project, console)
    let standing = try await workspace.reconciler.standing(ofFiles: request)
    var report = DifferenceReport(
      first: folder.path,
      second: Workspace.origin(environment),
      changes: standing.changes,
      notLookedAt: standing.notLookedAt
    )
    for change in standing.changes {
      report.places[change.id] = standing.place(of: change.id, fields: change.fields)
    }
    return report
  }

  private func compared(
    _ folder: MigrationFolder,
    with text: String,
    _ project: Project,
    _ workspace: Workspace,
    _ console: Console
  ) async throws -> DifferenceReport {
    let other = try ComparisonSource(text, in: project)
    let overlay = environment ?? other.environment
    let file = try overlay.flatMap { try workspace.environment($0, of: project) }
    let major = try await workspace.migrationMajor(postgres, file, project, console)
    let scripts = workspace.scripts(of: folder)
    return try await workspace.reconciler.withDatabase(
      madeBy: scripts,
      project.file.platform,
      major: major
    ) { settings in
      let first = Workspace.NamedSide(name: folder.path, side: ComparedSide(.scripted(settings)))
      return try await workspace.with(other, named: text, in: project, overlay: overlay) { second in
        try await workspace.difference(first, second)
      }
    }
  }
}
