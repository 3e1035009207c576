import BehaviourTesting
import Diagnostics
import Foundation
import Testing

/// What editors are told of test manifests.
struct TestSchemaTests {
  @Test(arguments: ["actor", "fixture", "test", "case"])
  func keysAreThoseThatAreRead(_ part: String) throws {
    let schema = try JSONSerialization.jsonObject(with: Data(TestSchema.text.utf8))
    let parts = (schema as? [String: Any])?["$defs"] as? [String: Any]
    let properties = (parts?[part] as? [String: Any])?["properties"] as? [String: Any]
    // The hint to an unknown key lists those that are known.
    let text =
      part == "case"
      ? "test: T\ncases: [{call: f, expect: allowed, zzzzzzzzzzzz: 1}]"
      : "\(part): T\nzzzzzzzzzzzz: 1"
    let hint = read(text).diagnostics.first { $0.code == "manifest.unknown-key" }?.hint
    let known = (properties ?? [:]).keys.sorted().joined(separator: ", ")
    #expect(hint == "Known keys: \(known).")
  }
}
