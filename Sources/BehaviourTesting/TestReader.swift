public import Diagnostics
import PostgresVocabulary
public import YAMLSource

/// Reads test manifests: documents that begin with `actor`, `fixture` or `test`.
public struct TestReader {
  /// The folder of a project that holds its tests.
  public static let folder = "tests"

  /// The mistakes that were found.
  public internal(set) var diagnostics = DiagnosticCollector()
  var actors: [String: TestActor] = Self.everybody
  var fixtures: [String: Node] = [:]

  /// Those who need no declaration.
  private static let everybody = [
    "anonymous": TestActor(
      name: "anonymous",
      role: "anon",
      claims: #"{"role": "anon"}"#,
      settings: []
    )
  ]

  /// Makes a reader.
  public init() {}

  /// Reads documents.
  ///
  /// - Parameter documents: the documents of all files, in order.
  /// - Returns: what they hold; incomplete when `diagnostics` has errors.
  public mutating func suite(_ documents: [Node]) -> TestSuite {
    var places: [String: SourceRange?] = [:]
    var tests: [Node] = []
    for document in documents {
      guard let kind = document.pairs?.first?.name else {
        diagnostics.wrongType("a test document", "a mapping", document)
        continue
      }
      guard ["actor", "fixture", "test"].contains(kind) else {
        reportUnknownKind(document)
        continue
      }
      guard let name = document[kind]?.stringValue else {
        diagnostics.wrongType("\"\(kind)\"", "a name", document[kind] ?? document)
        continue
      }
      if let first = places["\(kind) \(name)"] {
        diagnostics.error(
          "manifest.duplicate-object",
          "\(kind) \"\(name)\" is declared twice",
          at: document[kind]?.range,
          notes: [.init("first declared here", at: first)]
        )
        continue
      }
      places["\(kind) \(name)"] = document[kind]?.range
      switch kind {
      case "actor": actors[name] = actor(document, name: name)
      case "fixture": fixtures[name] = document
      default: tests.append(document)
      }
    }
    for name in fixtures.keys.sorted() { checkFixture(name) }
    var suite = TestSuite()
    suite.tests = tests.compactMap { test($0) }
    return suite
  }

  private mutating func reportUnknownKind(_ document: Node) {
    let pair = document.pairs?.first
    let kinds = ["actor", "fixture", "test"]
    let near = closestMatch(to: pair?.name ?? "", among: kinds)
    diagnostics.error(
      "manifest.unknown-kind",
      "unknown kind \"\(pair?.name ?? "")\" of test document",
      at: pair?.key.range,
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "The first key says what a document is: actor, fixture or test."
    )
  }

  // MARK: Actors

  /// Reads who acts: the name of an actor, or a role with its claims.
  mutating func actor(reference node: Node) -> TestActor? {
    guard let name = node.stringValue else { return actor(node, name: nil) }
    if let actor = actors[name] { return actor }
    let near = closestMatch(to: name, among: actors.keys.sorted())
    diagnostics.error(
      "test.unknown-actor",
      "there is no actor \"\(name)\"",
      at: node.range,
      hint: near.map { "Did you mean \"\($0)\"?" }
        ?? "Declare one with \"actor: \(name)\", or say {role: \(name)}."
    )
    return nil
  }

  private mutating func actor(_ node: Node, name: String?) -> TestActor? {
    let owner = name.map { "actor \"\($0)\"" } ?? "\"as\""
    guard var reader = KeyReader(node, owner: owner, &diagnostics) else { return nil }
    if name != nil { _ = reader.node("actor") }
    let role = reader.required("role", &diagnostics)?.stringValue
    let claims = reader.node("claims")
    let settings = self.settings(&reader)
    reader.finish(&diagnostics)
    if let claims, claims.pairs == nil {
      diagnostics.wrongType("\"claims\"", "a mapping", claims)
    }
    guard let role else { return nil }
    return TestActor(
      name: name ?? role,
      role: role,
      claims: claims.map { JSONText.of(Self.withRole(role, $0)) },
      settings: settings
    )
  }

  /// The claims with the role among them, which every token has.
  private static func withRole(_ role: String, _ claims: Node) -> Node {
    guard claims["role"] == nil else { return claims }
    let pairs = (claims.pairs ?? []).map { ($0.name, $0.value) }
    return .mapping(pairs + [("role", .string(role))])
  }

  mutating func settings(_ reader: inout KeyReader) -> [SessionSetting] {
    guard let node = reader.node("settings") else { return [] }
    guard let pairs = node.pairs else {
      diagnostics.wrongType("\"settings\"", "a mapping", node)
      return []
    }
    return pairs.map { pair in
      SessionSetting(
        name: pair.name,
        value: pair.value.scalar?.text ?? JSONText.of(pair.value)
      )
    }
  }
}
