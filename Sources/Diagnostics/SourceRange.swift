/// A place in a text file.
public struct SourcePosition: Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in Unicode scalars, counted from 1.
  public var column: Int

  /// Creates a position from a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourcePosition: Comparable {
  /// Orders positions as they follow each other in a file.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// A stretch of a text file.
public struct SourceRange: Hashable, Sendable {
  /// The path of the file as it is shown to people.
  public var file: String
  /// The place of the first character.
  public var start: SourcePosition
  /// The place after the last character; equals `start` for an empty stretch.
  public var end: SourcePosition

  /// Creates the range of `file` that reaches from `start` up to, not including, `end`.
  public init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// Creates an empty range at one place of `file`.
  public init(file: String, at position: SourcePosition) {
    self.init(file: file, start: position, end: position)
  }
}

extension SourceRange: Comparable {
  /// Orders ranges by file, then by start, then by end.
  public static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.file, lhs.start, lhs.end) < (rhs.file, rhs.start, rhs.end)
  }
}

extension SourceRange: CustomStringConvertible {
  /// The place where the range starts, as `file:line:column`.
  public var description: String { "\(file):\(start.line):\(start.column)" }
}
