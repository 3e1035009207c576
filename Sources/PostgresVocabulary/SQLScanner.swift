/// Passes over what a script is made of: words, numbers, quoted texts and comments.
///
/// Manual: "Lexical Structure"; cut as `psql` cuts (psqlscan.l of its source). Nothing is
/// understood beyond that. Complexity: O(length) for the whole script.
public struct SQLScanner: Sendable {
  /// The script.
  public let bytes: [UInt8]
  /// Where the scanner stands, in bytes; at most at the end.
  public var index = 0

  /// Begins with a script.
  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether there is nothing more.
  public var isAtEnd: Bool { index >= bytes.count }

  /// A byte from where the scanner stands on; nil behind the end.
  public func byte(_ offset: Int = 0) -> UInt8? {
    index + offset < bytes.count ? bytes[index + offset] : nil
  }

  /// Whether a byte begins a word.
  public static func startsWord(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isInWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }

  /// Whether a byte is a blank or a line break.
  public static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (9...13).contains(byte)
  }

  // MARK: Comments

  /// Passes over a comment if one begins here.
  ///
  /// - Returns: whether one did.
  public mutating func skipComment() -> Bool {
    switch (byte(), byte(1)) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): skipLine()
    case (UInt8(ascii: "/"), UInt8(ascii: "*")): skipBlock()
    default: return false
    }
    return true
  }

  private mutating func skipLine() {
    while let next = byte(), next != UInt8(ascii: "\n") { index += 1 }
  }

  /// Comments in `/*` and `*/` nest.
  private mutating func skipBlock() {
    var depth = 0
    repeat {
      switch (byte(), byte(1)) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        index += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        index += 2
      default: index += 1
      }
    } while depth > 0 && !isAtEnd
    index = min(index, bytes.count)
  }

  // MARK: Tokens

  /// Passes over a word, a number, a quoted text or a single other character.
  ///
  /// - Returns: the word in lower case; nil for everything else.
  public mutating func token() -> String? {
    switch byte() {
    case UInt8(ascii: "'"): skipString(escapes: false)
    case UInt8(ascii: "\""): skipQuoted(escapes: false)
    case UInt8(ascii: "$"): skipDollarQuoted()
    case let byte? where Self.startsWord(byte): return word()
    case let byte? where Self.isDigit(byte):
      while let next = self.byte(), Self.isInWord(next) { index += 1 }
    default: index = min(index + 1, bytes.count)
    }
    return nil
  }

  /// Passes over a word, or over the string with escapes that it begins.
  private mutating func word() -> String? {
    let begin = index
    while let next = byte(), Self.isInWord(next) { index += 1 }
    let word = String(decoding: bytes[begin..<index], as: UTF8.self).lowercased()
    guard word == "e", byte() == UInt8(ascii: "'") else { return word }
    skipString(escapes: true)
    return nil
  }

  /// A string goes on after a line break, with the same meaning of backslashes.
  private mutating func skipString(escapes: Bool) {
    while true {
      skipQuoted(escapes: escapes)
      let gap = bytes[index...].prefix(while: Self.isBlank)
      guard gap.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }),
        gap.endIndex < bytes.count, bytes[gap.endIndex] == UInt8(ascii: "'")
      else { return }
      index = gap.endIndex
    }
  }

  /// A doubled quote goes on as a quote of its own.
  private mutating func skipQuoted(escapes: Bool) {
    let quote = bytes[index]
    index += 1
    while let next = byte() {
      index += escapes && next == UInt8(ascii: "\\") ? 2 : 1
      if next == quote {
        guard byte() == quote else { return }
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  private mutating func skipDollarQuoted() {
    var stop = index + 1
    while stop < bytes.count, Self.startsWord(bytes[stop]) || Self.isDigit(bytes[stop]) {
      stop += 1
    }
    guard stop < bytes.count, bytes[stop] == UInt8(ascii: "$"), !Self.isDigit(bytes[index + 1])
    else {
      index += 1
      return
    }
    let tag = bytes[index...stop]
    index = stop + 1
    while !isAtEnd {
      if bytes[index] == UInt8(ascii: "$"), bytes[index...].starts(with: tag) {
        index += tag.count
        return
      }
      index += 1
    }
  }
}
