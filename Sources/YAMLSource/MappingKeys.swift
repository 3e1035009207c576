internal import Diagnostics

/// Gathers the pairs of a mapping and refuses those whose key cannot be one.
struct MappingKeys {
  private(set) var pairs: [Node.Pair] = []
  /// Where each name is, once there are too many to look through them one by one.
  private var indexes: [[UInt8]: Int] = [:]
  private static let searchLimit = 12

  /// Adds a pair.
  ///
  /// - Returns: What is wrong with the key; then the pair has not been added.
  mutating func append(_ pair: Node.Pair) -> Diagnostic? {
    guard let key = pair.key.scalar else {
      return Diagnostic(
        .error,
        code: "yaml.invalid-key",
        "\(pair.key.kindDescription) cannot be a key",
        at: pair.key.range,
        hint: "If this is meant to be text, put it in quotes."
      )
    }
    if key.style == .plain && key.text.isEmpty {
      return Diagnostic(.error, code: "yaml.invalid-key", "missing key", at: pair.key.range)
    }
    if key.style == .plain && key.text == "<<" {
      return Diagnostic(
        .error,
        code: "yaml.merge-key",
        "merge key \"<<\" is not supported",
        at: pair.key.range,
        hint: "Write the keys out."
      )
    }
    if let first = firstIndex(of: key.text) {
      return Diagnostic(
        .error,
        code: "yaml.duplicate-key",
        "duplicate key \"\(key.text)\"",
        at: pair.key.range,
        notes: [.init("first used here", at: pairs[first].key.range)]
      )
    }
    if pairs.count >= Self.searchLimit { indexes[Array(key.text.utf8)] = pairs.count }
    pairs.append(pair)
    return nil
  }

  /// Where a name is, by its bytes: PostgreSQL tells names apart that Swift takes as equal.
  private mutating func firstIndex(of name: String) -> Int? {
    guard pairs.count >= Self.searchLimit else {
      return pairs.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
    if indexes.isEmpty {
      for (index, pair) in pairs.enumerated() { indexes[Array(pair.name.utf8)] = index }
    }
    return indexes[Array(name.utf8)]
  }
}
