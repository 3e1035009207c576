import ArgumentParser
import Execution
import FoundationEssentials
import Glibc
import Introspection
import ManifestLoading
import ObjectModel
import Planning
import Reconciliation
import Reporting

/// `plumb apply` for an environment of many databases.
///
/// Everything that can be refused is refused before the first database is touched. Then each gets
/// the very plan that was looked at, under its own lock and with its own proof; a database that is
/// as declared already is passed over, so that the same command goes on where another one stopped.
struct FleetApplication {
  let workspace: Workspace
  let fleet: Workspace.Fleet
  let command: ApplyCommand
  let console: Console

  private var name: String { fleet.environment.name }

  func run() async throws {
    let plans = try await plans()
    let policy = try HazardPolicy(allowed: command.allow)
    let before = report(plans.map { MemberOutcome($0) }, plans, policy: policy)
    if fleet.members.isEmpty || (before.plans.isEmpty && before.exitCode == 0) {
      console.result(text(of: before))
      return
    }
    if command.plan == nil {
      if !command.options.json { console.result(text(of: before)) }
      try refuse(plans, policy)
    }
    let place = Workspace.Place(
      name: name,
      settings: fleet.members[0].settings,
      environment: fleet.environment
    )
    try await workspace.checkRequired(by: place, command.options)
    if command.plan == nil { try confirm(before) }
    let outcomes = try await apply(plans)
    var after = report(outcomes, plans, policy: policy)
    after.isApplied = true
    if after.exitCode != 0 { after.nextCommand = next }
    console.result(text(of: after))
    if Task.isCancelled { throw ExitCode(Interruption.exitCode) }
    if after.exitCode != 0 { throw ExitCode(after.exitCode) }
  }

  private var next: String {
    var words = ["plumb", "apply", name]
    if let plan = command.plan { words.append(plan) }
    words += command.fleet.words + command.options.placeWords
    for hazard in command.allow { words += ["--allow", hazard] }
    return PlanReport.shellText(words)
  }

  // MARK: Plans

  /// The plans: those that were saved, or new ones.
  private func plans() async throws -> [Workspace.MemberPlan] {
    guard let path = command.plan else {
      return try await workspace.plans(for: fleet, resendsSecrets: command.resendSecrets)
    }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw UsageError(
        "the plan \(path.withoutSecrets) cannot be read",
        hint: "Save one with plumb plan --out."
      )
    }
    guard FleetPlanFile.isFleetPlan(text) else {
      throw ErrorReport(
        code: "apply.other-environment",
        what: "the plan was not made for the fleet \"\(name)\", but for one database",
        fix: "Make one with \"plumb plan \(name) --out FILE\".",
        exitCode: 3
      )
    }
    let file = try FleetPlanFile(text: text)
    guard file.environment == name else {
      throw ErrorReport(
        code: "apply.other-environment",
        what: "the plan was made for \"\(file.environment)\", not for \"\(name)\"",
        fix: "Make one with \"plumb plan \(name) --out FILE\".",
        exitCode: 3
      )
    }
    return fleet.names.map { member in
      if let plan = file.plans[member] { return Workspace.MemberPlan(plan: plan) }
      return Workspace.MemberPlan(
        failure: ErrorReport(
          code: "apply.stale",
          what: "the saved plan does not have this database",
          fix: "It has joined the fleet since: make the plan anew.",
          exitCode: 4
        )
      )
    }
  }

  private func report(
    _ outcomes: [MemberOutcome],
    _ plans: [Workspace.MemberPlan],
    policy: HazardPolicy
  ) -> FleetReport {
    var report = FleetReport(
      environment: name,
      databases: zip(fleet.names, outcomes).map { .init(name: $0, outcome: $1) },
      plans: Workspace.groups(plans, of: fleet, policy: policy),
      waves: fleet.waves,
      parallel: fleet.rollout.parallel
    )
    report.shard = fleet.shard
    return report
  }

  private func text(of report: FleetReport) -> String {
    command.options.json
      ? JSONFormat().text(of: report)
      : TextFormat(style: command.options.style()).text(of: report)
  }

  // MARK: Before the first one

  private func refuse(_ plans: [Workspace.MemberPlan], _ policy: HazardPolicy) throws {
    if fleet.environment.apply.isProtected {
      throw ErrorReport(
        code: "apply.protected",
        what: "the environment \"\(name)\" is protected and takes only saved plans",
        fix: "Run \"plumb plan \(name) --out FILE\", have it reviewed, then "
          + "\"plumb apply \(name) FILE\".",
        exitCode: 3
      )
    }
    let failed = plans.count { $0.failure != nil }
    if failed >= fleet.rollout.stopAfter {
      throw ErrorReport(
        code: "fleet.unreadable",
        what: "\(failed) of \(plans.count) databases cannot be planned for; none was touched",
        why: zip(fleet.names, plans).compactMap { name, member in
          member.failure.map { "\(name): \($0.what)" }
        },
        fix: "Put that right, or leave them out with --only, or allow it with --stop-after."
      )
    }
    let obstacles = zip(fleet.names, plans).flatMap { name, member in
      member.obstacles.map {
        "\(name): \($0.subject): \($0.precondition.message)\($0.precondition.counted($0.rows))"
      }
    }
    if !obstacles.isEmpty {
      let isAboutRows = plans.contains { $0.obstacles.contains { $0.precondition.isAboutRows } }
      throw ErrorReport(
        code: isAboutRows ? "apply.rows-in-the-way" : "apply.impossible",
        what: isAboutRows
          ? "rows in databases stand in the way of the plan; none was touched"
          : "the plan cannot be carried out; no database was touched",
        why: obstacles,
        fix: plans.lazy.flatMap(\.obstacles).first?.precondition.hint,
        exitCode: 3
      )
    }
    let refusals = Set(plans.compactMap(\.plan).flatMap { policy.refusals(in: $0) })
    if !refusals.isEmpty {
      throw ErrorReport(
        code: "apply.hazard",
        what: "the plan has hazards that are not allowed; no database was touched",
        why: Set(refusals.map { "\($0.subject): \($0.message)" }).sorted(),
        fix: "If that is meant: "
          + Set(refusals.map { "--allow \($0.allowance)" }).sorted().joined(separator: " "),
        exitCode: 3
      )
    }
  }

  private func confirm(_ report: FleetReport) throws {
    let count = report.plans.reduce(0) { $0 + $1.databases.count }
    let noun = count == 1 ? "database" : "databases"
    try command.confirm("Apply to \(count) \(noun) of \(name)?", console)
  }

  // MARK: Waves

  private func apply(_ plans: [Workspace.MemberPlan]) async throws -> [MemberOutcome] {
    let declared = try await workspace.declared(fleet.project, for: fleet.environment)
    var execution = command.settings(of: fleet.environment)
    execution.searchPath = fleet.project.file.searchPath
    let worker = FleetWorker(
      reconciler: workspace.reconciler,
      declared: declared,
      execution: execution,
      isSaved: command.plan != nil
    )
    let teller = FleetTeller(options: command.options)
    let members = fleet.members
    let outcomes = await fleet.schedule.run(parallel: fleet.rollout.parallel) { position in
      let outcome = await worker.apply(plans[position], to: members[position])
      teller.tell(FleetReport.Database(name: members[position].name, outcome: outcome))
      return outcome
    } isFailure: {
      if case .failed = $0 { true } else { false }
    }
    return members.indices.map { outcomes[$0] ?? .notBegun }
  }
}

/// Applies plans to databases of a fleet.
private struct FleetWorker: Sendable {
  let reconciler: Reconciler
  let declared: DeclaredState
  let execution: ExecutionSettings
  /// Whether the plans have been saved, so that an earlier run may have applied them.
  let isSaved: Bool

  func apply(_ member: Workspace.MemberPlan, to database: FleetMember) async -> MemberOutcome {
    guard let plan = member.plan else {
      return member.failure.map { .failed($0) } ?? .notBegun
    }
    if plan.isEmpty, !isSaved { return .unchanged }
    let scope = ManagedScope(declared, before: plan)
    do {
      if isSaved {
        let isDone = try await reconciler.isReached(
          plan,
          in: database.settings,
          isManaged: scope.manages
        )
        if isDone { return .unchanged }
      }
      let result = try await reconciler.apply(
        saved: plan,
        isManaged: scope.manages,
        to: database.settings,
        execution: execution
      )
      let (seconds, rest) = result.duration.components
      return .applied(
        FleetReport.ExecutionSummary(
          steps: result.steps,
          milliseconds: Int(seconds) * 1000 + Int(rest / 1_000_000_000_000_000),
          historyID: result.historyID
        )
      )
    } catch {
      return .failed(ErrorReport(describing: error))
    }
  }
}

/// Tells of each database when it is done: a line for people, JSON Lines for programs.
private struct FleetTeller: Sendable {
  private let isJSON: Bool
  private let style: Style

  init(options: GlobalOptions) {
    isJSON = options.json
    style = options.style(for: STDERR_FILENO)
  }

  func tell(_ database: FleetReport.Database) {
    let line =
      isJSON
      ? JSONFormat().line(of: database) : TextFormat(style: style).line(of: database)
    Console.tell(line)
  }
}
