import ArgumentParser
import Diffing
import ObjectModel
import Reconciliation
import Reporting

/// `plumb diff`.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two databases; exit with 2 when they differ.",
    discussion: """
      EXAMPLES
        plumb diff staging production
        plumb diff postgres://localhost/old postgres://localhost/new --json
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var first: String
  @Argument(help: "The one to compare it with.")
  var second: String

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try? workspace.project(options)
      let left = try await workspace.place(first, in: project)
      let right = try await workspace.place(second, in: project)
      let comparison = try await workspace.reconciler.compare(left.settings, right.settings)
      let report = DifferenceReport(
        first: left.name,
        second: right.name,
        changes: comparison.changes,
        notLookedAt: comparison.notLookedAt
      )
      console.result(
        options.json
          ? JSONFormat().text(of: report) : TextFormat(style: options.style()).text(of: report)
      )
      if !comparison.changes.isEmpty { throw ExitCode(2) }
    }
  }
}
