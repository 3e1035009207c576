import ArgumentParser
import Reconciliation
import Reporting

/// `plumb render`.
struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Print the whole desired state as one SQL file.",
    discussion: """
      A server of this machine spells it, as it would be made in an empty database.

      EXAMPLES
        plumb render > schema.sql
        plumb render production > production.sql
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The environment whose overlay is applied; none when it is left out.")
  var environment: String?

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try workspace.project(options)
      let file = try environment.flatMap { try workspace.environment($0, of: project) }
      let declared = try await workspace.declared(project, for: file)
      let planned = try await workspace.reconciler.planFromNothing(declared)
      var report = planned.report(target: environment ?? "an empty database")
      report.showsSQL = true
      console.result(
        options.json ? JSONFormat().text(of: report) : SQLFormat().text(of: report)
      )
    }
  }
}
