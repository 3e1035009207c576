import YAMLSource

extension MappingReader {
  /// Reads a mapping without keys that stands where a node does.
  static func empty(at node: Node) -> Self {
    reader(Node(.mapping([]), range: node.range))
  }

  /// Reads a bare value as if it stood under a key.
  static func wrapping(_ node: Node, under key: String) -> Self {
    reader(
      Node(
        .mapping([Node.Pair(key: Node.string(key), value: node)]),
        range: node.range
      )
    )
  }

  private static func reader(_ mapping: Node) -> Self {
    guard let reader = MappingReader(mapping) else {
      preconditionFailure("a mapping is read as one")
    }
    return reader
  }
}

extension ManagedObject {
  /// Whether manifests must say something of each object, so that null says nothing.
  public static var hasRequiredField: Bool {
    fields.contains { $0.isInManifest && $0.isRequired && $0.name != traits.fileField }
  }
}
