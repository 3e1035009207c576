import ArgumentParser
import Execution
import Planning
import PostgresClient
import PostgresVocabulary
import Reporting

/// `plumb history`.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what was applied to a database, when and by whom.",
    discussion: """
      EXAMPLES
        plumb history production
        plumb history production --limit 5
        plumb history production --show 42           the plan and its statements
        plumb diff production@42 production          what has changed since
        plumb diff production@41 production@42       what it did

      The history is the table plumb.migration_history in the database itself. It holds no secret,
      and only its owner can read it.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Option(help: ArgumentHelp("Show this entry with its plan and its statements.", valueName: "id"))
  var show: Int?
  @Option(help: ArgumentHelp("How many entries to show at most.", valueName: "number"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be a number from 1") }
  }

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = environment.contains("://") ? nil : try workspace.projectIfAny(options)
      let place = try await workspace.place(environment, in: project)
      if let show {
        let details = try await workspace.historyEntry(show, of: place)
        console.result(text(of: details, place))
        return
      }
      let entries = try await workspace.reading(place) { connection in
        try await HistoryEntry.read(from: connection, limit: limit)
      }
      console.result(
        options.json
          ? JSONFormat().text(of: entries) : TextFormat(style: options.style()).text(of: entries)
      )
    }
  }

  private func text(of details: HistoryEntry.Details, _ place: Workspace.Place) -> String {
    let recorded = PlanFile.recorded(details.plan)
    var report = recorded.map { PlanReport($0.plan, target: place.name) }
    report?.stateSummary = recorded?.before
    if options.json {
      return JSONFormat().text(of: details.entry, plan: report, hasState: details.state != nil)
    }
    let isNamed = place.environment != nil && details.state != nil
    return TextFormat(style: options.style()).text(
      of: details.entry,
      plan: report,
      compared: isNamed
        ? "plumb diff \(place.name)@\(details.entry.id) \(place.name)\(options.placeText)" : nil
    )
  }
}

extension Workspace {
  /// Reads the history of a database on a connection of its own.
  ///
  /// - Throws: `ErrorReport` when the role may not read it.
  func reading<Value>(
    _ place: Place,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let connection = try await Connection.open(place.settings)
    do {
      let value = try await body(connection)
      await connection.close()
      return value
    } catch let error as ServerError where error.sqlState == .insufficientPrivilege {
      let role = try? await connection.query("SELECT session_user").first?.requiredText(0)
      await connection.close()
      throw ErrorReport(
        code: "history.forbidden",
        what: "\(role ?? "the role") may not read the history of \(place.name)",
        why: ["Only the owner of plumb.migration_history reads all of it."],
        fix: "Connect as the role that applies plans there, or as one that is a member of it."
      )
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Reads one entry of a database's history.
  ///
  /// - Throws: `UsageError` when there is none of that id.
  func historyEntry(_ id: Int, of place: Place) async throws -> HistoryEntry.Details {
    let found = try await reading(place) { try await HistoryEntry.details(of: id, from: $0) }
    guard let found else {
      throw UsageError(
        "the history of \(place.name) has no entry \(id)",
        hint: "See which there are with \"plumb history \(place.name)\"."
      )
    }
    return found
  }
}
