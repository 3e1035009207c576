import ArgumentParser
import Diffing
import ManifestLoading
import Reconciliation
import Reporting

/// `plumb drift`.
struct DriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Say what has drifted from the manifests, and since when; exit with 2 when any has.",
    discussion: """
      EXAMPLES
        plumb drift                                         every environment, once
        plumb drift production --json
        plumb drift production --watch 15m                  again and again; news only
        plumb drift production --webhook '${env:DRIFT_WEBHOOK}'

      Each finding comes with the line of a manifest that it contradicts, the check before which it
      was not there, and the commands for the two ways out: adopt it, or undo it. What the checks
      have found is kept in .plumb/checks; nothing is changed in the database. When an environment
      cannot be read, the exit code is 1.

      The webhook gets a POST with JSON when something has drifted, when an environment cannot be
      read, and when all is well again; it is tried up to five times. When the environment variable
      PLUMB_WEBHOOK_SECRET is set, or --webhook-secret names another, the header
      X-Plumb-Signature-256 holds "sha256=" and the HMAC-SHA-256 of the body in hexadecimal digits.
      examples/scheduled-drift has a systemd timer, a cron line and a CI schedule.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Environments' names; all environments when none is given.")
  var environments: [String] = []
  @Option(help: ArgumentHelp("Check again and again, such as every 15m.", valueName: "time"))
  var watch: String?
  @Option(help: ArgumentHelp("Tell this address, too; may be ${env:NAME}.", valueName: "url"))
  var webhook: String?
  @Option(
    help: ArgumentHelp("The secret to sign with, as ${env:NAME}.", valueName: "reference")
  )
  var webhookSecret: String?

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let project = try workspace.project(options)
      let names = environments.isEmpty ? project.environmentNames : environments
      guard !names.isEmpty else {
        throw UsageError(
          "the project has no environments",
          hint: "Describe one in \(EnvironmentFile.folder)/NAME.yaml."
        )
      }
      let pause = try watch.map(Self.duration)
      let hook = try Webhook(
        webhook,
        secret: webhookSecret,
        environment: workspace.processEnvironment
      )
      let check = DriftCheck(workspace: workspace, names: names, options: options)
      guard let pause else {
        let code = try await tell(check, hook, console)
        if code != 0 { throw ExitCode(code) }
        return
      }
      var isFirst = true
      while true {
        do {
          _ = try await tell(check, hook, console, newsOnly: !isFirst)
          isFirst = false
        } catch let error where !(error is CancellationError) && !Task.isCancelled {
          // A watch outlives what goes wrong once; the next check may find all well.
          console.report(failure: error)
        }
        try await Task.sleep(for: pause)
      }
    }
  }

  /// Checks, tells and remembers; gives the exit code of a single check.
  private func tell(
    _ check: DriftCheck,
    _ hook: Webhook?,
    _ console: Console,
    newsOnly: Bool = false
  ) async throws -> Int32 {
    let outcome = try await check.run()
    let report = outcome.report
    let verified = report.environments.map(\.verified)
    if report.isNews || !newsOnly {
      console.result(text(of: report))
      console.tell(unread: verified)
    }
    if report.isNews { try await hook?.send(report.webhookBody) }
    outcome.remember()
    if verified.contains(where: { $0.reading == nil }) { return 1 }
    return report.isClean ? 0 : 2
  }

  private func text(of report: DriftReport) -> String {
    options.json
      ? JSONFormat().text(of: report) : TextFormat(style: options.style()).text(of: report)
  }

  /// Reads `15m`; a check takes seconds, so that less than ten make no sense.
  private static func duration(_ text: String) throws -> Duration {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400]
    guard let number = Int(digits), digits.count <= 6,
      let unit = units[String(text.dropFirst(digits.count))], number * unit >= 1
    else {
      throw UsageError(
        "\"\(text)\" is no time to wait between checks",
        hint: "Write a number with its unit: 30s, 15m, 1h or 1d."
      )
    }
    return .seconds(number * unit)
  }
}
