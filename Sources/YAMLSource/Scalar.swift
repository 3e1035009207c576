/// A scalar as it was written, and what YAML's core schema takes it for.
public struct Scalar: Sendable {
  /// How a scalar is written.
  public enum Style: Hashable, Sendable {
    /// Without quotes.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes.
    case doubleQuoted
    /// A block after `|`, which keeps line breaks.
    case literal
    /// A block after `>`, which joins lines.
    case folded
  }

  /// A type that is written out, such as `!!str`.
  public enum Tag: Hashable, Sendable {
    /// No type is written.
    case none
    /// `!!str` or `!`.
    case string
    /// `!!bool`.
    case boolean
    /// `!!int`.
    case integer
    /// `!!float`.
    case decimal
    /// `!!null`.
    case null
  }

  /// What a scalar stands for.
  public enum Value: Hashable, Sendable {
    /// Nothing.
    case null
    /// A truth value.
    case boolean(Bool)
    /// An integer.
    case integer(Int64)
    /// Any other number, as it was written.
    case decimal(String)
    /// Text.
    case string(String)
  }

  /// The text, without quotes, escapes resolved.
  public var text: String
  /// How the scalar was written or is to be written.
  public var style: Style
  /// The type that was written out.
  public var tag: Tag
  /// How many spaces a block of text is indented by in its file; 0 when it is not known.
  public var blockIndentation = 0

  /// Creates a scalar that stands for what its text, style and tag say.
  public init(text: String, style: Style, tag: Tag = .none) {
    self.text = text
    self.style = style
    self.tag = tag
  }

  /// Creates a scalar that stands for text, whatever it looks like.
  public init(string text: String, style: Style? = nil) {
    self.init(text: text, style: style ?? .plain)
    if self.style == .plain, value != .string(text) { self.style = .doubleQuoted }
  }
}

extension Scalar: Hashable {
  /// Compares what two scalars stand for, not how they are written.
  public static func == (lhs: Scalar, rhs: Scalar) -> Bool { lhs.value == rhs.value }

  /// Hashes what the scalar stands for.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

// MARK: - The core schema

extension Scalar {
  /// What the scalar stands for: the core schema of YAML 1.2, in lower case only.
  public var value: Value {
    switch tag {
    case .string: return .string(text)
    case .none where style != .plain: return .string(text)
    case .none, .boolean, .integer, .decimal, .null: break
    }
    switch text {
    case "", "~", "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: break
    }
    guard let first = text.utf8.first, ScalarText.canStartNumber(first) else {
      return .string(text)
    }
    if let integer = ScalarText.integer(text) {
      return tag == .decimal ? .decimal(text) : .integer(integer)
    }
    return ScalarText.isDecimal(text) ? .decimal(text) : .string(text)
  }

  /// Whether the scalar is a plain `null`, `~` or nothing at all.
  public var isNull: Bool { value == .null }

  /// The truth value of a plain `true` or `false`.
  public var boolValue: Bool? {
    if case .boolean(let value) = value { value } else { nil }
  }

  /// The value of a plain integer.
  public var integerValue: Int64? {
    if case .integer(let value) = value { value } else { nil }
  }

  /// The text as it was written, numbers and booleans too; nothing for a null.
  public var stringValue: String? { isNull ? nil : text }

  /// What somebody probably meant by a text such as `yes`, `off` or `"true"`, which is no boolean.
  public var booleanLookalike: Bool? {
    guard case .string(let text) = value, text.utf8.count <= 5 else { return nil }
    return switch text.lowercased() {
    case "true", "yes", "on", "y": true
    case "false", "no", "off", "n": false
    default: nil
    }
  }

  /// Whether the text is one that its tag allows.
  var fitsTag: Bool {
    switch (tag, value) {
    case (.none, _), (.string, _), (.boolean, .boolean), (.integer, .integer), (.null, .null),
      (.decimal, .decimal):
      true
    case (.boolean, _), (.integer, _), (.null, _), (.decimal, _): false
    }
  }
}
