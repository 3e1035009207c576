import ArgumentParser
import Execution
import PostgresClient
import PostgresVocabulary
import Reporting

/// `plumb history`.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what was applied to a database, when and by whom."
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let place = try await workspace.place(environment, in: try? workspace.project(options))
      let connection = try await Connection.open(place.settings)
      let entries = try await read(connection, place.name)
      await connection.close()
      console.result(
        options.json
          ? JSONFormat().text(of: entries) : TextFormat(style: options.style()).text(of: entries)
      )
    }
  }

  private func read(_ connection: Connection, _ place: String) async throws -> [HistoryEntry] {
    do {
      // Policies would hide rows without a word.
      try await connection.execute("SET row_security = off")
      return try await HistoryEntry.read(from: connection)
    } catch let error as ServerError where error.sqlState == .insufficientPrivilege {
      throw ErrorReport(
        code: "history.forbidden",
        what: "the role may not read the history of \(place)",
        why: ["\(error.message) (SQLSTATE \(error.sqlState))"],
        fix: "Connect as the role that owns plumb.migration_history, or as a member of it: "
          + "the history is readable by its owner alone."
      )
    }
  }
}
