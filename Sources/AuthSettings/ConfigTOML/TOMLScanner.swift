/// Reads the parts of a file in TOML 1.0: white space, keys, texts.
struct TOMLScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  var isAtEnd: Bool { position >= bytes.count }
  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  func has(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  mutating func take(_ text: String) -> Bool {
    guard has(text) else { return false }
    position += text.utf8.count
    return true
  }

  func failure(_ what: String) -> TOMLError {
    let line = bytes[..<min(position, bytes.count)].count { $0 == TOMLByte.newline } + 1
    return .syntax(line: line, what)
  }

  mutating func skipBlanks() {
    while let byte, TOMLByte.isBlank(byte) { position += 1 }
  }

  /// Skips a comment, if there is one.
  mutating func skipComment() throws(TOMLError) {
    guard byte == TOMLByte.hash else { return }
    while let byte, byte != TOMLByte.newline {
      if byte == TOMLByte.carriageReturn, has("\r\n") { return }
      if TOMLByte.isForbidden(byte) { throw failure("a control character in a comment") }
      position += 1
    }
  }

  /// Takes the end of a line; true at the end of the file, too.
  mutating func takeLineEnd() -> Bool { isAtEnd || take("\n") || take("\r\n") }

  /// Skips what may stand after a statement, to the beginning of the next line.
  mutating func finishLine() throws(TOMLError) {
    skipBlanks()
    try skipComment()
    guard takeLineEnd() else { throw failure("something follows that does not belong there") }
  }

  /// Skips white space, comments and line ends.
  mutating func skipLines() throws(TOMLError) {
    while !isAtEnd {
      let before = position
      skipBlanks()
      try skipComment()
      if !isAtEnd { _ = takeLineEnd() }
      if position == before { return }
    }
  }
}

// MARK: - Keys

extension TOMLScanner {
  /// Reads a key with its dots.
  mutating func key() throws(TOMLError) -> [String] {
    var parts: [String] = []
    while true {
      skipBlanks()
      parts.append(try keyPart())
      skipBlanks()
      if !take(".") { return parts }
    }
  }

  private mutating func keyPart() throws(TOMLError) -> String {
    switch byte {
    case TOMLByte.doubleQuote?:
      if has("\"\"\"") { throw failure("a key over several lines") }
      return try basicText()
    case TOMLByte.singleQuote?:
      if has("'''") { throw failure("a key over several lines") }
      return try literalText()
    default:
      let start = position
      while let byte, TOMLByte.isOfBareKey(byte) { position += 1 }
      guard position > start else { throw failure("a key is missing") }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
  }
}

// MARK: - Texts

extension TOMLScanner {
  mutating func text() throws(TOMLError) -> String {
    if has("\"\"\"") { return try longBasicText() }
    if has("'''") { return try longLiteralText() }
    return byte == TOMLByte.doubleQuote ? try basicText() : try literalText()
  }

  private mutating func basicText() throws(TOMLError) -> String {
    position += 1
    var result: [UInt8] = []
    while let byte {
      if byte == TOMLByte.doubleQuote {
        position += 1
        return String(decoding: result, as: UTF8.self)
      }
      if TOMLByte.isForbidden(byte) { throw failure("a text that does not end on its line") }
      if byte == TOMLByte.backslash {
        result += try escape()
      } else {
        result.append(byte)
        position += 1
      }
    }
    throw failure("a text that does not end")
  }

  private mutating func literalText() throws(TOMLError) -> String {
    position += 1
    let start = position
    while let byte {
      if byte == TOMLByte.singleQuote {
        position += 1
        return String(decoding: bytes[start..<position - 1], as: UTF8.self)
      }
      if TOMLByte.isForbidden(byte) { throw failure("a text that does not end on its line") }
      position += 1
    }
    throw failure("a text that does not end")
  }

  private mutating func longBasicText() throws(TOMLError) -> String {
    position += 3
    _ = take("\n") || take("\r\n")
    var result: [UInt8] = []
    while let byte {
      if has("\"\"\"") { return String(decoding: closing(&result, "\""), as: UTF8.self) }
      if byte == TOMLByte.backslash {
        if try !skipLineEnding() { result += try escape() }
      } else {
        result += try longTextBytes(byte)
      }
    }
    throw failure("a text that does not end")
  }

  private mutating func longLiteralText() throws(TOMLError) -> String {
    position += 3
    _ = take("\n") || take("\r\n")
    var result: [UInt8] = []
    while let byte {
      if has("'''") { return String(decoding: closing(&result, "'"), as: UTF8.self) }
      result += try longTextBytes(byte)
    }
    throw failure("a text that does not end")
  }

  /// Up to two quotes may stand before the three that close a text.
  private mutating func closing(_ result: inout [UInt8], _ quote: String) -> [UInt8] {
    var count = 0
    while count < 5, take(quote) { count += 1 }
    return result + Array(String(repeating: quote, count: count - 3).utf8)
  }

  private mutating func longTextBytes(_ byte: UInt8) throws(TOMLError) -> [UInt8] {
    if take("\r\n") { return [TOMLByte.carriageReturn, TOMLByte.newline] }
    if TOMLByte.isForbidden(byte), byte != TOMLByte.newline {
      throw failure("a control character in a text")
    }
    position += 1
    return [byte]
  }

  /// Skips a backslash at the end of a line with all white space after it.
  private mutating func skipLineEnding() throws(TOMLError) -> Bool {
    let start = position
    position += 1
    skipBlanks()
    guard take("\n") || take("\r\n") else {
      position = start
      return false
    }
    while let byte, TOMLByte.isBlank(byte) || byte == TOMLByte.newline || has("\r\n") {
      position += 1
    }
    return true
  }

  private mutating func escape() throws(TOMLError) -> [UInt8] {
    position += 1
    guard let byte else { throw failure("a text that does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case TOMLByte.doubleQuote, TOMLByte.backslash: return [byte]
    case UInt8(ascii: "u"): return try scalar(digits: 4)
    case UInt8(ascii: "U"): return try scalar(digits: 8)
    default: throw failure("an unknown escape in a text")
    }
  }

  private mutating func scalar(digits: Int) throws(TOMLError) -> [UInt8] {
    let end = position + digits
    guard end <= bytes.count else { throw failure("a text that does not end") }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard text.allSatisfy(\.isHexDigit), let number = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(number)
    else { throw failure("an escape that stands for no character") }
    position = end
    return Array(String(Character(scalar)).utf8)
  }
}
