/// The difference between two texts, line by line.
struct LineDiff {
  /// One line.
  enum Line: Equatable {
    case same(String)
    case removed(String)
    case added(String)
    /// Lines that are the same and far from any difference.
    case skipped(Int)
  }

  let lines: [Line]

  /// Compares two texts; complexity: O(n + d²) for d differing lines.
  init(_ old: String, _ new: String, context: Int = 2) {
    let before = TerminalText.lines(old)
    let after = TerminalText.lines(new)
    let difference = after.difference(from: before)
    let removed = Set(difference.removals.map(Self.offset))
    let added = Set(difference.insertions.map(Self.offset))
    var all: [Line] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if left < before.count, removed.contains(left) {
        all.append(.removed(before[left]))
        left += 1
      } else if right < after.count, added.contains(right) {
        all.append(.added(after[right]))
        right += 1
      } else {
        all.append(.same(after[right]))
        left += 1
        right += 1
      }
    }
    lines = Self.shortened(all, context)
  }

  private static func offset(_ change: CollectionDifference<String>.Change) -> Int {
    switch change {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  private static func shortened(_ all: [Line], _ context: Int) -> [Line] {
    var isNear = Array(repeating: false, count: all.count)
    for (index, line) in all.enumerated() {
      if case .same = line { continue }
      for near in max(0, index - context)...min(all.count - 1, index + context) {
        isNear[near] = true
      }
    }
    var result: [Line] = []
    var skipped = 0
    for (line, isNear) in zip(all, isNear) {
      if !isNear {
        skipped += 1
        continue
      }
      if skipped > 0 { result.append(.skipped(skipped)) }
      skipped = 0
      result.append(line)
    }
    if skipped > 0 { result.append(.skipped(skipped)) }
    return result
  }
}
