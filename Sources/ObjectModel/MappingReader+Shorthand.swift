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
