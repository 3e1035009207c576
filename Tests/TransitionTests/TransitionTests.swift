import ObjectKinds
import ObjectModel
import Testing

@Suite("Databases are brought to what manifests declare")
struct TransitionTests {
  @Test("as another script says", arguments: Fixture.chosen)
  func transition(_ fixture: Fixture) async throws {
    await Gate.shared.enter()
    if let reason = fixture.expected.knownIssue {
      await withKnownIssue("\(reason)") { try await Run(fixture)() }
    } else {
      do { try await Run(fixture)() } catch { Issue.record(error) }
    }
    await Gate.shared.leave()
  }

  @Test("every kind is made, altered and dropped", arguments: kinds)
  func fixtures(of kind: String) {
    let names = Fixture.all.filter { $0.kind == kind }.map(\.name)
    for action in ["create", "alter", "drop"] where !Self.impossible.contains("\(kind)/\(action)") {
      #expect(names.contains { $0.hasPrefix(action) }, "\(kind) has no fixture \(action)")
    }
  }

  private static let kinds: [String] = KindRegistry.standard.kinds.map { $0.kind.text }

  /// What has no attributes of its own.
  private static let impossible: Set = [
    "schema/alter", "publication_schema/alter", "type_definition/drop",
  ]
}
