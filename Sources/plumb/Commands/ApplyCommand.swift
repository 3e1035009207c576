import ArgumentParser
import AuthSettings
import Execution
import FoundationEssentials
import Glibc
import ManifestLoading
import ObjectModel
import Planning
import PostgresClient
import Reconciliation
import Reporting

/// `plumb apply`.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Change a database, prove it, and commit.",
    discussion: """
      EXAMPLES
        plumb apply staging
        plumb apply production release.plan      exactly what was reviewed, or nothing
        plumb apply staging --allow data-loss:public.orders.note
        plumb apply shops                        a fleet: canary first, then wave by wave
        plumb apply shops --shard 2/5            the part of it that is this machine's

      Everything runs in transactions. Before the last one is committed the catalogs are read once
      more; only when nothing differs from the manifests is it committed.
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "An environment's name or a postgres:// URL.")
  var environment: String
  @Argument(help: "A plan saved by \"plumb plan --out\".")
  var plan: String?
  @Flag(help: "Do not ask; allows no hazard by itself.")
  var autoApprove = false
  @Option(help: ArgumentHelp("Allow a hazard: NAME, NAME:OBJECT or all.", valueName: "hazard"))
  var allow: [String] = []
  @Flag(help: "Send passwords and secrets of auth settings again, be they the same or not.")
  var resendSecrets = false
  @OptionGroup(title: "Fleets") var fleet: FleetOptions

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let workspace = Workspace()
      let policy = try HazardPolicy(allowed: allow)
      if let fleet = try await workspace.fleet(environment, fleet, options) {
        try await FleetApplication(
          workspace: workspace,
          fleet: fleet,
          command: self,
          console: console
        ).run()
        return
      }
      if let plan {
        try await applySaved(plan, workspace, console)
      } else {
        try await applyFresh(policy, workspace, console)
      }
    }
  }

  // MARK: A plan made now

  private func applyFresh(
    _ policy: HazardPolicy,
    _ workspace: Workspace,
    _ console: Console
  ) async throws {
    let (planned, place) = try await workspace.planned(
      environment,
      from: nil,
      options: options,
      resendsSecrets: resendSecrets
    )
    var report = planned.report(target: place.name)
    report.policy = policy
    report.showsNextCommand = false
    if planned.plan.isEmpty {
      console.result(OutputFormat.human(options).text(of: report, options))
      return
    }
    if !options.json { console.result(OutputFormat.human.text(of: report, options)) }
    try await workspace.checkRequired(by: place, options)
    try await carryOut(planned, to: place, allowing: policy, workspace, console)
  }

  /// Applies a plan that has been shown, after all questions.
  func carryOut(
    _ planned: PlannedChange,
    to place: Workspace.Place,
    allowing policy: HazardPolicy,
    named name: String = "",
    _ workspace: Workspace,
    _ console: Console
  ) async throws {
    try refuse(planned, policy, place)
    try confirm("Apply this plan to \(place.name)?", console)
    let project = try workspace.projectIfAny(options)
    var execution = settings(of: place.environment)
    execution.migrationName = name
    let external = try project.map { try systems(place, $0, workspace) } ?? []
    let outside = try project.flatMap {
      Workspace.outsideReader(
        planned.plan,
        try workspace.authTarget(of: place, $0, DeclaredState()),
        planned.desired
      )
    }
    let result = try await LockHolders(settings: place.settings).explaining {
      try await workspace.reconciler.apply(
        planned,
        to: place.settings,
        execution: execution,
        systems: external,
        outside: outside,
        progress: progress(console)
      )
    }
    finish(result, console)
  }

  private func refuse(
    _ planned: PlannedChange,
    _ policy: HazardPolicy,
    _ place: Workspace.Place
  ) throws {
    if place.environment?.apply.isProtected == true {
      throw ErrorReport(
        code: "apply.protected",
        what: "the environment \"\(place.name)\" is protected and takes only saved plans",
        fix: "Run \"plumb plan \(place.name) --out FILE\", have it reviewed, then "
          + "\"plumb apply \(place.name) FILE\".",
        exitCode: 3
      )
    }
    if !planned.obstacles.isEmpty {
      let isAboutRows = planned.obstacles.contains { $0.precondition.isAboutRows }
      throw ErrorReport(
        code: isAboutRows ? "apply.rows-in-the-way" : "apply.impossible",
        what: isAboutRows
          ? "rows in the database stand in the way of the plan" : "the plan cannot be carried out",
        why: planned.obstacles.map {
          "\($0.subject): \($0.precondition.message)\($0.precondition.counted($0.rows))"
        },
        fix: planned.obstacles.first?.precondition.hint,
        exitCode: 3
      )
    }
    let refusals = policy.refusals(in: planned.plan)
    if !refusals.isEmpty {
      throw ErrorReport(
        code: "apply.hazard",
        what: "the plan has hazards that are not allowed",
        why: refusals.map { "\($0.subject): \($0.message)" },
        fix: "If that is meant: "
          + Set(refusals.map { "--allow \($0.allowance)" }).sorted().joined(separator: " "),
        exitCode: 3
      )
    }
  }

  func confirm(_ question: String, _ console: Console) throws {
    if autoApprove { return }
    guard isatty(STDIN_FILENO) == 1 else {
      throw ErrorReport(
        code: "apply.no-terminal",
        what: "nobody can be asked whether to apply the plan",
        fix: "Say --auto-approve, or apply a saved plan.",
        exitCode: 3
      )
    }
    if try console.answer("\(question) Only \"yes\" will do: ") == "yes" { return }
    if options.json {
      throw ErrorReport(code: "apply.declined", what: "nothing was changed", exitCode: 3)
    }
    console.progress("Nothing was changed.\n")
    throw ExitCode(3)
  }

  // MARK: A saved plan

  private func applySaved(
    _ path: String,
    _ workspace: Workspace,
    _ console: Console
  ) async throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw UsageError(
        "the plan \(path.withoutSecrets) cannot be read",
        hint: "Save one with plumb plan --out."
      )
    }
    let plan = try PlanFile.plan(from: text)
    let project = try workspace.project(options)
    let place = try await workspace.place(environment, in: project)
    guard plan.environment == place.name else {
      throw ErrorReport(
        code: "apply.other-environment",
        what: "the plan was made for \"\(plan.environment)\", not for \"\(place.name)\"",
        fix: "Make one with \"plumb plan \(place.name) --out FILE\".",
        exitCode: 3
      )
    }
    try await workspace.checkRequired(by: place, saved: plan, options)
    let declared = try await workspace.declared(project, for: place.environment)
    let scope = ManagedScope(declared, before: plan)
    let systems = try systems(place, project, workspace)
    var execution = settings(of: place.environment)
    execution.searchPath = project.file.searchPath
    let outside = Workspace.outsideReader(
      plan,
      try workspace.authTarget(of: place, project, declared),
      declared.catalog
    )
    let result = try await LockHolders(settings: place.settings).explaining {
      try await workspace.reconciler.apply(
        saved: plan,
        isManaged: scope.manages,
        to: place.settings,
        execution: execution,
        systems: systems,
        outside: outside,
        progress: progress(console)
      )
    }
    finish(result, console)
  }

  /// The systems outside the database that the environment's steps may call.
  private func systems(
    _ place: Workspace.Place,
    _ project: Project,
    _ workspace: Workspace
  ) throws -> [any ExternalSystem] {
    let target = try workspace.authTarget(of: place, project, DeclaredState())
    return target?.receivers.map(AuthSystem.init) ?? []
  }

  // MARK: Running

  /// How plans are applied to an environment.
  func settings(of environment: EnvironmentFile?) -> ExecutionSettings {
    var settings = ExecutionSettings()
    if let timeout = environment?.apply.lockTimeout { settings.lockTimeout = timeout }
    if let timeout = environment?.apply.statementTimeout {
      settings.statementTimeout = timeout
    }
    settings.toolVersion = Plumb.version
    return settings
  }

  /// On a terminal one line that is written over, as JSON a line an event; what waits for others
  /// is told in any case, and stays.
  private func progress(_ console: Console) -> @Sendable (ExecutionEvent) -> Void {
    let isJSON = options.json
    let isTerminal = isatty(STDERR_FILENO) == 1
    let format = TextFormat(style: options.style(for: STDERR_FILENO))
    return { event in
      if isJSON {
        Console.tell(JSONFormat().line(of: event))
      } else if let text = format.text(of: event) {
        let mustStay = event.tellsOfWaiting
        if isTerminal {
          Console.tell("\r\u{1B}[K\(text)\(mustStay ? "\n" : "")")
        } else if mustStay {
          Console.tell("\(text)\n")
        }
      }
    }
  }

  private func finish(_ result: ExecutionResult, _ console: Console) {
    if isatty(STDERR_FILENO) == 1, !options.json { console.progress("\r\u{1B}[K") }
    console.result(
      options.json
        ? JSONFormat().text(of: result) : TextFormat(style: options.style()).text(of: result)
    )
  }
}

extension OutputFormat {
  /// The format that the global options ask for.
  static func human(_ options: GlobalOptions) -> Self {
    options.json ? .json : .human
  }
}
