import ObjectModel

/// Which steps share a transaction.
///
/// Everything runs in one transaction unless PostgreSQL forces a boundary: a new enum value can be
/// used only after the commit of the transaction that added it (manual: ALTER TYPE), and some
/// statements cannot run in a transaction. Then only what must come before the boundary does, so
/// that nothing is torn down in one transaction and rebuilt in another.
struct StageAssignment {
  /// Steps that run together, in order.
  struct Group {
    let isTransaction: Bool
    let reason: String
    let steps: [Step]

    /// Whether all of it happens outside the database.
    var isExternal: Bool {
      steps.allSatisfy { if case .external = $0.effect { true } else { false } }
    }
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
          steps: early.flatMap { graph.nodes[$0].steps }
        )
      )
      let done = Set(early)
      remaining.removeAll(where: done.contains)
    }
    let isStretched = remaining.contains { node in
      graph.nodes[node].steps.contains { $0.isolation == .apart }
        || Set(graph.nodes[node].steps.map(\.runsAlone)).count > 1
    }
    let rest =
      isStretched ? Self.stretched(graph, remaining) : Self.split(graph, remaining)
    self.groups = Self.joined(groups + rest)
  }

  /// What is outside the database anyway is done together, so that it takes few calls.
  private static func joined(_ groups: [Group]) -> [Group] {
    groups.reduce(into: []) { joined, group in
      guard let last = joined.last, last.isExternal, group.isExternal else {
        joined.append(group)
        return
      }
      joined[joined.count - 1] = Group(
        isTransaction: false,
        reason: last.reason,
        steps: last.steps + group.steps
      )
    }
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
      let steps = current.flatMap { graph.nodes[$0].steps }
      groups.append(Group(isTransaction: true, reason: "", steps: steps))
      current = []
    }
    for node in order {
      guard graph.nodes[node].steps.contains(where: { $0.runsAlone }) else {
        current.append(node)
        continue
      }
      flush()
      groups.append(Group(isTransaction: false, reason: "", steps: graph.nodes[node].steps))
    }
    flush()
    return groups
  }
}

// MARK: - Many short transactions

extension StageAssignment {
  /// Runs what needs a strong lock only for a moment first, in one transaction; then, each by
  /// itself, what takes long under a weak lock and what has to wait for that.
  private static func stretched(_ graph: StepGraph, _ order: [Int]) -> [Group] {
    var late: Set<Int> = []
    var first: [Step] = []
    var rest: [ArraySlice<Step>] = []
    for node in order {
      let steps = graph.nodes[node].steps
      let waits = !graph.predecessors[node].isDisjoint(with: late)
      let head = waits ? 0 : steps.prefix { !$0.runsAlone && $0.isolation != .apart }.count
      first += steps.prefix(head)
      if head == steps.count && !waits { continue }
      late.insert(node)
      rest.append(steps.dropFirst(head))
    }
    var groups = [Group(isTransaction: true, reason: brief, steps: first)]
    for steps in rest { groups += cut(steps) }
    return groups
  }

  private static let brief = "no strong lock is held for long"

  private static func cut(_ steps: ArraySlice<Step>) -> [Group] {
    var groups: [Group] = []
    for step in steps {
      let isTransaction = !step.runsAlone
      guard let last = groups.last, last.isTransaction == isTransaction, step.isolation != .apart
      else {
        groups.append(Group(isTransaction: isTransaction, reason: brief, steps: [step]))
        continue
      }
      groups[groups.count - 1] = Group(
        isTransaction: isTransaction,
        reason: brief,
        steps: last.steps + [step]
      )
    }
    return groups
  }
}
