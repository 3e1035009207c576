import Diagnostics
import YAMLSource

extension ManifestDecoder {
  /// Reads a tree of objects of one kind: nested mappings, whose keys joined by dots are the names.
  mutating func decodeTree(
    _ kind: any ManagedObject.Type,
    node: Node,
    path: [String],
    key: Node
  ) {
    guard let pairs = node.pairs else {
      if node.isNull, path.isEmpty { return }
      let name = path.isEmpty ? key.stringValue ?? "" : path.joined(separator: ".")
      report(
        "manifest.wrong-type",
        "\"\(name)\" must be a mapping, not \(node.kindDescription)",
        node
      )
      return
    }
    for pair in pairs {
      let path = path + (pair.key.stringValue ?? "").split(separator: ".").map(String.init)
      let name = path.joined(separator: ".")
      switch kind.treeNode(at: path) {
      case .branch: decodeTree(kind, node: pair.value, path: path, key: pair.key)
      case .object:
        decodeLeaf(kind, name: name, pair)
      case .unknown(let hint):
        report("manifest.unknown-key", "unknown \(kind.kind) \"\(name)\"", pair.key, hint: hint)
      }
    }
  }

  private mutating func decodeLeaf(
    _ kind: any ManagedObject.Type,
    name: String,
    _ pair: Node.Pair
  ) {
    guard let field = kind.traits.shorthand else {
      preconditionFailure("a kind that stands in trees has a shorthand field")
    }
    decode(
      kind,
      name: name,
      nameNode: pair.key,
      body: MappingReader.wrapping(pair.value, under: field),
      in: nil
    )
  }
}
