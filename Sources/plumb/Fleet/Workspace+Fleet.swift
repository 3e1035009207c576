import Diagnostics
import Execution
import FoundationEssentials
import ManifestLoading
import ObjectModel
import Planning
import PostgresClient
import Reconciliation
import Reporting

extension Workspace {
  /// A fleet as a command works on it: all its databases, or those that the options name.
  struct Fleet {
    let project: Project
    let environment: EnvironmentFile
    let members: [FleetMember]
    let rollout: FleetRollout
    let shard: String?

    var names: [String] { members.map(\.name) }
    var schedule: FleetSchedule { FleetSchedule(names, rollout) }
    var waves: [[String]] { schedule.waves.map { $0.map { members[$0].name } } }
  }

  /// The fleet that the command line names; nil for a single database.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in its file, `UsageError` for databases that it does
  ///   not have, failures of the database that is asked for them.
  func fleet(
    _ name: String,
    _ chosen: FleetOptions,
    _ options: GlobalOptions
  ) async throws -> Fleet? {
    guard !name.contains("://"), let project = try projectIfAny(options),
      project.environmentNames.contains(name),
      let environment = try environment(name, of: project), let fleet = environment.fleet
    else {
      try chosen.refuse(for: name)
      return nil
    }
    var rollout = fleet.rollout
    if let parallel = chosen.parallel { rollout.parallel = parallel }
    if let limit = chosen.stopAfter { rollout.stopAfter = limit }
    var members = try await fleet.members(in: processEnvironment)
    if case .named(let canary) = rollout.canary {
      let known = members.map(\.name)
      for name in canary where !known.contains(name) {
        throw Self.unknown(name, known, environment)
      }
    }
    if let only = chosen.only {
      let wanted = only.split(separator: ",").map(String.init)
      let known = members.map(\.name)
      for name in wanted where !known.contains(name) {
        throw Self.unknown(name, known, environment)
      }
      members.removeAll { !wanted.contains($0.name) }
    }
    if chosen.canary {
      let schedule = FleetSchedule(members.map(\.name), rollout)
      members = (schedule.waves.first ?? []).map { members[$0] }
    }
    if let shard = chosen.shard.flatMap({ FleetShard($0) }) {
      members.removeAll { !shard.contains($0.name) }
    }
    return Fleet(
      project: project,
      environment: environment,
      members: members,
      rollout: rollout,
      shard: chosen.shard
    )
  }

  private static func unknown(
    _ name: String,
    _ known: [String],
    _ environment: EnvironmentFile
  ) -> UsageError {
    let near = closestMatch(to: name, among: known)
    return UsageError(
      "the fleet \"\(environment.name)\" has no database \"\(name)\"",
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "It has \(known.prefix(8).joined(separator: ", "))"
        + (known.count > 8 ? " and \(known.count - 8) more." : ".")
    )
  }

  /// The database of a fleet that `ENV/NAME` names; nil when it is nothing of that kind.
  func fleetPlace(_ text: String, in project: Project) async throws -> Place? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, project.environmentNames.contains(parts[0]),
      let environment = try environment(parts[0], of: project), let fleet = environment.fleet
    else { return nil }
    let members = try await fleet.members(in: processEnvironment)
    guard let member = members.first(where: { $0.name == parts[1] }) else {
      throw Self.unknown(parts[1], members.map(\.name), environment)
    }
    return Place(name: text, settings: member.settings, environment: environment)
  }

  /// The names with each fleet's own in its place, as `ENV/NAME`.
  func expanded(_ names: [String], in project: Project) async throws -> [String] {
    var result: [String] = []
    for name in names {
      let isKnown = project.environmentNames.contains(name)
      if isKnown, let fleet = try environment(name, of: project)?.fleet {
        let members = try await fleet.members(in: processEnvironment)
        result += members.map { "\(name)/\($0.name)" }
      } else {
        result.append(name)
      }
    }
    return result
  }
}

// MARK: - Plans

extension Workspace {
  /// What planning for a database of a fleet came to.
  struct MemberPlan: Sendable {
    /// The plan; nil when it failed.
    var plan: Plan?
    var rowsAtStake: [Hazard: Int] = [:]
    var obstacles: [PlannedChange.Obstacle] = []
    var ranges: [ObjectID: SourceRange] = [:]
    var failure: ErrorReport?
    var mistakes: DiagnosticsError?
  }

  /// Makes the plans for the databases of a fleet, side by side, with one realised state.
  ///
  /// - Returns: what came of each, by the position of its database.
  /// - Throws: `DiagnosticsError` for mistakes in manifests, which are those of all.
  func plans(
    for fleet: Fleet,
    takesShortWay: Bool = true,
    resendsSecrets: Bool = false
  ) async throws -> [MemberPlan] {
    let declared = try await declared(fleet.project, for: fleet.environment)
    let commit = await GitCommit.current(in: fleet.project.root)
    let shared = SharedRealisation()
    var rollout = FleetRollout()
    rollout.canary = .first(0)
    rollout.stopAfter = .max
    let schedule = FleetSchedule(fleet.names, rollout)
    let found = await schedule.run(parallel: fleet.rollout.parallel) { position in
      var request = Reconciler.Request(
        declared: declared,
        settings: fleet.members[position].settings,
        environment: fleet.environment.name,
        commit: commit
      )
      request.takesShortWay = takesShortWay
      request.resendsSecrets = resendsSecrets
      request.isOnline = fleet.environment.apply.strategy == .online
      request.shared = shared
      return await memberPlan(request)
    } isFailure: { _ in
      false
    }
    try Task.checkCancellation()
    let plans = fleet.members.indices.map { found[$0] ?? MemberPlan() }
    if let mistakes = plans.first?.mistakes, plans.allSatisfy({ $0.mistakes != nil }) {
      throw mistakes
    }
    return plans
  }

  private func memberPlan(_ request: Reconciler.Request) async -> MemberPlan {
    do {
      var request = request
      request.database = try await reconciler.read(request.settings, connections: 1)
      let planned = try await reconciler.plan(request)
      return MemberPlan(
        plan: planned.plan,
        rowsAtStake: planned.rowsAtStake,
        obstacles: planned.obstacles,
        ranges: planned.ranges
      )
    } catch let error as DiagnosticsError {
      let first = error.diagnostics.first { $0.severity == .error }
      let report = ErrorReport(
        code: first?.code ?? "manifest.wrong",
        what: first?.message ?? "the manifests are wrong",
        fix: first?.hint,
        place: first?.range
      )
      return MemberPlan(failure: report, mistakes: error)
    } catch {
      return MemberPlan(failure: ErrorReport(describing: error))
    }
  }

  /// The plans in groups of those that are the same.
  static func groups(
    _ plans: [MemberPlan],
    of fleet: Fleet,
    policy: HazardPolicy = HazardPolicy()
  ) -> [FleetReport.Group] {
    var positions: [String: [Int]] = [:]
    var order: [String] = []
    for (position, member) in plans.enumerated() {
      guard let plan = member.plan, !plan.isEmpty else { continue }
      // States may differ where what is done does not.
      let statements = plan.steps.map(\.effect.summary).joined(separator: "\n")
      let obstacles = member.obstacles.map { "\($0.subject) \($0.rows)" }
      let key = Fingerprint.digest(
        of: .list(([statements, "\(plan.stages.count)"] + obstacles).map { .text($0) })
      )
      if positions[key] == nil { order.append(key) }
      positions[key, default: []].append(position)
    }
    return order.compactMap { key in
      guard let members = positions[key], let first = members.first, let plan = plans[first].plan
      else { return nil }
      var report = PlanReport(plan, target: fleet.environment.name)
      for position in members {
        report.rowsAtStake.merge(plans[position].rowsAtStake) { $0 + $1 }
      }
      report.obstacles = plans[first].obstacles.map {
        .init(subject: $0.subject, precondition: $0.precondition, rows: $0.rows)
      }
      report.places = plans[first].ranges
      report.searchPath = fleet.project.file.searchPath
      report.toolVersion = Plumb.version
      report.policy = policy
      return FleetReport.Group(plan: report, databases: members.map { fleet.members[$0].name })
    }
  }
}

extension MemberOutcome {
  /// What planning alone says of a database.
  init(_ plan: Workspace.MemberPlan) {
    if let failure = plan.failure {
      self = .failed(failure)
    } else if let steps = plan.plan?.steps.count, steps > 0 {
      self = .planned(steps: steps)
    } else {
      self = .unchanged
    }
  }
}

typealias MemberOutcome = FleetReport.Outcome
