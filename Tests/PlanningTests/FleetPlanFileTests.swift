import Planning
import Testing

@Suite("Saved plans of fleets") struct FleetPlanFileTests {
  private let plans: [String: Plan] = [
    "a": .sample([]), "b": .sample([]),
    "c": .sample([Plan.Stage(isTransaction: true, reason: "", steps: [])]),
  ]

  @Test func isReadAsItWasWritten() throws {
    let text = try FleetPlanFile(environment: "shops", plans: plans).text(toolVersion: "1")
    let read = try FleetPlanFile(text: text)
    #expect(read.environment == "shops")
    #expect(read.plans.keys.sorted() == ["a", "b", "c"])
    #expect(read.plans["a"]?.before == plans["a"]?.before)
    #expect(read.plans["c"]?.stages.count == 1)
    #expect(try read.text(toolVersion: "1") == text)
    // What is the same stands once.
    #expect(text.components(of: "\"serverVersion\"") == 2)
    #expect(FleetPlanFile.isFleetPlan(text))
    #expect(try !FleetPlanFile.isFleetPlan(PlanFile.text(of: .sample([]))))
  }

  @Test func refusesWhatWasChanged() throws {
    let text = try FleetPlanFile(environment: "shops", plans: plans).text(toolVersion: "1")
    #expect(throws: PlanFileError.notAPlan) { try FleetPlanFile(text: "{}") }
    #expect(throws: PlanFileError.self) {
      try FleetPlanFile(text: text.replacing("0123abc", with: "0123abd"))
    }
    #expect(throws: PlanFileError.unknownVersion(7)) {
      try FleetPlanFile(text: #"{"formatVersion": 7, "fleet": "x"}"#)
    }
  }
}

extension String {
  fileprivate func components(of text: String) -> Int {
    ranges(of: text).count
  }
}
