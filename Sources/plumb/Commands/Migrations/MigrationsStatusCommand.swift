import ArgumentParser
import ManifestLoading
import Migrations
import PostgresClient
import PostgresVocabulary
import Reporting

/// `plumb migrations status`.
struct MigrationsStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say which files a database has had; exit with 2 when not all, or others.",
    discussion: """
      EXAMPLES
        plumb migrations status production
        plumb migrations status production --mark-applied 20261122180000
        plumb migrations status staging --mark-applied all       after "plumb apply staging"
        plumb migrations status staging --mark-reverted 20261122180000

      The Supabase CLI and this command share a table: supabase_migrations.schema_migrations. A file
      is applied, not applied, changed since it was applied, or missing. The --mark options write
      the table and run no statement of any file; the exit code then is that of the new status.
      """
  )

  @OptionGroup var options: GlobalOptions
  @OptionGroup var place: MigrationFolderOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Record these files as applied, or all.", valueName: "version")
  )
  var markApplied: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Take these out of the table, or all.", valueName: "version")
  )
  var markReverted: [String] = []

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try workspace.projectIfAny(options)
      let folder = try place.folder(project?.root ?? "")
      let target = try await workspace.place(environment, in: project)
      let status = try await withTable(of: target) { connection in
        try await self.status(folder, connection)
      }
      let report = MigrationStatusReport(
        folder: folder.path,
        environment: target.name,
        status: status,
        passedOver: folder.passedOver
      )
      console.result(
        options.json
          ? JSONFormat().text(of: report) : TextFormat(style: options.style()).text(of: report)
      )
      if !status.isSettled { throw ExitCode(2) }
    }
  }

  private func status(
    _ folder: MigrationFolder,
    _ connection: Connection
  ) async throws -> MigrationStatus {
    let before = MigrationStatus(
      files: folder.files,
      rows: try await MigrationTable.rows(on: connection)
    )
    if markApplied.isEmpty, markReverted.isEmpty { return before }
    let present = before.entries.filter { $0.state.isInTable }.map(\.version)
    let entered = try chosen(markApplied, of: folder.files.map(\.version.text))
    let removed = try chosen(markReverted, of: present)
    if let both = entered.first(where: removed.contains) {
      throw UsageError(
        "\(both) cannot be marked both ways",
        hint: "Name each version in one of --mark-applied and --mark-reverted."
      )
    }
    try await MigrationTable.mark(
      applied: folder.files.filter { entered.contains($0.version.text) },
      reverted: removed,
      on: connection
    )
    return MigrationStatus(
      files: folder.files,
      rows: try await MigrationTable.rows(on: connection)
    )
  }

  private func chosen(_ versions: [String], of known: [String]) throws -> [String] {
    if versions == ["all"] { return known }
    if let unknown = versions.first(where: { !known.contains($0) }) {
      throw MigrationError.unknownVersion(unknown)
    }
    return versions
  }

  private func withTable<Value>(
    of place: Workspace.Place,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let connection = try await Connection.open(place.settings)
    do {
      let value = try await body(connection)
      await connection.close()
      return value
    } catch let error as ServerError where error.sqlState == .insufficientPrivilege {
      await connection.close()
      throw ErrorReport(
        code: "migrations.forbidden",
        what: "the table of migrations of \(place.name) cannot be used: \(error.message)",
        fix: "Connect as the role that the Supabase CLI connects as, usually postgres."
      )
    } catch {
      await connection.close()
      throw error
    }
  }
}

extension MigrationStatus.State {
  fileprivate var isInTable: Bool {
    switch self {
    case .applied, .changed, .fileMissing: true
    case .pending, .outOfOrder: false
    }
  }
}
