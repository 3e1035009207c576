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

  private init(line: String, marker: String) {
    self.line = line
    self.marker = marker
  }

  /// The excerpt in so many columns: the part of the line around the carets.
  ///
  /// - Parameters:
  ///   - width: how many columns there are.
  ///   - mark: stands for what is left out.
  /// - Returns: the excerpt, as it is when it fits.
  func cut(to width: Int, mark: String) -> SourceExcerpt {
    guard DisplayWidth.of(line) > width, width > 4 * mark.count else { return self }
    let from = marker.prefix { $0 == " " }.count
    // Some of what precedes the carets helps to find the place.
    let start = from < width - 12 ? 0 : from - min(from, width / 3)
    let lead = start == 0 ? "" : mark
    var text = lead
    var column = 0
    var isWhole = true
    for scalar in line.unicodeScalars {
      defer { column += DisplayWidth.of(scalar) }
      if column < start { continue }
      if DisplayWidth.of(text) + DisplayWidth.of(scalar) + mark.count > width {
        isWhole = false
        break
      }
      text.unicodeScalars.append(scalar)
    }
    let before = from - start + lead.count
    let carets = min(marker.count - from, max(1, DisplayWidth.of(text) - before))
    return SourceExcerpt(
      line: text + (isWhole ? "" : mark),
      marker: String(repeating: " ", count: before) + String(repeating: "^", count: carets)
    )
  }

  private static func shown(_ scalar: Unicode.Scalar, at column: Int) -> String {
    if scalar == "\t" { return String(repeating: " ", count: 8 - column % 8) }
    return TerminalText.line(String(scalar))
  }
}
