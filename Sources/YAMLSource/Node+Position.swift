public import Diagnostics

extension Node {
  /// Finds where a character of the text stands in the file, such as the place of an error in SQL.
  ///
  /// - Parameter offset: How many Unicode scalars of the text come before the character.
  /// - Returns: The place; nothing where escapes or folded lines make it hard to tell.
  public func position(ofCharacter offset: Int) -> SourcePosition? {
    guard let scalar, let range else { return nil }
    let characters = scalar.text.unicodeScalars
    var start = range.start
    switch scalar.style {
    case .folded: return nil
    case .literal:
      guard scalar.blockIndentation > 0 else { return nil }
      let before = characters.prefix(offset)
      let lineStart = before.lastIndex(of: "\n").map { before.index(after: $0) }
      return SourcePosition(
        line: start.line + 1 + before.count { $0 == "\n" },
        column: scalar.blockIndentation + 1 + before[(lineStart ?? before.startIndex)...].count
      )
    case .plain, .singleQuoted, .doubleQuoted:
      let quotes = scalar.style == .plain ? 0 : 2
      // Anything that is written in another way than it reads makes the text longer.
      guard range.end.line == start.line,
        range.end.column - start.column == characters.count + quotes
      else { return nil }
      start.column += quotes / 2 + offset
      return start
    }
  }
}
