import HeapModule

/// Orders the nodes of a graph so that each comes after all that it waits for.
///
/// Among nodes that could come next the one with the lowest rank does, so the order is determined
/// by the graph and the ranks alone.
/// Complexity: O((nodes + edges) · log nodes).
///
/// - Parameters:
///   - predecessors: for each node the nodes that it waits for.
///   - ranks: for each node its rank; no two are equal.
/// - Returns: the nodes in order.
/// - Throws: the nodes of a cycle, in the order of their waiting.
func topologicalOrder(
  predecessors: [Set<Int>],
  ranks: [Int]
) throws(DependencyCycle) -> [Int] {
  var successors: [[Int]] = Array(repeating: [], count: predecessors.count)
  var waiting = predecessors.map(\.count)
  for (node, before) in predecessors.enumerated() {
    for other in before { successors[other].append(node) }
  }
  var nodeOfRank = Array(repeating: 0, count: ranks.count)
  for (node, rank) in ranks.enumerated() { nodeOfRank[rank] = node }
  var ready = Heap(waiting.indices.filter { waiting[$0] == 0 }.map { ranks[$0] })
  var order: [Int] = []
  while let rank = ready.popMin() {
    let node = nodeOfRank[rank]
    order.append(node)
    for next in successors[node] {
      waiting[next] -= 1
      if waiting[next] == 0 { ready.insert(ranks[next]) }
    }
  }
  if order.count < predecessors.count {
    throw DependencyCycle(nodes: cycle(in: predecessors, among: waiting))
  }
  return order
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
