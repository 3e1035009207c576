/// A line of source with a caret under a part of it.
struct SourceExcerpt {
  /// The line with its tabs spread out.
  let line: String
  /// Blanks and carets that fit under the line.
  let marker: String

  /// Marks the scalars from `start` up to, not including, `end`, both counted from 1.
  init(_ text: String, from start: Int, to end: Int) {
    var line = ""
    var column = 0
    var first: Int?
    var last = 0
    for (offset, scalar) in text.unicodeScalars.enumerated() {
      let position = offset + 1
      if position == start { first = column }
      let shown = Self.shown(scalar, at: column)
      line += shown
      column += DisplayWidth.of(shown)
      if position < end { last = column }
    }
    let from = first ?? column
    self.line = line
    marker =
      String(repeating: " ", count: from)
      + String(repeating: "^", count: max(1, last - from))
  }

  private static func shown(_ scalar: Unicode.Scalar, at column: Int) -> String {
    if scalar == "\t" { return String(repeating: " ", count: 8 - column % 8) }
    return TerminalText.line(String(scalar))
  }
}
