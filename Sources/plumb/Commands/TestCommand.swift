import ArgumentParser
import BehaviourTesting
import Diagnostics
import ManifestLoading
import Reporting

/// `plumb test`.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests in tests/; exit with 5 when one fails.",
    discussion: """
      Tests say who does what, and what comes of it: rows, a number of rows,
      denied, an error. They run in a scratch database made from the manifests,
      or with --env in a live one, in a transaction that is rolled back.

      EXAMPLES
        plumb test                  in a scratch database
        plumb test --filter tasks   only tests with this in their name or file
        plumb test --env staging    in the environment's database, rolled back
        plumb test --all            everywhere, and where outcomes differ
        plumb test --output junit > tests.xml
        plumb test --coverage       policies that tests leave open
      """
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: "Run in this environment or postgres:// URL, rolled back; may be repeated.")
  var env: [String] = []
  @Flag(help: "Run in a scratch database and in every environment.")
  var all = false
  @Option(
    help: ArgumentHelp(
      "The environment whose overlay the scratch database gets; by default the one whose database "
        + "is embedded.",
      valueName: "env"
    )
  )
  var overlay: String?
  @Option(help: ArgumentHelp("The scratch server's major version.", valueName: "number"))
  var serverVersion: Int?
  @Option(help: ArgumentHelp("Run only tests whose name or file has this.", valueName: "text"))
  var filter: String?
  @Flag(help: "List policies without tests of what they allow and refuse; exit with 5 if any.")
  var coverage = false
  @Option(help: "The format: human, tap, junit or json.")
  var output: TestOutput?

  func validate() throws {
    if coverage && (all || !env.isEmpty) {
      throw ValidationError("--coverage looks at a scratch database only.")
    }
  }

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let session = TestSession(workspace: Workspace(), project: try Workspace().project(options))
      let scratch = try await session.scratch(overlay: overlay)
      let suite = try session.suite(scratch, filter: filter)
      if coverage {
        try await report(session.coverage(of: suite, scratch, major: serverVersion), console)
        return
      }
      var runs: [TestRun] = []
      if all || env.isEmpty {
        runs.append(try await session.run(suite, inScratch: scratch, major: serverVersion))
      }
      let names = env + (all ? session.project.environmentNames : [])
      for name in try await session.workspace.expanded(names, in: session.project) {
        runs.append(await session.run(suite, in: name))
      }
      let report = TestReport(runs)
      console.result((output ?? (options.json ? .json : .human)).text(of: report, options))
      if !report.isPassed { throw ExitCode(5) }
    }
  }

  private func report(_ coverage: PolicyCoverage, _ console: Console) throws {
    console.result(
      options.json || output == .json
        ? JSONFormat().text(of: coverage)
        : TextFormat(style: options.style()).text(of: coverage)
    )
    if !coverage.gaps.isEmpty { throw ExitCode(5) }
  }
}

/// How the results of tests are printed.
enum TestOutput: String, ExpressibleByArgument, CaseIterable {
  case human, tap, junit, json

  /// The results in this format.
  func text(of report: TestReport, _ options: GlobalOptions) -> String {
    switch self {
    case .human: TextFormat(style: options.style()).text(of: report)
    case .tap: TAPFormat().text(of: report)
    case .junit: JUnitFormat().text(of: report)
    case .json: JSONFormat().text(of: report)
    }
  }
}
