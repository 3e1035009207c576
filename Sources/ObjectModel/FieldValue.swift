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
    @inlinable
    public init(_ key: String, _ value: FieldValue) {
      self.key = key
      self.value = value
    }
  }
}

extension FieldValue {
  /// Compares texts by their bytes, as PostgreSQL does.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.absent, .absent): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left.isIdentical(to: right)
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    default: false
    }
  }
}

extension FieldValue {
  /// Whether texts that Swift takes as equal are not the same bytes.
  @usableFromInline
  func differsInBytes(from other: Self) -> Bool {
    switch (self, other) {
    case (.text(let left), .text(let right)):
      left == right && !left.utf8.elementsEqual(right.utf8)
    case (.list(let left), .list(let right)):
      zip(left, right).contains { $0.differsInBytes(from: $1) }
    case (.map(let left), .map(let right)):
      zip(left, right).contains { left, right in
        left.key == right.key && !left.key.utf8.elementsEqual(right.key.utf8)
          || left.value.differsInBytes(from: right.value)
      }
    default: false
    }
  }
}

extension FieldValue.Entry {
  /// Compares names by their bytes.
  public static func == (left: Self, right: Self) -> Bool {
    left.key.isIdentical(to: right.key) && left.value == right.value
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
