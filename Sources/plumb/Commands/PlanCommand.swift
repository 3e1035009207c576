import ArgumentParser
import ManifestLoading
import Planning
import PostgresClient
import Reconciliation
import Reporting

/// `plumb plan`.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what would change in a database, and what it risks.",
    discussion: """
      EXAMPLES
        plumb plan staging
        plumb plan staging --sql                 with the statements
        plumb plan production --out release.plan save it, to be reviewed and applied as it is
        plumb plan staging --output markdown     ready for a pull request
        plumb plan staging --from production     make one database like another
        plumb plan shops                         a fleet: plans that are alike, together
        plumb plan shops/alpha                   one database of it
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Option(help: "Take this environment's database, not the manifests, as what is desired.")
  var from: String?
  @Option(help: "The format: human, json, sql or markdown.")
  var output: OutputFormat?
  @Option(help: ArgumentHelp("Save the plan, to be applied as it is.", valueName: "file"))
  var out: String?
  @Flag(help: "Show the statements.")
  var sql = false
  @Flag(help: "Exit with 2 when there is something to do.")
  var detailedExitcode = false
  @Flag(help: "Have a server spell every object, even those that are in the database as declared.")
  var longWay = false
  @Flag(help: "Send passwords and secrets of auth settings again, be they the same or not.")
  var resendSecrets = false
  @OptionGroup(title: "Fleets") var fleet: FleetOptions

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      if let fleet = try await workspace.fleet(environment, fleet, options) {
        try await FleetPlanning(
          workspace: workspace,
          fleet: fleet,
          command: self,
          console: console
        ).run()
        return
      }
      let file = try out.map { try OutputFile($0) }
      let (planned, place) = try await workspace.planned(
        environment,
        from: from,
        options: options,
        takesShortWay: !longWay,
        resendsSecrets: resendSecrets
      )
      try file?.write(try PlanFile.text(of: planned.plan, toolVersion: Plumb.version))
      var report = planned.report(target: place.name)
      report.savedAs = out
      report.project = options.project
      report.showsSQL = sql
      console.result((output ?? (options.json ? .json : .human)).text(of: report, options))
      console.finish(detailedExitcode && !planned.plan.isEmpty ? 2 : 0)
    }
  }
}

/// How a plan is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case human, json, sql, markdown

  /// The plan in this format.
  func text(of report: PlanReport, _ options: GlobalOptions) -> String {
    switch self {
    case .human: TextFormat(style: options.style()).text(of: report)
    case .json: JSONFormat().text(of: report)
    case .sql: SQLFormat().text(of: report)
    case .markdown: MarkdownFormat().text(of: report)
    }
  }
}

extension PlannedChange {
  /// The plan with what reports show of it.
  func report(target: String) -> PlanReport {
    var report = PlanReport(plan, target: target)
    report.rowsAtStake = rowsAtStake
    report.obstacles = obstacles.map {
      .init(subject: $0.subject, precondition: $0.precondition, rows: $0.rows)
    }
    report.places = ranges
    report.searchPath = searchPath
    report.toolVersion = Plumb.version
    return report
  }
}
