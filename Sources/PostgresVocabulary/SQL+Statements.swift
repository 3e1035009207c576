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
  /// `BEGIN ATOMIC`. Manual: "Lexical Structure". Nothing is understood beyond that; what is no
  /// more than a comment is left out.
  /// Complexity: O(length).
  public var statements: [Statement] {
    var cutter = StatementCutter(Array(text.utf8))
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
  private let bytes: [UInt8]
  private var index = 0
  private var start = 0
  /// Where the first word of the statement begins; nil while there are only blanks and comments.
  private var first: Int?
  private var parentheses = 0
  private var atomicDepth = 0
  private var lastWord = ""
  private var found: [SQL.Statement] = []
  private var line = 1
  private var counted = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func statements() -> [SQL.Statement] {
    while index < bytes.count { step() }
    end(at: bytes.count)
    return found
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "-") where next == UInt8(ascii: "-"): skipLine()
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipBlock()
    case UInt8(ascii: " "), 9...13: index += 1
    case UInt8(ascii: ";") where parentheses == 0 && atomicDepth == 0:
      end(at: index)
      index += 1
      start = index
    default:
      if first == nil { first = index }
      token(byte)
    }
  }

  private mutating func token(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "'"): skipQuoted(byte, escapes: false)
    case UInt8(ascii: "\""): skipQuoted(byte, escapes: false)
    case UInt8(ascii: "$"): skipDollar()
    case UInt8(ascii: "("):
      parentheses += 1
      index += 1
    case UInt8(ascii: ")"):
      parentheses = max(0, parentheses - 1)
      index += 1
    case _ where Self.startsWord(byte): word()
    case _ where Self.isDigit(byte):
      while index < bytes.count, Self.isInWord(bytes[index]) { index += 1 }
    default: index += 1
    }
  }

  private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

  // MARK: Words

  private mutating func word() {
    let begin = index
    while index < bytes.count, Self.isInWord(bytes[index]) { index += 1 }
    let word = String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
    if word == "e", index < bytes.count, bytes[index] == UInt8(ascii: "'") {
      skipQuoted(bytes[index], escapes: true)
      return
    }
    switch word {
    case "atomic" where lastWord == "begin" && atomicDepth == 0: atomicDepth = 1
    case "case" where atomicDepth > 0: atomicDepth += 1
    case "end" where atomicDepth > 0: atomicDepth -= 1
    default: break
    }
    lastWord = word
  }

  private static func startsWord(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isInWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }

  // MARK: What is passed over

  private mutating func skipLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
  }

  /// Comments in `/*` and `*/` nest.
  private mutating func skipBlock() {
    var depth = 0
    repeat {
      if bytes[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if bytes[index] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0 && index < bytes.count
    index = min(index, bytes.count)
  }

  private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += escapes && byte == UInt8(ascii: "\\") ? 2 : 1
      // A doubled quote goes on as a quote of its own.
      if byte == quote {
        guard index < bytes.count, bytes[index] == quote else { return }
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  private mutating func skipDollar() {
    var stop = index + 1
    while stop < bytes.count, Self.startsWord(bytes[stop]) || Self.isDigit(bytes[stop]) {
      stop += 1
    }
    let isTag =
      stop < bytes.count && bytes[stop] == UInt8(ascii: "$") && !Self.isDigit(bytes[index + 1])
    guard isTag else {
      index += 1
      return
    }
    let tag = bytes[index...stop]
    index = stop + 1
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
        index += tag.count
        return
      }
      index += 1
    }
  }

  // MARK: Ends

  private mutating func end(at stop: Int) {
    defer {
      first = nil
      parentheses = 0
      atomicDepth = 0
      lastWord = ""
    }
    guard let first else { return }
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
    var range = start..<stop
    while let byte = bytes[range].first, isBlank(byte) { range = range.dropFirst() }
    while let byte = bytes[range].last, isBlank(byte) { range = range.dropLast() }
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
