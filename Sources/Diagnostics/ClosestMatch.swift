/// Finds the candidate that somebody who wrote `text` probably meant.
///
/// Counts insertions, deletions, substitutions and swaps of neighbours, ignoring case, and accepts
/// up to one of them per three characters (at least one). Of equally close candidates the
/// first wins.
///
/// - Parameters:
///   - text: What was written.
///   - candidates: What would have been understood.
/// - Returns: The closest candidate, or nothing when none is close enough.
public func closestMatch(to text: String, among candidates: some Sequence<String>) -> String? {
  let written = Array(text.lowercased().unicodeScalars)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let meant = Array(candidate.lowercased().unicodeScalars)
    let longest = max(written.count, meant.count)
    // Two short words with a letter in common are not a misspelling of each other.
    guard longest > 1, candidate != text else { continue }
    let allowed = min(max(1, longest / 3), (best?.distance ?? .max) - 1)
    guard allowed >= 0, abs(written.count - meant.count) <= allowed else { continue }
    let distance = editDistance(written, meant)
    if distance <= allowed { best = (candidate, distance) }
  }
  return best?.candidate
}

/// Counts the edits between two texts: Damerau-Levenshtein, in its optimal string alignment form.
///
/// Complexity: O(n × m).
private func editDistance(_ lhs: [Unicode.Scalar], _ rhs: [Unicode.Scalar]) -> Int {
  if lhs.isEmpty || rhs.isEmpty { return max(lhs.count, rhs.count) }
  var beforePrevious: [Int] = []
  var previous = Array(0...rhs.count)
  for i in 1...lhs.count {
    var current = [i]
    current.reserveCapacity(rhs.count + 1)
    for j in 1...rhs.count {
      let substitution = previous[j - 1] + (lhs[i - 1] == rhs[j - 1] ? 0 : 1)
      var distance = min(previous[j] + 1, current[j - 1] + 1, substitution)
      if i > 1, j > 1, lhs[i - 1] == rhs[j - 2], lhs[i - 2] == rhs[j - 1] {
        distance = min(distance, beforePrevious[j - 2] + 1)
      }
      current.append(distance)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[rhs.count]
}
