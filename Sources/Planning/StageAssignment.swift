import ObjectModel

/// Which steps share a transaction.
///
/// Everything runs in one transaction unless PostgreSQL forces a boundary: a new enum value can be
/// used only after the commit of the transaction that added it (manual: ALTER TYPE), and some
/// statements cannot run in a transaction. Then only what must come before the boundary does, so
/// that nothing is torn down in one transaction and rebuilt in another.
struct StageAssignment {
  /// Nodes that run together, in order.
  struct Group {
    let isTransaction: Bool
    let reason: String
    let nodes: [Int]
  }

  let groups: [Group]

  init(_ graph: StepGraph, order: [Int]) {
    var groups: [Group] = []
    var remaining = order
    while let early = Self.firstStage(graph, remaining) {
      groups.append(
        Group(
          isTransaction: true,
          reason: "new enum values can be used only after they are committed",
          nodes: early
        )
      )
      let done = Set(early)
      remaining.removeAll(where: done.contains)
    }
    self.groups = groups + Self.split(graph, remaining)
  }

  /// The nodes that have to be committed before the rest, or nil when one transaction will do.
  private static func firstStage(_ graph: StepGraph, _ remaining: [Int]) -> [Int]? {
    let pending = Set(remaining)
    let committing = remaining.filter { node in
      graph.nodes[node].steps.contains { $0.isolation == .committedBeforeUse }
    }
    let needed = committing.filter { node in
      pending.contains { graph.predecessors[$0].contains(node) }
    }
    guard let first = needed.first else { return nil }
    var stage = ancestors(of: first, graph, within: pending)
    for node in needed.dropFirst() {
      let others = ancestors(of: node, graph, within: pending)
      if others.isDisjoint(with: needed.filter { $0 != node }) { stage.formUnion(others) }
    }
    return remaining.filter(stage.contains)
  }

  private static func ancestors(
    of node: Int,
    _ graph: StepGraph,
    within pending: Set<Int>
  ) -> Set<Int> {
    var found: Set<Int> = [node]
    var queue = [node]
    while let next = queue.popLast() {
      for other in graph.predecessors[next] where pending.contains(other) {
        if found.insert(other).inserted { queue.append(other) }
      }
    }
    return found
  }

  /// Moves what runs alone to the front or to the back, where nothing forces it into the middle, so
  /// that the transaction stays whole.
  private static func gathered(_ graph: StepGraph, _ order: [Int]) -> [Int] {
    let alone = Set(order.filter { node in graph.nodes[node].steps.contains { $0.runsAlone } })
    if alone.isEmpty { return order }
    let pending = Set(order)
    let early = alone.filter { ancestors(of: $0, graph, within: pending).isSubset(of: alone) }
    let awaited = order.reduce(into: Set<Int>()) { found, node in
      if !alone.contains(node) { found.formUnion(graph.predecessors[node]) }
    }
    let first = early.filter { node in
      awaited.contains { ancestors(of: $0, graph, within: pending).contains(node) }
    }
    let isWhole = awaited.isDisjoint(with: alone.subtracting(early))
    guard isWhole else { return order }
    return order.filter(first.contains) + order.filter { !alone.contains($0) }
      + order.filter { alone.contains($0) && !first.contains($0) }
  }

  /// Cuts the order at statements that cannot run in a transaction and at external calls.
  private static func split(_ graph: StepGraph, _ ordered: [Int]) -> [Group] {
    let order = gathered(graph, ordered)
    var groups: [Group] = []
    var current: [Int] = []
    func flush() {
      if current.isEmpty { return }
      groups.append(Group(isTransaction: true, reason: "", nodes: current))
      current = []
    }
    for node in order {
      guard graph.nodes[node].steps.contains(where: { $0.runsAlone }) else {
        current.append(node)
        continue
      }
      flush()
      groups.append(Group(isTransaction: false, reason: "", nodes: [node]))
    }
    flush()
    return groups
  }
}
