import ArgumentParser
import ManifestLoading
import Planning
import Reconciliation
import Reporting

/// `plumb plan` for an environment of many databases.
struct FleetPlanning {
  let workspace: Workspace
  let fleet: Workspace.Fleet
  let command: PlanCommand
  let console: Console

  func run() async throws {
    if command.from != nil {
      throw UsageError(
        "a fleet is planned from manifests, not from a database",
        hint: "Name one of its databases, such as \(fleet.environment.name)/NAME."
      )
    }
    let file = try command.out.map { try OutputFile($0) }
    let plans = try await workspace.plans(
      for: fleet,
      takesShortWay: !command.longWay,
      resendsSecrets: command.resendSecrets
    )
    if let file { try save(plans, to: file) }
    var report = FleetReport(
      environment: fleet.environment.name,
      databases: zip(fleet.names, plans).map { .init(name: $0, outcome: MemberOutcome($1)) },
      plans: Workspace.groups(plans, of: fleet),
      waves: fleet.waves,
      parallel: fleet.rollout.parallel
    )
    report.shard = fleet.shard
    report.showsSQL = command.sql
    report.nextCommand = next(report)
    console.result(text(of: report))
    if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    if command.detailedExitcode, !report.plans.isEmpty { throw ExitCode(2) }
  }

  /// Saves the plans of all databases, or none.
  private func save(_ plans: [Workspace.MemberPlan], to output: OutputFile) throws {
    if let failure = plans.first(where: { $0.plan == nil })?.failure {
      var error = failure
      error.why.append("Not every database could be planned for, so that no plan is saved.")
      throw error
    }
    let known = zip(fleet.names, plans).compactMap { name, member in
      member.plan.map { (name, $0) }
    }
    let file = FleetPlanFile(
      environment: fleet.environment.name,
      plans: Dictionary(known, uniquingKeysWith: { first, _ in first })
    )
    try output.write(try file.text(toolVersion: Plumb.version))
  }

  private func next(_ report: FleetReport) -> String? {
    if report.plans.isEmpty { return nil }
    var words = ["plumb", "apply", fleet.environment.name]
    if let out = command.out { words.append(out) }
    words += command.fleet.words + command.options.placeWords
    if command.out == nil {
      let refused = report.plans.flatMap { HazardPolicy().refusals(in: $0.plan.plan) }
      for allowance in Set(refused.map(\.allowance)).sorted() { words += ["--allow", allowance] }
    }
    return PlanReport.shellText(words)
  }

  private func text(of report: FleetReport) -> String {
    let options = command.options
    switch command.output ?? (options.json ? .json : .human) {
    case .human: return TextFormat(style: options.style()).text(of: report)
    case .json: return JSONFormat().text(of: report)
    case .sql: return SQLFormat().text(of: report)
    case .markdown: return MarkdownFormat().text(of: report)
    }
  }
}
