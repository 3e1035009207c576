public import ObjectModel
import YAMLSource

/// Writes objects as the YAML that people would write: short, and laid out by what it holds.
public struct ManifestWriter: Sendable {
  private let registry: KindRegistry
  private let encoder: ManifestEncoder

  /// Makes a writer for the objects of a catalog.
  ///
  /// - Parameters:
  ///   - registry: the kinds.
  ///   - catalog: all objects that are to be written.
  ///   - defaults: what the project says of objects whose manifests do not.
  public init(registry: KindRegistry, catalog: Catalog, defaults: ProjectDefaults) {
    self.registry = registry
    encoder = ManifestEncoder(registry: registry, catalog: catalog, defaults: defaults)
  }

  /// Whether an object is written in a document of its own.
  public func needsDocument(_ object: any ManagedObject) -> Bool {
    encoder.needsDocument(object)
  }

  /// The manifest of an object, with everything that lives inside it.
  public func text(of object: any ManagedObject) -> String {
    YAMLEmitter().text(for: node(of: object))
  }

  /// The manifest of an object as a node with its layout.
  func node(of object: any ManagedObject) -> Node {
    let kind = type(of: object)
    guard case .map(let entries) = encoder.document(of: object) else {
      preconditionFailure("a document is a mapping")
    }
    let isTree = kind.places.contains { $0.form == .tree }
    guard kind.traits.isUnnamed, !isTree, let first = entries.first else {
      return Node.mapping(pairs(entries, of: kind))
    }
    let body = pairs(Array(entries.dropFirst()), of: kind)
    return Node.mapping([(first.key, Node.mapping(body))])
  }

  // MARK: Layout

  /// The keys of a body, one below the other.
  private func pairs(
    _ entries: [FieldValue.Entry],
    of kind: any ManagedObject.Type
  ) -> [(String, Node)] {
    let nested = registry.nested(in: kind.kind)
    return entries.map { entry in
      guard let section = nested[entry.key] else {
        return (entry.key, Self.field(entry.value))
      }
      switch (section.place.form, entry.value) {
      case (.named, .map(let objects)) where !objects.isEmpty:
        return (
          entry.key,
          Node.mapping(objects.map { ($0.key, body($0.value, of: section.kind)) })
        )
      case (.single, .map): return (entry.key, body(entry.value, of: section.kind))
      case (.single, _), (.named, _), (.tree, _): return (entry.key, Self.field(entry.value))
      }
    }
  }

  /// The body of a nested object: on one line unless a mapping in it is worth a block.
  private func body(_ value: FieldValue, of kind: any ManagedObject.Type) -> Node {
    guard case .map(let entries) = value, !kind.traits.shorthandTakesMappings else {
      return Self.field(value)
    }
    let layout: Node.Layout = value.mappingDepth > 2 ? .block : .flow
    return Node.mapping(pairs(entries, of: kind), layout: layout).flowing(if: layout == .flow)
  }

  /// A field's value: lists and small mappings on one line.
  private static func field(_ value: FieldValue) -> Node {
    switch value {
    case .absent: .null
    case .bool(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .text(let text):
      .string(text, style: text.utf8.contains(UInt8(ascii: "\n")) ? .literal : nil)
    case .list(let values):
      .sequence(values.map(field), layout: value.mappingDepth > 1 ? .block : .flow)
    case .map(let entries):
      .mapping(
        entries.map { ($0.key, field($0.value)) },
        layout: value.mappingDepth > 1 ? .block : .flow
      )
    }
  }
}

extension FieldValue {
  /// How many mappings stand inside each other at most.
  fileprivate var mappingDepth: Int {
    switch self {
    case .absent, .bool, .integer, .text: 0
    case .list(let values): values.map(\.mappingDepth).max() ?? 0
    case .map(let entries): 1 + (entries.map(\.value.mappingDepth).max() ?? 0)
    }
  }
}

extension Node {
  /// The node with everything in it on one line, as far as it fits.
  fileprivate func flowing(if condition: Bool) -> Node {
    guard condition else { return self }
    var result = self
    switch content {
    case .scalar: return self
    case .sequence(let items): result.content = .sequence(items.map { $0.flowing(if: true) })
    case .mapping(let pairs):
      result.content = .mapping(
        pairs.map { Pair(key: $0.key, value: $0.value.flowing(if: true)) }
      )
    }
    result.layout = .flow
    return result
  }
}
