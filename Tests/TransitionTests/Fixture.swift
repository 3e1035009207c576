import Diagnostics
import Foundation
import ManifestLoading
import Testing
import YAMLSource

/// A folder that describes one change of a database: what is there, what is declared, and what an
/// independent script makes of the same wish.
struct Fixture: Sendable, CustomTestStringConvertible {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures"
  )

  /// The kind that it is about.
  let kind: String
  let name: String
  let expected: Expectation

  var testDescription: String { "\(kind)/\(name)" }

  /// All of them, in order.
  static let all: [Fixture] = names(in: root).flatMap { kind in
    names(in: root.appending(path: kind)).map { Fixture(kind: kind, name: $0) }
  }

  /// Those to be tried: all, or those whose name holds one of the words in `FIXTURES`.
  static let chosen: [Fixture] = {
    guard let words = ProcessInfo.processInfo.environment["FIXTURES"] else { return all }
    return all.filter { fixture in
      words.split(separator: ",").contains { fixture.testDescription.contains($0) }
    }
  }()

  private init(kind: String, name: String) {
    self.kind = kind
    self.name = name
    let text = try? String(contentsOf: Self.file(kind, name, "expect.yaml"), encoding: .utf8)
    expected = Expectation(text ?? "")
  }

  /// The text of one of its files; nil when there is none.
  func text(_ file: String) -> String? {
    try? String(contentsOf: Self.file(kind, name, file), encoding: .utf8)
  }

  /// Writes one of its files.
  func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: Self.file(kind, name, file))
  }

  private static func file(_ kind: String, _ name: String, _ file: String) -> URL {
    root.appending(path: kind).appending(path: name).appending(path: file)
  }

  private static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}

/// What `expect.yaml` says of a plan.
struct Expectation: Sendable {
  /// The names of all its hazards.
  var hazards: Set<String> = []
  /// The kinds of which nothing may happen, by the action's name.
  var forbidden: [String: [String]] = [:]
  /// Whether locks are to be held shortly.
  var isOnline = false
  /// How many stages it has.
  var stages: Int?
  /// The code with which it is refused.
  var refusal: String?
  /// Parts of what the rows that stand in the way are told with.
  var obstacles: [String] = []
  /// What is not right yet.
  var knownIssue: String?
  /// The least major version of a server that can run it, where that is not the usual one.
  var server: Int?
  /// The last major version that does it so, where later ones do it otherwise.
  var lastServer: Int?
  /// Whether it changes what a whole server shares.
  var ownServer = false
  /// Whether its server has a provider of security labels.
  var hasLabels = false
  /// Whether tables may have their columns in another order than the script gives them.
  var anyColumnOrder = false
  /// Texts in rows that are called otherwise afterwards, such as values of an enum.
  var renamedValues: [String: String] = [:]
  /// What is wrong with the file itself.
  var mistakes: [String] = []

  init(_ text: String) {
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: text, file: "expect.yaml", diagnostics: &diagnostics)
    mistakes = diagnostics.diagnostics.map(\.message)
    for pair in documents.first?.pairs ?? [] { take(pair.name, pair.value) }
  }

  private mutating func take(_ key: String, _ value: Node) {
    switch key {
    case "hazards": hazards = Set(value.texts)
    case "forbid":
      for pair in value.pairs ?? [] { forbidden[pair.name] = pair.value.texts }
    case "renamed_values":
      for pair in value.pairs ?? [] { renamedValues[pair.name] = pair.value.stringValue }
    case "stages": stages = value.integerValue.map(Int.init)
    case "online": isOnline = value.boolValue ?? false
    case "refused": refusal = value.stringValue
    case "obstacles": obstacles = value.texts
    case "known_issue": knownIssue = value.stringValue
    case "server": server = value.integerValue.map(Int.init)
    case "last_server": lastServer = value.integerValue.map(Int.init)
    case "own_server": ownServer = value.boolValue ?? false
    case "labels": hasLabels = value.boolValue ?? false
    case "any_column_order": anyColumnOrder = value.boolValue ?? false
    default: mistakes.append("unknown key \"\(key)\"")
    }
  }
}

extension Node {
  /// The texts of a list.
  fileprivate var texts: [String] { (items ?? []).compactMap(\.stringValue) }
}
