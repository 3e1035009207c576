public import Diagnostics
public import YAMLSource

/// What values a field takes, for messages and for the JSON Schema of manifests.
public indirect enum ValueShape: Hashable, Sendable {
  /// True or false.
  case bool
  /// A whole number.
  case integer
  /// Text; the word says what of: "a name", "an expression".
  case text(String)
  /// One of a few words.
  case oneOf([String])
  /// A list of such values.
  case list(ValueShape)
  /// Named values of one shape.
  case map(ValueShape)
  /// A mapping with known keys.
  case object([Member])
  /// Any of several shapes.
  case any([ValueShape])

  /// One key of a mapping with known keys.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// What it says, for people.
    public let summary: String
    /// The values it takes.
    public let shape: ValueShape
    /// Whether it must be there.
    public let isRequired: Bool

    /// Describes one key.
    public init(_ key: String, _ shape: ValueShape, summary: String, isRequired: Bool = false) {
      self.key = key
      self.summary = summary
      self.shape = shape
      self.isRequired = isRequired
    }
  }

  /// Any value whatever.
  public static let anything = ValueShape.any([])

  /// What is expected, as a message says it: "true or false", "a list of names".
  public var expectation: String {
    switch self {
    case .bool: "true or false"
    case .integer: "a whole number"
    case .text(let what): what
    case .oneOf(let words) where words.count < 3:
      words.map { "\"\($0)\"" }.joined(separator: " or ")
    case .oneOf(let words): "one of " + words.joined(separator: ", ")
    case .list: "a list"
    case .map, .object: "a mapping"
    case .any(let shapes) where shapes.isEmpty: "any value"
    case .any(let shapes): shapes.map(\.expectation).joined(separator: " or ")
    }
  }

  /// Whether some of the values are words of a given set.
  private var hasWords: Bool {
    switch self {
    case .oneOf: true
    case .any(let shapes): shapes.contains(where: \.hasWords)
    case .bool, .integer, .text, .list, .map, .object: false
    }
  }

  /// What is wrong with a node that does not hold such a value.
  ///
  /// Where words are expected, another one is named: it is no secret, and may be a slip.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - field: the key that it stands under.
  ///   - hint: what to write instead.
  /// - Returns: the mistake.
  public func mismatch(_ node: Node, field: String, hint: String? = nil) -> Diagnostic {
    let found = node.stringValue.flatMap { text in
      hasWords && !node.isNull && text.count < 40 ? "\"\(text)\"" : nil
    }
    return Diagnostic(
      .error,
      code: "manifest.wrong-type",
      "\"\(field)\" must be \(expectation), not \(found ?? node.kindDescription)",
      at: node.range,
      hint: hint
    )
  }
}
