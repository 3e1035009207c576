public import Diagnostics
public import YAMLSource

/// One attribute of a kind: its manifest key, its value, and what a change of it takes.
///
/// Decoding, encoding, the JSON Schema, differences, fingerprints and reports all read the same
/// table of fields, so that no attribute can be known to one and not to another.
///
/// The initialisers are inlinable: each kind gets closures that are compiled for its own types.
public struct Field<Object: Sendable>: Sendable {
  /// The manifest key, in the words of SQL.
  public let name: String
  /// What the attribute says, in one sentence for people.
  public let summary: String
  /// The values it takes.
  @inlinable public var shape: ValueShape { taken }
  @usableFromInline var taken: ValueShape
  /// What a change of the attribute takes.
  public let change: FieldChange
  /// Whether a difference in the attribute is a change.
  @usableFromInline let counts: Bool
  /// Whether a manifest must say it.
  public let isRequired: Bool
  /// Whether a manifest can say it; false for what follows from other attributes.
  public let isInManifest: Bool
  /// Reads the attribute in the form that every kind shares.
  public let value: @Sendable (Object) -> FieldValue
  /// Reads what of the attribute goes into fingerprints.
  @usableFromInline let compared: @Sendable (Object) -> FieldValue
  /// Tells whether two objects agree in the attribute.
  public let agrees: @Sendable (Object, Object) -> Bool
  @usableFromInline let copy: @Sendable (Object, inout Object) -> Void
  /// Puts what stands for a value that records do not keep.
  @usableFromInline let forget: @Sendable (inout Object) -> Void
  /// Reads a value; the text is the key that it stands under.
  @usableFromInline
  var decode: @Sendable (Node, String, inout Object, inout DiagnosticCollector) -> Void
  /// The parts that are shown one by one where only some of them differ; nil for a value that is
  /// shown as a whole.
  @usableFromInline
  private(set) var items: (@Sendable (Object, _ beside: Object) -> [FieldValue.Entry])?

  /// The field, of whose values only the parts that differ are shown.
  ///
  /// - Parameter items: the parts of the first object, which is compared with the second.
  /// - Returns: the field.
  public func itemised(
    by items: @escaping @Sendable (Object, _ beside: Object) -> [FieldValue.Entry]
  ) -> Self {
    var field = self
    field.items = items
    return field
  }

  /// The field, of whose list a manifest may write a single item bare.
  public func takingOneBare() -> Self {
    guard case .list(let item) = shape else { preconditionFailure("only a list has items") }
    var field = self
    field.taken = .any([shape, item])
    field.decode = { [decode] node, key, object, diagnostics in
      let isItem = node.scalar != nil && !node.isNull
      let list = isItem ? Node(.sequence([node]), range: node.range) : node
      decode(list, key, &object, &diagnostics)
    }
    return field
  }

  /// Describes an attribute that lies at a key path.
  ///
  /// - Parameters:
  ///   - name: the manifest key.
  ///   - path: where the object keeps it.
  ///   - change: what a change takes.
  ///   - summary: one sentence for people.
  ///   - isRequired: whether a manifest must say it.
  @inlinable
  public init<Value: FieldCodable>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Value> & Sendable),
    _ change: FieldChange,
    _ summary: String,
    isRequired: Bool = false
  ) {
    self.init(name, path, change, summary, isRequired: isRequired, isInManifest: true)
  }

  /// Describes an attribute that follows from others and that no manifest says.
  @inlinable
  public static func derived<Value: FieldCodable>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Value> & Sendable),
    _ reason: String
  ) -> Self {
    Self(name, path, .ignored(reason), reason, isRequired: false, isInManifest: false)
  }

  /// Describes an attribute whose values depend on the object that has it.
  ///
  /// - Parameters:
  ///   - name: the manifest key.
  ///   - path: where the object keeps it.
  ///   - change: what a change takes.
  ///   - summary: one sentence for people.
  ///   - shape: the values it takes.
  ///   - fieldValue: the value in the form that every kind shares.
  ///   - decode: reads a value for an object, or reports what is wrong with it and gives none.
  @inlinable
  public init<Value: Equatable & Sendable>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Value> & Sendable),
    _ change: FieldChange,
    _ summary: String,
    shape: ValueShape,
    fieldValue: @escaping @Sendable (Value) -> FieldValue,
    decode: @escaping @Sendable (Node, Object, inout DiagnosticCollector) -> Value?
  ) {
    self.name = name
    self.summary = summary
    taken = shape
    self.change = change
    counts = change.counts
    isRequired = false
    isInManifest = true
    let place = StoredPlace(path)
    value = { fieldValue(place.value(in: $0)) }
    compared = { fieldValue(place.value(in: $0)) }
    agrees = {
      let (left, right) = (place.value(in: $0), place.value(in: $1))
      return left == right && !fieldValue(left).differsInBytes(from: fieldValue(right))
    }
    copy = { $1[keyPath: path] = place.value(in: $0) }
    forget = { _ in }
    self.decode = { node, _, object, diagnostics in
      if let value = decode(node, object, &diagnostics) { object[keyPath: path] = value }
    }
  }

  /// Describes an attribute that a manifest says within the object's name: a function's arguments.
  @inlinable
  public static func inName<Value: FieldCodable>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Value> & Sendable),
    _ change: FieldChange,
    _ summary: String
  ) -> Self {
    Self(name, path, change, summary, isRequired: false, isInManifest: false)
  }

  @inlinable
  init<Value: FieldCodable>(
    _ name: String,
    _ path: any (WritableKeyPath<Object, Value> & Sendable),
    _ change: FieldChange,
    _ summary: String,
    isRequired: Bool,
    isInManifest: Bool
  ) {
    self.name = name
    self.summary = summary
    taken = Value.shape
    self.change = change
    counts = change.counts
    self.isRequired = isRequired
    self.isInManifest = isInManifest
    let place = StoredPlace(path)
    value = { place.value(in: $0).fieldValue }
    compared = { place.value(in: $0).comparedValue }
    agrees = { place.value(in: $0).isIdentical(to: place.value(in: $1)) }
    copy = { $1[keyPath: path] = place.value(in: $0) }
    forget = { if let unknown = Value.unrecorded { $0[keyPath: path] = unknown } }
    decode = { node, key, object, diagnostics in
      if let value = Value(node: node, field: key, diagnostics: &diagnostics) {
        object[keyPath: path] = value
      }
    }
  }
}

/// What a change of one attribute takes.
public enum FieldChange: Hashable, Sendable {
  /// A statement alters it in place.
  case alter
  /// The object has to be made anew; the text says why.
  case replace(String)
  /// A difference is no change; the text says why.
  case ignored(String)

  @usableFromInline var counts: Bool {
    if case .ignored = self { false } else { true }
  }
}
