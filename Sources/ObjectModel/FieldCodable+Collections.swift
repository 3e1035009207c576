public import Diagnostics
public import YAMLSource

extension Optional: FieldCodable where Wrapped: FieldCodable {
  /// The values of the wrapped type.
  @inlinable public static var shape: ValueShape { Wrapped.shape }

  /// Reads a value of the wrapped type; `null` says nothing.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    if node.isNull {
      self = Optional<Wrapped>.none
      return
    }
    guard let value = Wrapped(node: node, field: field, diagnostics: &diagnostics) else {
      return nil
    }
    self = value
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { self?.fieldValue ?? .absent }

  /// What of the value goes into fingerprints.
  @inlinable public var comparedValue: FieldValue { self?.comparedValue ?? .absent }

  /// Compares the wrapped values.
  @inlinable public func isIdentical(to other: Self) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return self.isIdentical(to: other)
  }
}

extension Array: FieldCodable where Element: FieldCodable {
  /// A list.
  @inlinable public static var shape: ValueShape { .list(Element.shape) }

  /// Reads a list, and reports each item that is wrong.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let items = node.items else {
      Self.reject(
        node,
        field: field,
        diagnostics: &diagnostics,
        hint: "Write it as [a, b] or one \"- \" a line."
      )
      return nil
    }
    self = items.compactMap { Element(node: $0, field: field, diagnostics: &diagnostics) }
  }

  /// The value in the form that every kind shares.
  @inlinable public var fieldValue: FieldValue { .list(map(\.fieldValue)) }

  /// Compares item by item.
  @inlinable public func isIdentical(to other: Self) -> Bool {
    count == other.count && zip(self, other).allSatisfy { $0.isIdentical(to: $1) }
  }
}

extension Dictionary: FieldCodable where Key == String, Value: FieldCodable {
  /// Named values.
  @inlinable public static var shape: ValueShape { .map(Value.shape) }

  /// Reads a mapping, and reports each value that is wrong.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self = [:]
    for pair in pairs {
      guard let key = pair.key.stringValue else { continue }
      self[key] = Value(node: pair.value, field: key, diagnostics: &diagnostics)
    }
  }

  /// The value in the form that every kind shares, ordered by name.
  @inlinable public var fieldValue: FieldValue {
    .map(sorted { $0.key < $1.key }.map { .init($0.key, $0.value.fieldValue) })
  }
}
