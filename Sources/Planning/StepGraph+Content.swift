import ObjectModel

// MARK: - Rows

extension StepGraph {
  /// Rows come after all that is made, but for what holds only of them; they go after that.
  mutating func addContentEdges(_ changes: ChangeSet) {
    let registry = changes.context.registry
    let content = nodes.indices.filter { registry.kind(nodes[$0].id.kind).traits.isContent }
    let arriving = content.filter {
      nodes[$0].phase == .buildUp && conclusions[nodes[$0].id] != $0
    }
    if content.isEmpty { return }
    let waiting = waitingForContent(arriving, changes)
    let later = successors(of: Set(waiting.keys))
    let others = nodes.indices.filter { node in
      let kind = registry.kind(nodes[node].id.kind)
      let isActing = registry.kind(nodes[node].id.root.kind).traits.actsOnStatements
      return !kind.traits.isContent && !kind.traits.affectsLaterCreations && !isActing
        && nodes[node].phase != .rename && !later.contains(node)
    }
    for node in content { for other in others { order(other, before: node) } }
    for (node, rows) in waiting { for other in rows { order(other, before: node) } }
    addConclusionEdges(after: arriving, before: Set(waiting.keys), changes)
  }

  private mutating func addConclusionEdges(
    after arriving: [Int],
    before waiting: Set<Int>,
    _ changes: ChangeSet
  ) {
    for (id, conclusion) in conclusions {
      for node in arriving { order(node, before: conclusion) }
      for node in waiting { order(conclusion, before: node) }
      for other in changes.context.desired[id]?.follows(in: changes.context) ?? [] {
        order(conclusion, before: conclusions[other])
      }
    }
  }

  /// What waits for rows of tables that it depends on, with these.
  private func waitingForContent(_ content: [Int], _ changes: ChangeSet) -> [Int: [Int]] {
    let registry = changes.context.registry
    let rows = Dictionary(grouping: content) { nodes[$0].id.root }
    var result: [Int: [Int]] = [:]
    for node in nodes.indices where nodes[node].phase == .buildUp {
      let id = nodes[node].id
      guard registry.kind(id.kind).traits.waitsForContent else { continue }
      let tables = Set((changes.context.desired.dependencies[id] ?? []).map(\.on.root))
      let found = tables.flatMap { rows[$0] ?? [] }
      if !found.isEmpty { result[node] = found }
    }
    return result
  }

  /// Nodes with all that waits for them.
  private func successors(of nodes: Set<Int>) -> Set<Int> {
    var waiters: [Int: [Int]] = [:]
    for (node, others) in predecessors.enumerated() {
      for other in others { waiters[other, default: []].append(node) }
    }
    var found = nodes
    var queue = Array(nodes)
    while let next = queue.popLast() {
      for other in waiters[next] ?? [] where found.insert(other).inserted { queue.append(other) }
    }
    return found
  }
}
