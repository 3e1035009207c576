import Diagnostics
import YAMLSource

extension ManagedObject {
  /// Makes an object again of all its fields' values.
  ///
  /// - Returns: nil when the values are not those of an object of this kind.
  public static func restored(_ id: ObjectID, from values: [FieldValue.Entry]) -> Self? {
    var object = Self(id: id)
    var diagnostics = DiagnosticCollector()
    let byName = Dictionary(
      values.map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    for field in fields {
      guard let value = byName[field.name] else { return nil }
      if value == field.value(object) { continue }
      field.decode(Node(value), field.name, &object, &diagnostics)
    }
    return !diagnostics.hasErrors && object.fieldValues == values ? object : nil
  }
}

extension ManagedObject {
  /// Makes an object again that can be compared with others, of the values that count then.
  ///
  /// - Returns: nil when the values are not those of an object of this kind.
  public static func restored(_ id: ObjectID, comparing values: [FieldValue.Entry]) -> Self? {
    var object = Self(id: id)
    for field in fields { field.forget(&object) }
    var diagnostics = DiagnosticCollector()
    for entry in values {
      guard let field = fields.first(where: { $0.name == entry.key }) else { return nil }
      if entry.value == field.value(object) { continue }
      field.decode(Node(entry.value), field.name, &object, &diagnostics)
    }
    let restored = object.comparedValues
    let isComplete = values.allSatisfy { entry in restored.contains { $0 == entry } }
    return !diagnostics.hasErrors && isComplete ? object : nil
  }
}

extension ManagedObject {
  /// The object without what records do not keep of it.
  public var forgettingSecrets: Self {
    var copy = self
    for field in Self.fields { field.forget(&copy) }
    return copy
  }
}

extension Node {
  /// A value as a node that reads back as the same value.
  fileprivate init(_ value: FieldValue) {
    switch value {
    case .absent: self = .null
    case .bool(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .text(let text): self = .string(text)
    case .list(let values): self = .sequence(values.map(Node.init))
    case .map(let entries): self = .mapping(entries.map { ($0.key, Node($0.value)) })
    }
  }
}
