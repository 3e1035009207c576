import Diffing
import Execution
import ManifestLoading
import ObjectModel
import PostgresClient
import Reconciliation
import Reporting

/// Looks what has drifted, and remembers it for the next time.
struct DriftCheck {
  let workspace: Workspace
  let names: [String]
  let options: GlobalOptions

  /// What a check has found, and how that is remembered.
  struct Outcome {
    let report: DriftReport
    /// Remembers it; what is not remembered is news again next time.
    let remember: () -> Void
  }

  /// Checks all environments once; the project is read anew, for it may have changed.
  func run() async throws -> Outcome {
    let project = try workspace.project(options)
    let found = try await workspace.verified(
      try await workspace.expanded(names, in: project),
      in: project
    )
    let now = Workspace.now
    var drifted: [DriftReport.Environment] = []
    var logs: [String: CheckLog] = [:]
    for environment in found {
      let (entry, log) = await entered(environment, now, project)
      drifted.append(entry)
      logs[environment.name] = log
    }
    let report = DriftReport(
      environments: drifted,
      checkedAt: now,
      commit: await GitCommit.current(in: project.root),
      project: options.project
    )
    return Outcome(report: report) {
      for (name, log) in logs { log.write(name, inProjectAt: project.root) }
    }
  }

  private func entered(
    _ environment: VerifiedEnvironment,
    _ now: String,
    _ project: Project
  ) async -> (DriftReport.Environment, CheckLog) {
    var log = CheckLog.read(environment.name, inProjectAt: project.root)
    let before = log
    let failing = environment.contradictions.filter(\.status.isFailure)
    var isNews = log.enter(readable: environment.reading != nil)
    if environment.reading != nil {
      let new = log.enter(failing.map(\.change), at: now)
      isNews = isNews || !new.isEmpty || failing.count < before.findings.count
    }
    let isFirst = before.checkedAt == nil && !failing.isEmpty
    let known = log
    var entry = DriftReport.Environment(
      environment,
      since: { id in known[id].map { .init(foundAt: $0.foundAt, notFoundAt: $0.notFoundAt) } },
      previousCheck: before.checkedAt,
      lastApply: isFirst ? await lastApply(environment.name, project) : nil,
      isNews: isNews
    )
    if let file = try? workspace.environment(
      String(environment.name.prefix { $0 != "/" }),
      of: project
    ) {
      entry.isProtected = file.apply.isProtected
    }
    return (entry, log)
  }

  /// When something was last applied; nil when the history does not say or may not be read.
  private func lastApply(_ name: String, _ project: Project) async -> String? {
    guard let place = try? await workspace.place(name, in: project),
      let entries = try? await workspace.reading(
        place,
        { try await HistoryEntry.read(from: $0, limit: 1) }
      ),
      let entry = entries.first
    else { return nil }
    return "history entry \(entry.id) of \(entry.appliedAt) by \(entry.appliedBy)"
  }
}
