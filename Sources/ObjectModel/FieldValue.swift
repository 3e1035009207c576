/// The value of one field in a form that every kind shares: for plans, fingerprints and reports.
public enum FieldValue: Hashable, Sendable {
  /// Nothing is said.
  case absent
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Text of any sort: a name, an expression, a body.
  case text(String)
  /// Values in an order that matters.
  case list([FieldValue])
  /// Named values, in the order in which they are shown.
  case map([Entry])

  /// One named value of a map.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public let value: FieldValue

    /// Pairs a name with its value.
    public init(_ key: String, _ value: FieldValue) {
      self.key = key
      self.value = value
    }
  }
}

extension FieldValue: CustomStringConvertible {
  /// The value on one line, as reports show it.
  public var description: String {
    switch self {
    case .absent: "none"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .text(let value): value
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
