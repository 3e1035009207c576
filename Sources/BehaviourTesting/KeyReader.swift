import Diagnostics
import PostgresVocabulary
import YAMLSource

/// Reads a mapping by known keys and reports the others.
struct KeyReader {
  private var reader: MappingReader
  private let owner: String
  private var known: [String] = []

  var node: Node { reader.node }

  /// Reads `node`; nothing, and an error, when it is no mapping.
  init?(_ node: Node, owner: String, _ diagnostics: inout DiagnosticCollector) {
    guard let reader = MappingReader(node) else {
      diagnostics.wrongType(owner, "a mapping", node)
      return nil
    }
    self.reader = reader
    self.owner = owner
  }

  /// Whether the mapping has a key.
  func has(_ key: String) -> Bool { reader.contains(key) }

  /// Takes what stands under a key; nothing for null.
  mutating func node(_ key: String) -> Node? {
    let node = nodeOrNull(key)
    return node?.isNull == true ? nil : node
  }

  /// Takes what stands under a key, null too.
  mutating func nodeOrNull(_ key: String) -> Node? {
    known.append(key)
    return reader.take(key)
  }

  /// Takes a text.
  mutating func text(_ key: String, _ diagnostics: inout DiagnosticCollector) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.stringValue else {
      diagnostics.wrongType("\"\(key)\"", "text", node)
      return nil
    }
    return text
  }

  /// Takes a text of SQL.
  mutating func sql(_ key: String, _ diagnostics: inout DiagnosticCollector) -> SQL? {
    // SQL that a manifest declares.
    text(key, &diagnostics).map { SQL(unchecked: $0) }
  }

  /// Takes a text that must be there.
  mutating func required(_ key: String, _ diagnostics: inout DiagnosticCollector) -> Node? {
    known.append(key)
    let node = reader.takeRequired(key, of: owner, diagnostics: &diagnostics)
    return node?.isNull == true ? nil : node
  }

  /// Reports the keys that nobody has asked for.
  func finish(_ diagnostics: inout DiagnosticCollector) {
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

extension DiagnosticCollector {
  /// Reports a node that is of another type than it must be.
  mutating func wrongType(_ what: String, _ type: String, _ node: Node) {
    error(
      "manifest.wrong-type",
      "\(what) must be \(type), not \(node.kindDescription)",
      at: node.range
    )
  }
}
