import ObjectModel
import Planning
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Hazard policy") struct HazardPolicyTests {
  private let column = ObjectID(
    KindName("column"),
    ["note"],
    in: ObjectID(KindName("table"), ["public", "orders"])
  )

  private var plan: Plan {
    let step = Step(
      .drop,
      column,
      "ALTER TABLE public.orders DROP COLUMN note",
      hazards: [
        Hazard(.dataLoss, column, "values are gone"), Hazard(.longLock, column, "waits"),
      ]
    )
    return .sample([Plan.Stage(isTransaction: true, reason: "", steps: [step])])
  }

  @Test(
    "a hazard is allowed by name, by object, by pattern or with all",
    arguments: [
      "data-loss", "all", "data-loss:public.orders.note", "data-loss:column public.orders.note",
      "data-loss:public.*", "data-loss:*", "all:public.orders.*", "data-loss:*.note",
    ]
  )
  func allows(_ text: String) throws {
    #expect(try HazardPolicy(allowed: [text]).refusals(in: plan).isEmpty)
  }

  @Test(
    "another name or object allows nothing",
    arguments: [
      "row-security-off", "data-loss:public.orders", "data-loss:public.orders.not",
      "data-loss:app.*", "data-loss:*.notes", "long-lock",
    ]
  )
  func refuses(_ text: String) throws {
    let refused = try HazardPolicy(allowed: [text]).refusals(in: plan)
    #expect(refused.map(\.name) == [.dataLoss])
  }

  @Test("only hazards that need consent are refused")
  func consent() {
    #expect(HazardPolicy().refusals(in: plan).map(\.name) == [.dataLoss])
  }

  @Test("a misspelt hazard is an error with a suggestion")
  func misspelt() {
    let error = #expect(throws: InvalidHazard.self) {
      try HazardPolicy(allowed: ["data-los:public.orders"])
    }
    #expect(error?.suggestion == "data-loss")
    #expect(error?.hint == "Did you mean \"data-loss\"?")
    #expect(throws: InvalidHazard.self) { try HazardPolicy(allowed: ["data-loss:"]) }
  }
}
