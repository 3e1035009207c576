public import Diagnostics
public import PostgresVocabulary
public import YAMLSource

/// A type that a field of a manifest can have.
public protocol FieldCodable: Equatable, Sendable {
  /// The values the type takes, for messages and the JSON Schema.
  static var shape: ValueShape { get }

  /// Reads a value, or reports what is wrong with it and gives none.
  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector)

  /// The value in the form that every kind shares.
  var fieldValue: FieldValue { get }
  /// What of the value goes into fingerprints: nothing that depends on a secret.
  var comparedValue: FieldValue { get }
  /// What stands for a value of which `comparedValue` keeps nothing; nil for all other types.
  static var unrecorded: Self? { get }
  /// Tells whether two values are the same to the byte: Swift takes texts as equal that PostgreSQL
  /// does not.
  func isIdentical(to other: Self) -> Bool
}

extension FieldCodable {
  /// The whole value.
  @inlinable public var comparedValue: FieldValue { fieldValue }

  /// Nothing: the value is kept.
  @inlinable public static var unrecorded: Self? { nil }

  /// Compares the values, and then their texts by bytes.
  @inlinable public func isIdentical(to other: Self) -> Bool {
    self == other && !fieldValue.differsInBytes(from: other.fieldValue)
  }

  /// Reports that a node does not hold what the field takes.
  public static func reject(
    _ node: Node,
    field: String,
    diagnostics: inout DiagnosticCollector,
    hint: String? = nil
  ) {
    diagnostics.report(shape.mismatch(node, field: field, hint: hint))
  }
}

// MARK: - Scalars

extension Bool: FieldCodable {
  /// True or false.
  @inlinable public static var shape: ValueShape { .bool }

  /// Reads `true` or `false`.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let value = node.boolValue else {
      Self.reject(node, field: field, diagnostics: &diagnostics, hint: "Write true or false.")
      return nil
    }
    self = value
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .bool(self) }

  /// Compares the values.
  @inlinable public func isIdentical(to other: Self) -> Bool { self == other }
}

extension Int: FieldCodable {
  /// A whole number.
  @inlinable public static var shape: ValueShape { .integer }

  /// Reads a whole number.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let value = node.integerValue.flatMap({ Int(exactly: $0) }) else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self = value
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .integer(self) }

  /// Compares the values.
  @inlinable public func isIdentical(to other: Self) -> Bool { self == other }
}

extension String: FieldCodable {
  /// Text.
  @inlinable public static var shape: ValueShape { .text("text") }

  /// Reads any scalar as text.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let value = node.stringValue, !node.isNull else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self = value
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .text(self) }

  /// Compares the bytes.
  @inlinable public func isIdentical(to other: Self) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension SQL: FieldCodable {
  /// SQL text, to be spelled by a server before it is compared.
  @inlinable public static var shape: ValueShape { .text("SQL text") }

  /// Reads any scalar as SQL text; trailing newlines of a block are not part of it.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let value = node.stringValue, !node.isNull else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    // What the author of a manifest wrote is SQL by its place; it is run as such and nothing else.
    self.init(unchecked: value)
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .text(text) }

  /// Compares the bytes.
  @inlinable public func isIdentical(to other: Self) -> Bool { text.isIdentical(to: other.text) }
}

extension FieldCodable where Self: RawRepresentable & CaseIterable, RawValue == String {
  /// One of the words.
  @inlinable public static var shape: ValueShape { .oneOf(allCases.map(\.rawValue)) }

  /// Reads one of the words, and suggests the nearest one for any other.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = node.stringValue, let value = Self(rawValue: text) else {
      let words = Self.allCases.map(\.rawValue)
      let near = node.stringValue.flatMap { closestMatch(to: $0, among: words) }
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: near.map { "Did you mean \"\($0)\"?" }
      )
      return nil
    }
    self = value
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .text(rawValue) }

  /// Compares the values.
  @inlinable public func isIdentical(to other: Self) -> Bool { self == other }
}
