public import Diagnostics

/// Reads a mapping key by key and remembers which keys have been read.
///
/// What is left in `remainingPairs` is unknown to the reader's owner, who reports it.
public struct MappingReader: Sendable {
  /// The mapping.
  public let node: Node
  private let pairs: [Node.Pair]
  private var isTaken: [Bool]

  /// Creates a reader for a mapping; nothing if the node is something else.
  public init?(_ node: Node) {
    guard let pairs = node.pairs else { return nil }
    self.node = node
    self.pairs = pairs
    isTaken = Array(repeating: false, count: pairs.count)
  }

  /// The names of all keys, in the order of the file.
  public var keyNames: [String] { pairs.map(\.name) }

  /// The keys and values that have not been taken, in the order of the file.
  public var remainingPairs: [Node.Pair] {
    isTaken.contains(false) ? pairs.indices.filter { !isTaken[$0] }.map { pairs[$0] } : []
  }

  /// Whether the mapping has the key, taken or not.
  public func contains(_ key: String) -> Bool { pairs.contains { $0.name == key } }

  /// Takes the value of a key.
  ///
  /// Complexity: O(n).
  ///
  /// - Returns: The value; nothing when the mapping has no such key.
  public mutating func take(_ key: String) -> Node? { takePair(key)?.value }

  /// Takes a key with its value.
  ///
  /// Complexity: O(n).
  ///
  /// - Returns: The pair; nothing when the mapping has no such key.
  public mutating func takePair(_ key: String) -> Node.Pair? {
    guard let index = pairs.firstIndex(where: { $0.name == key }) else { return nil }
    isTaken[index] = true
    return pairs[index]
  }

  /// Takes the value of a key, and reports an error when the mapping has no such key.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - owner: What the mapping describes, for the message: `table "orders"`.
  ///   - diagnostics: Gets the error `manifest.missing-key`, at the start of the mapping.
  /// - Returns: The value; nothing when the mapping has no such key.
  public mutating func takeRequired(
    _ key: String,
    of owner: String? = nil,
    diagnostics: inout DiagnosticCollector
  ) -> Node? {
    if let value = take(key) { return value }
    let place = pairs.first?.key.range ?? node.range
    diagnostics.error(
      "manifest.missing-key",
      "missing key \"\(key)\"" + (owner.map { " in \($0)" } ?? ""),
      at: place
    )
    return nil
  }
}
