import ArgumentParser
import ManifestLoading
import Planning
import Reconciliation
import Reporting

/// `plumb sync`.
struct SyncCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Make one environment's database like another's.",
    discussion: """
      EXAMPLES
        plumb sync --from production --to development --check    what would change; exit with 2
        plumb sync --from production --to development            change it, prove it, verify it
        plumb sync --from production --to development --allow data-loss:public.orders.note

      The structure is made the same, and the auth settings where both environments keep some; rows
      and secrets are never copied. What the environments' files declare to differ (overrides,
      exclude) stays as it is, and so does what the project does not manage. An environment that is
      protected, or that requires another to be verified, is refused: its changes come through
      manifests.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Option(help: ArgumentHelp("The environment, or postgres:// URL, to take.", valueName: "env"))
  var from: String
  @Option(help: ArgumentHelp("The environment, or postgres:// URL, to change.", valueName: "env"))
  var to: String
  @Flag(help: "Only show what would change; exit with 2 when there is something.")
  var check = false
  @Flag(help: "Do not ask; allows no hazard by itself.")
  var autoApprove = false
  @Option(help: ArgumentHelp("Allow a hazard: NAME, NAME:OBJECT or all.", valueName: "hazard"))
  var allow: [String] = []

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      if !check { try refuse(workspace) }
      let (planned, place) = try await workspace.planned(to, from: from, options: options)
      var report = planned.report(target: place.name)
      report.showsNextCommand = false
      report.policy = try HazardPolicy(allowed: allow)
      if planned.plan.isEmpty || check || !options.json {
        console.result(OutputFormat.human(options).text(of: report, options))
      }
      if planned.plan.isEmpty { return }
      if check { throw ExitCode(2) }
      var apply = try ApplyCommand.parse([to])
      apply.options = options
      apply.autoApprove = autoApprove
      try await apply.carryOut(
        planned,
        to: place,
        allowing: report.policy,
        named: "sync from \(from.contains("://") ? "another database" : from)",
        workspace,
        console
      )
      try await verify(workspace, console)
    }
  }

  /// Looks before anything else whether the target may be changed like this at all.
  private func refuse(_ workspace: Workspace) throws {
    let from = from.withoutSecrets
    guard !to.contains("://"), let project = try workspace.projectIfAny(options),
      let environment = try workspace.environment(to, of: project)
    else { return }
    if environment.apply.isProtected {
      throw ErrorReport(
        code: "sync.protected",
        what: "the environment \"\(to)\" is protected and is not made like another",
        fix: "Change the manifests and apply a saved plan: plumb plan \(to) --out FILE. "
          + "What would change, \"plumb sync --from \(from) --to \(to) --check\" shows.",
        exitCode: 3
      )
    }
    if let required = environment.requires.first {
      throw ErrorReport(
        code: "sync.requires",
        what: "the environment \"\(to)\" requires \"\(required.name)\" to be verified first",
        why: ["What comes from another database has not come through \"\(required.name)\"."],
        fix: "Adopt it into the manifests with \"plumb export \(from) --to . --update\", apply "
          + "them to \(required.name), then to \(to).",
        exitCode: 3
      )
    }
  }

  /// Reads both again, now that all is done.
  private func verify(_ workspace: Workspace, _ console: Console) async throws {
    let (left, place) = try await workspace.planned(to, from: from, options: options)
    let (from, to) = (from.withoutSecrets, place.name)
    guard left.plan.isEmpty else {
      console.result(
        OutputFormat.human(options).text(of: left.report(target: to), options)
      )
      throw ErrorReport(
        code: "sync.moved",
        what: "\(to) is not like \(from): one of them has been changed meanwhile",
        fix: "Run the command again.",
        exitCode: 2
      )
    }
    if !options.json { console.result("Verified: \(to) is like \(from).\n") }
  }
}
