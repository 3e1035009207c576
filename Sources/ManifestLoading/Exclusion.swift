import Diagnostics
import ObjectModel

/// What an environment does without, and which of its patterns have found something.
struct Exclusion {
  let patterns: [ObjectPattern]
  private var used: Set<Int> = []

  init(patterns: [ObjectPattern]) {
    self.patterns = patterns
  }

  /// Whether an object is left out; remembers the pattern that says so.
  mutating func removes(_ id: ObjectID) -> Bool {
    var isRemoved = false
    for (index, pattern) in patterns.enumerated() where pattern.matches(id) {
      used.insert(index)
      isRemoved = true
    }
    return isRemoved
  }

  /// Warns of the patterns that have found nothing.
  func reportUnused(diagnostics: inout DiagnosticCollector) {
    for (index, pattern) in patterns.enumerated() where !used.contains(index) {
      let kind = pattern.kind.map { "\($0) " } ?? ""
      diagnostics.warning(
        "environment.unmatched-exclude",
        "no \(kind)\"\(pattern.pattern)\" is declared",
        at: pattern.range,
        hint: "Remove the entry, or correct the name."
      )
    }
  }
}
