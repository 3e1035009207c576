extension Node {
  /// Merges a patch into the node as RFC 7396 does.
  ///
  /// Mappings merge, lists and scalars replace, null removes. Every value keeps the place that it
  /// comes from. Complexity: linear in the size of the merged mappings.
  ///
  /// - Parameter patch: What to change.
  /// - Returns: The merged node.
  public func merging(patch: Node) -> Node {
    guard case .mapping(let changes) = patch.content else { return patch }
    var result = self
    var pairs: [Pair?] = []
    if case .mapping(let existing) = content {
      pairs = existing
    } else {
      // What is not a mapping gives way to one, whose nulls have nothing to remove.
      result = patch
    }
    var indexes: [String: Int] = [:]
    for (index, pair) in pairs.enumerated() {
      if let name = pair?.name, indexes[name] == nil { indexes[name] = index }
    }
    for change in changes {
      let index = indexes[change.name]
      if change.value.isNull {
        if let index { pairs[index] = nil }
        indexes[change.name] = nil
      } else if let index, let old = pairs[index] {
        let key = old.value.pairs != nil && change.value.pairs != nil ? old.key : change.key
        pairs[index] = Pair(key: key, value: old.value.merging(patch: change.value))
      } else {
        indexes[change.name] = pairs.count
        pairs.append(Pair(key: change.key, value: Node.null.merging(patch: change.value)))
      }
    }
    result.content = .mapping(pairs.compactMap(\.self))
    return result
  }
}
