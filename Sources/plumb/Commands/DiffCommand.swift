import ArgumentParser
import Diffing
import ObjectModel
import Reconciliation
import Reporting

/// `plumb diff`.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare any two states; exit with 2 when they differ.",
    discussion: """
      EXAMPLES
        plumb diff staging production
        plumb diff postgres://localhost/old postgres://localhost/new --json
        plumb diff production .                   a database and the project's manifests
        plumb diff git:main git:HEAD              the manifests of two revisions
        plumb diff production git:v1.4            has anything changed since the release?
        plumb diff production@42 production       and since that row of its history?
        plumb diff dump.sql production            a dump, or SQL files: a.sql,b.sql

      What only the second has is shown with +, what only the first has with -. Compared is what
      either side manages, everything when neither says; the rest is listed as not looked at.
      Manifests get the overlay of the environment that they are compared with.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(
    help: ArgumentHelp(
      "An environment, URL, project folder, git:REV, ENV@ID or SQL files.",
      valueName: "a"
    )
  )
  var first: String
  @Argument(help: ArgumentHelp("The one to compare it with.", valueName: "b"))
  var second: String
  @Option(
    help: ArgumentHelp(
      "The environment whose overlay manifests get; that of the other side by default.",
      valueName: "env"
    )
  )
  var environment: String?
  @Option(help: "The format: human, json or markdown.")
  var output: ReportOutput?

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let isAboutDatabases = [first, second].allSatisfy { $0.contains("://") }
      let project = isAboutDatabases ? nil : try workspace.projectIfAny(options)
      let left = try ComparisonSource(first, in: project)
      let right = try ComparisonSource(second, in: project)
      let overlay = environment ?? left.environment ?? right.environment
      if let environment, let project { _ = try workspace.environment(environment, of: project) }
      let report = try await workspace.with(left, named: first, in: project, overlay: overlay) {
        left in
        try await workspace.with(right, named: second, in: project, overlay: overlay) { right in
          try await workspace.difference(left, right)
        }
      }
      console.result((output ?? .human(options)).text(of: report, options))
      if !report.changes.isEmpty { throw ExitCode(2) }
    }
  }
}

/// How a report that is no plan is printed.
enum ReportOutput: String, ExpressibleByArgument, CaseIterable {
  case human, json, markdown

  /// The format that the global options ask for.
  static func human(_ options: GlobalOptions) -> Self {
    options.json ? .json : .human
  }

  /// The differences in this format.
  func text(of report: DifferenceReport, _ options: GlobalOptions) -> String {
    switch self {
    case .human: TextFormat(style: options.style()).text(of: report)
    case .json: JSONFormat().text(of: report)
    case .markdown: MarkdownFormat().text(of: report)
    }
  }
}
