public import ObjectModel

/// The value of a setting: what a manifest declares, or what a live place says.
public enum AuthValue: Hashable, Sendable {
  /// Nothing is set.
  case unset
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Text, a word, a duration, a time, or a number with a fraction, as it was written.
  case text(String)
  /// A list.
  case list([String])
  /// Named values.
  case map([String: String])
  /// The secret that a reference leads to.
  case secret(SecretReference)
  /// A secret that is not the declared one. What it is, is never kept.
  case anotherSecret
}

extension AuthValue {
  /// The value in the form that every kind shares.
  ///
  /// A secret appears as its reference only.
  public var fieldValue: FieldValue {
    switch self {
    case .unset: .absent
    case .bool(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .text(let text): .text(text)
    case .list(let items): .list(items.map { .text($0) })
    case .map(let entries):
      .map(entries.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
    case .secret(let reference): .text(reference.text)
    case .anotherSecret: .text("another secret")
    }
  }

  /// The truth value, if it is one.
  var isTrue: Bool { self == .bool(true) }

  /// The text, if it is one.
  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The reference to a secret, if it is one.
  var reference: SecretReference? {
    if case .secret(let reference) = self { reference } else { nil }
  }

  /// Whether it says that there is nothing.
  var isEmpty: Bool {
    switch self {
    case .unset, .text(""), .list([]), .map([:]): true
    case .bool, .integer, .text, .list, .map, .secret, .anotherSecret: false
    }
  }
}
