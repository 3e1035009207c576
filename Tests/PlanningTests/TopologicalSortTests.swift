import Testing

@testable import Planning

@Suite("Topological order") struct TopologicalSortTests {
  private func order(_ predecessors: [Set<Int>], _ ranks: [Int]? = nil) throws -> [Int] {
    try topologicalOrder(
      predecessors: predecessors,
      ranks: ranks ?? Array(predecessors.indices)
    )
  }

  @Test("what is waited for comes first")
  func waits() throws {
    #expect(try order([[2], [0], []]) == [2, 0, 1])
    #expect(try order([]) == [])
  }

  @Test("ranks settle what the graph leaves open")
  func ranks() throws {
    #expect(try order([[], [], []], [2, 0, 1]) == [1, 2, 0])
    #expect(try order([[], [], [0]], [1, 2, 0]) == [0, 2, 1])
  }

  @Test("a diamond is walked from its top")
  func diamond() throws {
    #expect(try order([[1, 2], [3], [3], []]) == [3, 1, 2, 0])
  }

  @Test(
    "a cycle is told with its path, without what merely waits for it",
    arguments: [
      ([[0]], [0]), ([[1], [0]], [0, 1]), ([[1], [2], [1], []], [1, 2]),
    ] as [([Set<Int>], [Int])]
  )
  func cycle(_ predecessors: [Set<Int>], _ path: [Int]) {
    let error = #expect(throws: DependencyCycle.self) { try order(predecessors) }
    #expect(error?.nodes == path)
  }
}
