import ObjectModel
import YAMLSource

extension Overlay {
  /// Merges a document that is a tree of objects, each into the document that declares it.
  mutating func mergeTree(_ patch: Node, key: Node, kind: any ManagedObject.Type) {
    let name = key.stringValue ?? ""
    for leaf in Self.leaves(of: patch[name] ?? .null, below: [], kind) {
      let trees = positionsOfTrees(name)
      let holding = trees.filter { value(at: leaf.path, inTree: $0) != nil }
      // Without a document that says it so far, the first one of its sort gets it.
      let positions = holding.isEmpty ? Array(trees.prefix(1)) : holding
      let changes = Self.document(key: key, leaf)
      if positions.isEmpty { append(Node.null.merging(patch: changes)) }
      for position in positions { merge(changes, at: position) }
    }
  }

  private struct Leaf {
    /// The keys that lead to it, from the outside in.
    let keys: [Node]
    let value: Node

    var path: [String] { keys.compactMap(\.stringValue) }
  }

  private static func leaves(
    of node: Node,
    below keys: [Node],
    _ kind: any ManagedObject.Type
  ) -> [Leaf] {
    let isBranch =
      keys.isEmpty
      || {
        if case .branch = kind.treeNode(at: keys.compactMap(\.stringValue)) { true } else { false }
      }()
    guard isBranch, let pairs = node.pairs else { return [Leaf(keys: keys, value: node)] }
    return pairs.flatMap { pair in
      let parts = pair.name.split(separator: ".").map { part in
        var key = Node.string(String(part))
        key.range = pair.key.range
        return key
      }
      return leaves(of: pair.value, below: keys + parts, kind)
    }
  }

  private static func document(key: Node, _ leaf: Leaf) -> Node {
    ([key] + leaf.keys).reversed().reduce(leaf.value) { value, key in
      Node(.mapping([Node.Pair(key: key, value: value)]), range: value.range)
    }
  }
}
