import JSONText
import Planning

extension JSONFormat {
  /// The databases of a fleet, with the plans that they share.
  public func text(of report: FleetReport) -> String {
    var ids: [String: String] = [:]
    for group in report.plans {
      let id = (try? PlanFile.contentID(of: group.plan.plan)) ?? ""
      for name in group.databases { ids[name] = id }
    }
    return JSONValue.object([
      "formatVersion": .int(Self.formatVersion),
      "environment": .string(report.environment),
      "shard": JSONValue(report.shard),
      "parallel": .int(report.parallel),
      "waves": .array(report.waves.map { .array($0.map { .string($0) }) }),
      "databases": .array(
        report.databases.map { database in
          .object(
            [
              "name": .string(database.name), "plan": JSONValue(ids[database.name]),
            ].merging(outcome(database.outcome)) { $1 }
          )
        }
      ),
      "plans": .array(report.plans.map { value(of: $0.plan) }),
      "ok": .bool(report.exitCode == 0),
    ]).text
  }

  /// One line when a database is done, for JSON Lines.
  public func line(of database: FleetReport.Database) -> String {
    let name: [String: JSONValue] = ["database": .string(database.name)]
    return JSONValue.object(name.merging(outcome(database.outcome)) { $1 }).line
  }

  private func outcome(_ outcome: FleetReport.Outcome) -> [String: JSONValue] {
    let status: [String: JSONValue] = ["status": .string(outcome.word)]
    switch outcome {
    case .unchanged, .notBegun: return status
    case .planned(let steps): return status.merging(["steps": .int(steps)]) { $1 }
    case .applied(let summary):
      let more: [String: JSONValue] = [
        "steps": .int(summary.steps), "milliseconds": .int(summary.milliseconds),
        "historyID": summary.historyID.map { .int($0) } ?? .null,
      ]
      return status.merging(more) { $1 }
    case .failed(let error): return status.merging(["error": value(of: error)]) { $1 }
    }
  }
}
