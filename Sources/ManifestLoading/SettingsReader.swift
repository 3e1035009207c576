import Diagnostics
import ObjectModel
import YAMLSource

/// Reads a mapping of settings by known keys and reports the others.
struct SettingsReader {
  private var reader: MappingReader
  private let owner: String
  private var known: [String] = []

  /// Reads `node`; nothing, and an error, when it is no mapping.
  init?(_ node: Node, owner: String, diagnostics: inout DiagnosticCollector) {
    guard let reader = MappingReader(node) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\(owner) must be a mapping, not \(node.kindDescription)",
        at: node.range
      )
      return nil
    }
    self.reader = reader
    self.owner = owner
  }

  /// Takes what stands under a key; nothing for null.
  mutating func node(_ key: String) -> Node? {
    known.append(key)
    guard let node = reader.take(key), !node.isNull else { return nil }
    return node
  }

  /// Takes a value of a type.
  mutating func value<Value: FieldCodable>(
    _ key: String,
    as type: Value.Type = Value.self,
    diagnostics: inout DiagnosticCollector
  ) -> Value? {
    node(key).flatMap { Value(node: $0, field: key, diagnostics: &diagnostics) }
  }

  /// Takes a mapping.
  mutating func settings(
    _ key: String,
    diagnostics: inout DiagnosticCollector
  ) -> SettingsReader? {
    node(key).flatMap { SettingsReader($0, owner: "\"\(key)\"", diagnostics: &diagnostics) }
  }

  /// Reports the keys that nobody has asked for.
  func finish(diagnostics: inout DiagnosticCollector) {
    for pair in reader.remainingPairs {
      let near = closestMatch(to: pair.name, among: known)
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \(owner)",
        at: pair.key.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Known keys: \(known.sorted().joined(separator: ", "))."
      )
    }
  }
}
