import ArgumentParser
import ManifestLoading
import ObjectModel
import Planning
import Reconciliation
import Reporting

/// `plumb verify`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether environments are what their manifests say; exit with 2 when not.",
    discussion: """
      EXAMPLES
        plumb verify                 every environment
        plumb verify staging         one
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Environments' names or postgres:// URLs; all environments when none is given.")
  var environments: [String] = []

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try workspace.project(options)
      let names = environments.isEmpty ? project.environmentNames : environments
      var isDrifted = false
      for name in names {
        let (planned, place) = try await workspace.planned(name, from: nil, options: options)
        if !planned.plan.isEmpty { isDrifted = true }
        console.result(
          OutputFormat.human(options).text(of: planned.report(target: place.name), options)
        )
      }
      if isDrifted { throw ExitCode(2) }
    }
  }
}
