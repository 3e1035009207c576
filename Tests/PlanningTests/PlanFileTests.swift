import ObjectModel
import Planning
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Saved plans") struct PlanFileTests {
  private let part = ObjectID.part("wheel", of: "car")

  private var plan: Plan {
    var first = Step(
      .create,
      .toy("car"),
      effect: .statement(Statement(head: "CREATE TOY car", clauses: ["a", "b"], tail: " AS x")),
      lock: .accessExclusive,
      reason: "because \"it\"\nis new"
    )
    first.hazards = [Hazard(.dataLoss, part, "gone", probe: "SELECT 1")]
    first.preconditions = [Precondition("SELECT 0", message: "no", hint: "Do.")]
    first.isolation = .committedBeforeUse
    let call = ExternalCall(
      system: "env_file",
      summary: "set A",
      arguments: .map([
        .init("z", .list([.bool(true), .integer(-3), .absent])),
        .init("a", .text("${env:SECRET}")),
      ])
    )
    let second = Step(.alter, part, effect: .external(call))
    let field = ChangedField(
      name: "shape",
      old: .absent,
      new: .text("round"),
      change: .replace("cannot be reshaped")
    )
    return .sample(
      [
        Plan.Stage(isTransaction: true, reason: "first", steps: [first]),
        Plan.Stage(isTransaction: false, reason: "", steps: [second]),
      ],
      changes: [Plan.ObjectChange(id: part, action: .replace, reason: "r", fields: [field])],
      notManaged: [NotManaged(what: "operator", count: 2)]
    )
  }

  @Test("a plan is read as it was written, and written the same again")
  func roundTrip() throws {
    let text = try PlanFile.text(of: plan, toolVersion: "1.2.3")
    let read = try PlanFile.plan(from: text)
    #expect(try PlanFile.text(of: read, toolVersion: "1.2.3") == text)
    #expect(read.environment == plan.environment)
    #expect(read.serverVersion == plan.serverVersion)
    #expect(read.commit == plan.commit)
    #expect(read.before == plan.before)
    #expect(read.after == plan.after)
    #expect(read.outside == plan.outside)
    #expect(read.changes == plan.changes)
    #expect(read.notManaged == plan.notManaged)
    #expect(read.stages[1] == plan.stages[1])
    let (old, new) = (plan.steps[0], read.steps[0])
    #expect(new.effect.summary == old.effect.summary)
    #expect(new.hazards == old.hazards)
    #expect(new.preconditions == old.preconditions)
    #expect(new.isolation == old.isolation)
    #expect(new.lock == old.lock)
    #expect(new.reason == old.reason)
    #expect(new.subject == old.subject)
  }

  @Test("the tool's version is no part of the content id")
  func contentID() throws {
    let id = try PlanFile.contentID(of: plan)
    #expect(try PlanFile.text(of: plan, toolVersion: "9").contains("\"id\" : \"\(id)\""))
  }

  @Test("a changed plan is refused")
  func damaged() throws {
    let text = try PlanFile.text(of: plan)
    #expect(throws: PlanFileError.damaged("its content does not match its id")) {
      try PlanFile.plan(from: text.replacing("CREATE TOY car", with: "DROP TABLE orders"))
    }
    #expect(throws: PlanFileError.damaged("it does not have the form of a plan")) {
      try PlanFile.plan(from: text.replacing("\"stages\"", with: "\"stagez\""))
    }
  }

  @Test("another format version is refused")
  func unknownVersion() throws {
    let text = try PlanFile.text(of: plan)
    #expect(throws: PlanFileError.unknownVersion(2)) {
      try PlanFile.plan(
        from: text.replacing("\"formatVersion\" : 1", with: "\"formatVersion\" : 2")
      )
    }
  }

  @Test("what is no plan is refused", arguments: ["", "{", "[]", "{\"a\": 1}", "plan"])
  func notAPlan(_ text: String) {
    #expect(throws: PlanFileError.notAPlan) { try PlanFile.plan(from: text) }
  }

  @Test("a plan without the digests of objects tells people all, but cannot be applied")
  func shortForm() throws {
    let text = try PlanFile.text(of: plan, listsObjects: false)
    #expect(throws: PlanFileError.damaged("it does not hold the state that it was made for")) {
      try PlanFile.plan(from: text)
    }
  }
}
