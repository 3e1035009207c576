import ArgumentParser
import Execution
import PostgresClient
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
      let entries = try await HistoryEntry.read(from: connection)
      await connection.close()
      console.result(
        options.json
          ? JSONFormat().text(of: entries) : TextFormat(style: options.style()).text(of: entries)
      )
    }
  }
}
