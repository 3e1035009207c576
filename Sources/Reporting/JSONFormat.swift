import Diagnostics
import JSONText
import ObjectModel
import Planning
import PostgresVocabulary

/// Reports for programs; keys are only ever added within a format version.
public struct JSONFormat: ReportFormat {
  /// The version of the form that reports have.
  public static let formatVersion = 1

  /// Makes the format.
  public init() {}

  /// The plan without the digests of single objects, which only the saved plan has.
  public func text(of report: PlanReport) -> String { value(of: report).text }

  func value(of report: PlanReport) -> JSONValue {
    let plan = report.plan
    let counts = ActionCounts(plan.changes.map(\.action))
    let id = (try? PlanFile.contentID(of: plan)) ?? ""
    return .object([
      "formatVersion": .int(Self.formatVersion),
      "tool": .string(report.toolVersion),
      "id": .string(id),
      "environment": .string(plan.environment),
      "serverVersion": .string(plan.serverVersion.description),
      "commit": JSONValue(plan.commit),
      "fingerprint": .object([
        "before": .string(plan.before.summary), "after": .string(plan.after.summary),
      ]),
      "inSync": .bool(plan.isEmpty),
      "summary": .object([
        "create": .int(counts.count(.create)), "alter": .int(counts.count(.alter)),
        "replace": .int(counts.count(.replace)), "rename": .int(counts.count(.rename)),
        "drop": .int(counts.count(.drop)), "steps": .int(plan.steps.count),
      ]),
      "changes": .array(plan.changes.map { Self.change($0, place: report.places[$0.id]) }),
      "stages": .array(plan.stages.map { stage($0, report) }),
      "refused": .array(report.policy.refusals(in: plan).uniqued().map { hazard($0, report) }),
      "obstacles": .array(report.obstacles.map(obstacle)),
      "notLookedAt": Self.notLookedAt(plan.notManaged),
      "nextCommand": plan.isEmpty ? .null : .string(report.nextCommand),
    ])
  }

  // MARK: Parts

  static func change(_ change: Plan.ObjectChange, place: SourceRange? = nil) -> JSONValue {
    .object([
      "object": object(change.id),
      "action": .string(change.action.rawValue),
      "reason": .string(change.reason),
      "place": JSONValue(place?.description),
      "fields": .array(
        change.fields.map {
          .object(["name": .string($0.name), "old": value($0.old), "new": value($0.new)])
        }
      ),
    ])
  }

  static func object(_ id: ObjectID) -> JSONValue {
    .object(["kind": .string(id.kind.text), "name": .string(id.label)])
  }

  static func notLookedAt(_ what: [NotManaged]) -> JSONValue {
    .array(what.map { .object(["what": .string($0.what), "count": .int($0.count)]) })
  }

  private static func value(_ value: FieldValue) -> JSONValue {
    switch value {
    case .absent: .null
    case .bool(let value): .bool(value)
    case .integer(let value): .int(value)
    case .text(let text): .string(text)
    case .list(let values): .array(values.map(Self.value))
    case .map(let entries):
      .object(
        Dictionary(
          entries.map { ($0.key, Self.value($0.value)) },
          uniquingKeysWith: { $1 }
        )
      )
    }
  }

  func stage(_ stage: Plan.Stage, _ report: PlanReport) -> JSONValue {
    .object([
      "transaction": .bool(stage.isTransaction),
      "reason": .string(stage.reason),
      "steps": .array(stage.steps.map { step($0, report) }),
    ])
  }

  private func step(_ step: Step, _ report: PlanReport) -> JSONValue {
    .object([
      "object": Self.object(step.subject),
      "action": .string(step.action.rawValue),
      step.effect.isStatement ? "sql" : "external": .string(step.effect.summary),
      "reason": .string(step.reason),
      "lock": JSONValue(step.lock?.rawValue),
      "hazards": .array(step.hazards.map { hazard($0, report) }),
    ])
  }

  private func hazard(_ hazard: Hazard, _ report: PlanReport) -> JSONValue {
    .object([
      "name": .string(hazard.name.rawValue),
      "object": Self.object(hazard.subject),
      "message": .string(hazard.message),
      "rows": report.rowsAtStake[hazard].map { .int($0) } ?? .null,
      "needsConsent": .bool(hazard.name.needsConsent),
      "allow": .string(hazard.allowance),
    ])
  }

  private func obstacle(_ obstacle: PlanReport.Obstacle) -> JSONValue {
    .object([
      "object": Self.object(obstacle.subject),
      "message": .string(obstacle.precondition.message),
      "hint": .string(obstacle.precondition.hint),
      "rows": obstacle.precondition.isAboutRows ? .int(obstacle.rows) : .null,
    ])
  }
}
