extension SQL {
  /// One statement of a script.
  public struct Statement: Hashable, Sendable {
    /// The text without the semicolon, with the comments before it.
    public let text: String
    /// The line on which it begins, after those comments, counted from 1.
    public let line: Int
    /// Where it stands in the script, in bytes.
    public let bytes: Range<Int>
    /// How many bytes at the beginning of the text are comments and blanks.
    public let commentLength: Int

    /// The text from the first word on, without the comments before it.
    public var textWithoutComment: String {
      String(decoding: text.utf8.dropFirst(commentLength), as: UTF8.self)
    }
  }

  /// The statements of a script, cut where `psql` cuts them.
  ///
  /// That is at semicolons outside of quotes, comments, parentheses and the bodies of
  /// `BEGIN ATOMIC`. What is no more than a comment is left out.
  /// Complexity: O(length).
  public var statements: [Statement] {
    var cutter = StatementCutter(text)
    return cutter.statements()
  }

  /// The statement that holds a character, as errors of the server give its position.
  ///
  /// - Parameter position: the character in the script, counted from 1.
  /// - Returns: the statement; nil when the position is in none.
  public func statement(at position: Int) -> Statement? {
    let scalars = text.unicodeScalars
    let start = scalars.startIndex
    guard let index = scalars.index(start, offsetBy: position - 1, limitedBy: scalars.endIndex)
    else { return nil }
    let byte = text.utf8.distance(from: text.startIndex, to: index)
    return statements.first { $0.bytes.contains(byte) }
  }

  /// The line of a character, both counted from 1.
  public func line(at position: Int) -> Int {
    1 + text.unicodeScalars.prefix(position - 1).count { $0 == "\n" }
  }
}

/// Finds the ends of statements.
private struct StatementCutter {
  private var scanner: SQLScanner
  private var start = 0
  /// Where the first word of the statement begins; nil while there are only blanks and comments.
  private var first: Int?
  private var parentheses = 0
  private var atomicDepth = 0
  private var lastWord = ""
  private var found: [SQL.Statement] = []
  private var line = 1
  private var counted = 0

  init(_ text: String) {
    scanner = SQLScanner(text)
  }

  mutating func statements() -> [SQL.Statement] {
    while let byte = scanner.byte() { step(byte) }
    end(at: scanner.index)
    return found
  }

  private mutating func step(_ byte: UInt8) {
    if scanner.skipComment() { return }
    if SQLScanner.isBlank(byte) {
      scanner.index += 1
    } else if byte == UInt8(ascii: ";"), parentheses == 0, atomicDepth == 0 {
      end(at: scanner.index)
      scanner.index += 1
      start = scanner.index
    } else {
      first = first ?? scanner.index
      token(byte)
    }
  }

  private mutating func token(_ byte: UInt8) {
    let word = scanner.token()
    switch byte {
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses = max(0, parentheses - 1)
    default: if let word { note(word) }
    }
  }

  private mutating func note(_ word: String) {
    switch word {
    case "atomic" where lastWord == "begin" && atomicDepth == 0: atomicDepth = 1
    case "case" where atomicDepth > 0: atomicDepth += 1
    case "end" where atomicDepth > 0: atomicDepth -= 1
    default: break
    }
    lastWord = word
  }

  private mutating func end(at stop: Int) {
    defer {
      first = nil
      parentheses = 0
      atomicDepth = 0
      lastWord = ""
    }
    guard let first else { return }
    let bytes = scanner.bytes
    var range = start..<stop
    while let byte = bytes[range].first, SQLScanner.isBlank(byte) { range = range.dropFirst() }
    while let byte = bytes[range].last, SQLScanner.isBlank(byte) { range = range.dropLast() }
    line += bytes[counted..<first].count { $0 == UInt8(ascii: "\n") }
    counted = first
    found.append(
      SQL.Statement(
        text: String(decoding: bytes[range], as: UTF8.self),
        line: line,
        bytes: range,
        commentLength: first - range.lowerBound
      )
    )
  }
}
