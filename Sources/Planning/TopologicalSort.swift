import HeapModule

/// Orders the nodes of a graph so that each comes after all that it waits for.
///
/// Among nodes that could come next the one with the lowest rank does, so the order is determined
/// by the graph, the ranks and the groups alone. Nodes of one group come one after another as long
/// as there are any that could.
/// Complexity: O((nodes + edges) · (groups + log nodes)).
///
/// - Parameters:
///   - predecessors: for each node the nodes that it waits for.
///   - ranks: for each node its rank; no two are equal.
///   - groups: for each node its group; nil when all are in one.
/// - Returns: the nodes in order.
/// - Throws: the nodes of a cycle, in the order of their waiting.
func topologicalOrder(
  predecessors: [Set<Int>],
  ranks: [Int],
  groups: [NodeGroup]? = nil
) throws(DependencyCycle) -> [Int] {
  var successors: [[Int]] = Array(repeating: [], count: predecessors.count)
  var waiting = predecessors.map(\.count)
  for (node, before) in predecessors.enumerated() {
    for other in before { successors[other].append(node) }
  }
  var nodeOfRank = Array(repeating: 0, count: ranks.count)
  for (node, rank) in ranks.enumerated() { nodeOfRank[rank] = node }
  var ready = ReadyNodes()
  for node in waiting.indices where waiting[node] == 0 {
    ready.insert(ranks[node], of: groups?[node] ?? NodeGroup())
  }
  var order: [Int] = []
  while let rank = ready.popNext() {
    let node = nodeOfRank[rank]
    order.append(node)
    for next in successors[node] {
      waiting[next] -= 1
      if waiting[next] == 0 { ready.insert(ranks[next], of: groups?[next] ?? NodeGroup()) }
    }
  }
  if order.count < predecessors.count {
    throw DependencyCycle(nodes: cycle(in: predecessors, among: waiting))
  }
  return order
}

/// Nodes that are better not torn apart.
struct NodeGroup: Hashable, Comparable {
  /// Lower levels come first, even if that interrupts a group of a higher one.
  var level = 0
  /// The group within its level; the lowest comes first.
  var number = 0

  static func < (left: Self, right: Self) -> Bool {
    (left.level, left.number) < (right.level, right.number)
  }
}

/// The nodes that wait for none, by their groups.
private struct ReadyNodes {
  private var heaps: [NodeGroup: Heap<Int>] = [:]
  private var current = NodeGroup()

  mutating func insert(_ rank: Int, of group: NodeGroup) {
    heaps[group, default: Heap()].insert(rank)
  }

  /// Takes the lowest rank: of the present group, unless that has none or a lower level has.
  mutating func popNext() -> Int? {
    guard let lowest = heaps.keys.min() else { return nil }
    if heaps[current] == nil || current.level != lowest.level { current = lowest }
    let rank = heaps[current]?.popMin()
    if heaps[current]?.isEmpty ?? true { heaps[current] = nil }
    return rank
  }
}

/// The nodes of one cycle, each waiting for the next.
struct DependencyCycle: Error {
  let nodes: [Int]
}

private func cycle(in predecessors: [Set<Int>], among waiting: [Int]) -> [Int] {
  guard let start = waiting.firstIndex(where: { $0 > 0 }) else { return [] }
  var path = [start]
  var seen: [Int: Int] = [start: 0]
  while let node = path.last,
    let next = predecessors[node].filter({ waiting[$0] > 0 }).min()
  {
    if let index = seen[next] { return Array(path[index...]) }
    seen[next] = path.count
    path.append(next)
  }
  return path
}
