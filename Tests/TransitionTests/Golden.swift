import Foundation
import Planning
import PostgresVocabulary
import Reconciliation
import Reporting
import Testing

/// The plan as people read it, kept beside the fixture for reviewers.
struct Golden {
  /// The server by which plans are recorded; others spell expressions differently.
  private static let major = 15

  let fixture: Fixture
  let planned: PlannedChange

  /// Compares the plan with the recorded one, or records it, which fails.
  func check() throws {
    guard planned.plan.serverVersion.major == Self.major else { return }
    let report = PlanReport(planned.plan, target: "fixture")
    let texts = [
      "plan.sql": SQLFormat().text(of: report), "plan.txt": TextFormat().text(of: report),
    ]
    for (file, text) in texts.sorted(by: { $0.key < $1.key }) {
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        if fixture.text(file) != text {
          try fixture.write(text, to: file)
          Issue.record("\(file) was recorded")
        }
      } else {
        #expect(fixture.text(file) == text, "\(file) differs; RECORD=1 records it")
      }
    }
  }
}
