import ArgumentParser
import Diffing
import Glibc
import ManifestLoading
import Reconciliation
import Reporting

/// `plumb verify`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say whether environments are as declared, and alike; exit with 2 when not.",
    discussion: """
      EXAMPLES
        plumb verify                                 every environment
        plumb verify staging production              these
        plumb verify --output junit > verify.xml     for CI
        plumb verify --html verify.html              a page for people, in one file

      Each environment is compared with its manifests and with each of the others, side by side.
      Differences that environments' files declare (overrides, exclude) are shown as declared. A
      file may allow further ones for a while; past the day they fail the verification:

        allowed_differences:
          - object: {index: "orders_*_idx"}
            owner: ann@example.com
            reason: tried out on production first
            expires: 2026-12-31

      They do not keep "plumb apply" from undoing the difference. When one
      cannot be read, the exit code is 1. Nothing is changed anywhere; when each was last verified
      is kept in .plumb/checks.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "Environments' names or postgres:// URLs; all environments when none is given.")
  var environments: [String] = []
  @Option(help: "The format: human, json or junit.")
  var output: VerificationOutput?
  @Option(help: ArgumentHelp("Write a page for people, too.", valueName: "file"))
  var html: String?

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let page = try html.map { try OutputFile($0) }
      let workspace = Workspace()
      let project = try workspace.project(options)
      let names = environments.isEmpty ? project.environmentNames : environments
      guard !names.isEmpty else {
        throw UsageError(
          "the project has no environments",
          hint: "Describe one in \(EnvironmentFile.folder)/NAME.yaml, or give a postgres:// URL."
        )
      }
      let verification = Verification(
        try await workspace.verified(
          try await workspace.expanded(names, in: project),
          in: project
        )
      )
      var report = VerificationReport(verification, checkedAt: Workspace.now)
      report.commit = await GitCommit.current(in: project.root)
      report.toolVersion = Plumb.version
      for environment in verification.environments {
        report.lastVerified[environment.name] = record(environment, report.checkedAt, project)
      }
      try page?.write(HTMLFormat().text(of: report))
      console.result((output ?? (options.json ? .json : .human)).text(of: report, options))
      console.tell(unread: verification.environments)
      if verification.environments.contains(where: { $0.reading == nil }) { throw ExitCode(1) }
      if !verification.isVerified { throw ExitCode(2) }
    }
  }

  /// Keeps what the check has found, and tells when one last found nothing.
  private func record(
    _ environment: VerifiedEnvironment,
    _ time: String,
    _ project: Project
  ) -> String? {
    var log = CheckLog.read(environment.name, inProjectAt: project.root)
    if environment.reading != nil {
      let failing = environment.contradictions.filter(\.status.isFailure)
      log.enter(failing.map(\.change), at: time)
      log.write(environment.name, inProjectAt: project.root)
    }
    return log.verifiedAt
  }
}

/// How a verification is printed.
enum VerificationOutput: String, ExpressibleByArgument, CaseIterable {
  case human, json, junit

  /// The verification in this format.
  func text(of report: VerificationReport, _ options: GlobalOptions) -> String {
    switch self {
    case .human: TextFormat(style: options.style()).text(of: report)
    case .json: JSONFormat().text(of: report)
    case .junit: JUnitFormat().text(of: report)
    }
  }
}

extension Console {
  /// Tells people which environments could not be read, and why; reports as JSON say so themselves.
  func tell(unread environments: [VerifiedEnvironment]) {
    if options.json { return }
    let format = TextFormat(style: options.style(for: STDERR_FILENO))
    for environment in environments {
      if let failure = ErrorReport(unread: environment) { progress(format.text(of: failure)) }
    }
  }
}
