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

  /// What is expected, as a message says it: "true or false", "a list of names".
  public var expectation: String {
    switch self {
    case .bool: "true or false"
    case .integer: "a whole number"
    case .text(let what): what
    case .oneOf(let words): "one of " + words.joined(separator: ", ")
    case .list: "a list"
    case .map, .object: "a mapping"
    case .any(let shapes): shapes.map(\.expectation).joined(separator: " or ")
    }
  }
}
