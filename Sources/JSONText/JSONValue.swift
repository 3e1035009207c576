/// A JSON value that is written the same way in every run.
public indirect enum JSONValue: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Named values, in the order in which they are written.
  case object([Member])

  /// A named value of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// Names a value.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

// MARK: - Making values

extension JSONValue {
  /// Named values, written in the order of their names.
  public static func object(_ entries: [String: JSONValue]) -> JSONValue {
    .object(entries.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
  }

  /// Named values, written in their order; names without a value are left out.
  public static func ordered(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// A list of texts.
  public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  /// A text, or null for none.
  public init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  /// The object with further named values, all in the order of their names.
  public func adding(_ entries: [String: JSONValue]) -> JSONValue {
    guard case .object(let members) = self else { return .object(entries) }
    let own = members.map { ($0.key, $0.value) }
    return .object(entries.merging(own) { new, _ in new })
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  /// Text.
  public init(stringLiteral value: String) {
    self = .string(value)
  }
}
