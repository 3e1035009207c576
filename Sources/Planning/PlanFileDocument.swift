import ObjectModel
import PostgresVocabulary

/// A plan in the form in which it is saved.
struct PlanDocument: Codable {
  var formatVersion = PlanFile.formatVersion
  var id = ""
  var tool: String
  let environment: String
  let serverVersion: Int
  let commit: String?
  let before: State
  let after: State
  /// The digests of what lay outside the database; left out when there was nothing.
  let outside: [String: String]?
  let stages: [Stage]
  let changes: [ObjectChange]
  let notManaged: [NotManaged]
  /// What is read beside the catalogs; left out when there is nothing.
  let contents: [Content]?

  /// An object that lies in rows, as it is declared.
  struct Content: Codable {
    let object: PlanObject
    let fields: PlanValue
  }

  /// A state by its digests.
  struct State: Codable {
    let summary: String
    let objects: [String: String]?
  }

  struct Stage: Codable {
    let transaction: Bool
    let reason: String
    let steps: [PlanStep]
  }

  struct ObjectChange: Codable {
    let object: PlanObject
    let action: Plan.ObjectChange.Action
    let reason: String
    let fields: [PlanField]
  }
}

// MARK: - Plan → document

extension PlanDocument {
  init(_ plan: Plan, toolVersion: String, listsObjects: Bool) {
    func state(_ fingerprint: Fingerprint) -> State {
      State(
        summary: fingerprint.summary,
        objects: listsObjects ? fingerprint.objects : nil
      )
    }
    tool = toolVersion
    environment = plan.environment
    serverVersion = plan.serverVersion.number
    commit = plan.commit
    before = state(plan.before)
    after = state(plan.after)
    let hasOutside = listsObjects && !plan.outside.objects.isEmpty
    outside = hasOutside ? plan.outside.objects : nil
    stages = plan.stages.map {
      Stage(transaction: $0.isTransaction, reason: $0.reason, steps: $0.steps.map(PlanStep.init))
    }
    changes = plan.changes.map {
      ObjectChange(
        object: PlanObject($0.id),
        action: $0.action,
        reason: $0.reason,
        fields: $0.fields.map(PlanField.init)
      )
    }
    notManaged = plan.notManaged
    contents =
      plan.contents.isEmpty
      ? nil
      : plan.contents.map {
        Content(object: PlanObject($0.id), fields: PlanValue(.map($0.fields)))
      }
  }
}

// MARK: - Document → plan

extension PlanDocument {
  /// The plan; nil when the digests of the objects were left out.
  var plan: Plan? {
    guard let before = before.objects, let after = after.objects else { return nil }
    let callsOthers = stages.contains { $0.steps.contains { $0.step.effect.isExternal } }
    if callsOthers, outside == nil { return nil }
    return plan(from: before, to: after)
  }

  /// The plan without the states that it leads from and to.
  var withoutStates: Plan { plan(from: [:], to: [:]) }

  private func plan(from before: [String: String], to after: [String: String]) -> Plan {
    Plan(
      environment: environment,
      serverVersion: ServerVersion(number: serverVersion),
      commit: commit,
      before: Fingerprint(objects: before),
      after: Fingerprint(objects: after),
      stages: stages.map {
        Plan.Stage(
          isTransaction: $0.transaction,
          reason: $0.reason,
          steps: $0.steps.map(\.step)
        )
      },
      changes: changes.map {
        Plan.ObjectChange(
          id: $0.object.id,
          action: $0.action,
          reason: $0.reason,
          fields: $0.fields.map(\.field)
        )
      },
      notManaged: notManaged,
      outside: Fingerprint(objects: outside ?? [:]),
      contents: (contents ?? []).map { content in
        guard case .map(let fields) = content.fields.value else {
          return Plan.Content(id: content.object.id, fields: [])
        }
        return Plan.Content(id: content.object.id, fields: fields)
      }
    )
  }
}

extension Effect {
  fileprivate var isExternal: Bool {
    if case .external = self { true } else { false }
  }
}
