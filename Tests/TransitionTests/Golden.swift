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
  /// The name of the database, which is another one each time.
  let databaseName: String

  /// A text without the digest of the state, which another field of any kind changes, and without
  /// the server's minor version.
  private static func masked(_ text: String?) -> String? {
    guard let text, let start = text.range(of: " · PostgreSQL "),
      let end = text[start.upperBound...].firstIndex(of: "\n")
    else { return text }
    return text.replacingCharacters(in: start.lowerBound..<end, with: "")
  }

  /// Compares the plan with the recorded one, or records it, which fails.
  func check() throws {
    guard planned.plan.serverVersion.major == fixture.expected.server ?? Self.major else { return }
    let report = PlanReport(planned.plan, target: "fixture")
    let texts = [
      "plan.sql": SQLFormat().text(of: report), "plan.txt": TextFormat().text(of: report),
    ]
    for (file, original) in texts.sorted(by: { $0.key < $1.key }) {
      let text = original.replacing(databaseName, with: "the_database")
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        if Self.masked(fixture.text(file)) != Self.masked(text) {
          try fixture.write(text, to: file)
          Issue.record("\(file) was recorded")
        }
      } else {
        #expect(
          Self.masked(fixture.text(file)) == Self.masked(text),
          "\(file) differs; RECORD=1 records it"
        )
      }
    }
  }
}
