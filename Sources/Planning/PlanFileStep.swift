import ObjectModel
import PostgresVocabulary

/// A step in the form in which it is saved.
///
/// SQL is saved as whole statements: what could still be folded has been folded.
struct PlanStep: Codable {
  let object: PlanObject
  let action: Step.Action
  let sql: String?
  let secrets: [PlanSecret]?
  let call: Call?
  let reason: String
  let lock: LockMode?
  let isolation: Isolation
  let hazards: [PlanHazard]
  let preconditions: [PlanPrecondition]
  let requires: [PlanRight]

  struct Call: Codable {
    let system: String
    let summary: String
    let arguments: PlanValue
  }

  enum Isolation: String, Codable {
    case transaction
    case committedBeforeUse = "committed-before-use"
    case apart
    case alone
  }

  init(_ step: Step) {
    object = PlanObject(step.subject)
    action = step.action
    switch step.effect {
    case .statement(let statement):
      sql = statement.sql.text
      secrets = statement.secrets.isEmpty ? nil : statement.secrets.map(PlanSecret.init)
      call = nil
    case .external(let external):
      sql = nil
      secrets = nil
      call = Call(
        system: external.system,
        summary: external.summary,
        arguments: PlanValue(external.arguments)
      )
    }
    reason = step.reason
    lock = step.lock
    isolation =
      switch step.isolation {
      case .transaction: .transaction
      case .committedBeforeUse: .committedBeforeUse
      case .apart: .apart
      case .alone: .alone
      }
    hazards = step.hazards.map(PlanHazard.init)
    preconditions = step.preconditions.map(PlanPrecondition.init)
    requires = step.requires.map(PlanRight.init)
  }

  var step: Step {
    var step = Step(action, object.id, effect: effect, lock: lock, reason: reason)
    step.hazards = hazards.map(\.hazard)
    step.preconditions = preconditions.map(\.precondition)
    step.requires = requires.map(\.right)
    step.isolation =
      switch isolation {
      case .transaction: .transaction
      case .committedBeforeUse: .committedBeforeUse
      case .apart: .apart
      case .alone: .alone
      }
    return step
  }

  private var effect: Effect {
    if let call {
      return .external(
        ExternalCall(
          system: call.system,
          summary: call.summary,
          arguments: call.arguments.value
        )
      )
    }
    // A statement of a plan that this tool has made, or that a person answers for.
    var statement = Statement(SQL(unchecked: sql ?? ""))
    statement.secrets = (secrets ?? []).map(\.secret)
    return .statement(statement)
  }
}

/// A string constant of a statement, with references in the place of secrets.
struct PlanSecret: Codable {
  let text: String
  let form: SecretText.Form
  let receipt: String?

  init(_ secret: SecretText) {
    text = secret.text
    form = secret.form
    receipt = secret.receipt
  }

  var secret: SecretText {
    var secret = SecretText(text, form: form)
    secret.receipt = receipt
    return secret
  }
}

struct PlanHazard: Codable {
  let name: Hazard.Name
  let object: PlanObject
  let message: String
  let probe: String?

  init(_ hazard: Hazard) {
    name = hazard.name
    object = PlanObject(hazard.subject)
    message = hazard.message
    probe = hazard.probe?.text
  }

  var hazard: Hazard {
    // A query of a plan that this tool has made, or that a person answers for.
    Hazard(name, object.id, message, probe: probe.map { SQL(unchecked: $0) })
  }
}

struct PlanPrecondition: Codable {
  let query: String
  let message: String
  let hint: String
  /// False or absent.
  let isAboutRows: Bool?

  init(_ precondition: Precondition) {
    query = precondition.query.text
    message = precondition.message
    hint = precondition.hint
    isAboutRows = precondition.isAboutRows ? nil : false
  }

  var precondition: Precondition {
    // A query of a plan that this tool has made, or that a person answers for.
    let query = SQL(unchecked: query)
    return isAboutRows == false
      ? .fact(query, message: message, hint: hint)
      : Precondition(query, message: message, hint: hint)
  }
}

struct PlanRight: Codable {
  let check: String
  let lack: String
  let remedy: [String]

  init(_ right: RequiredRight) {
    check = right.check.text
    lack = right.lack
    remedy = right.remedy.map { [$0.by, $0.head.text, $0.tail.text] } ?? []
  }

  var right: RequiredRight {
    // Texts of a plan that this tool has made, or that a person answers for.
    RequiredRight(
      SQL(unchecked: check),
      lack: lack,
      remedy: remedy.count == 3
        ? .init(by: remedy[0], SQL(unchecked: remedy[1]), SQL(unchecked: remedy[2])) : nil
    )
  }
}
