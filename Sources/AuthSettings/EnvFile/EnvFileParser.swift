/// Reads the statements of an environment file as `godotenv` 1.5 does.
struct EnvFileParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func statements() throws(EnvFileError) -> [EnvFile.Statement] {
    var found: [EnvFile.Statement] = []
    while skipToStatement() {
      let start = position
      let key = try self.key()
      skipBlanks()
      let valueStart = position
      let value = try self.value()
      found.append(
        EnvFile.Statement(
          key: key,
          value: value.text,
          range: start..<value.end,
          valueRange: valueStart..<value.end
        )
      )
    }
    return found
  }

  private func failure() -> EnvFileError {
    .syntax(line: bytes[..<min(position, bytes.count)].count { $0 == Byte.newline } + 1)
  }

  /// Skips white space and comments; false at the end of the file.
  private mutating func skipToStatement() -> Bool {
    while position < bytes.count {
      if Byte.isBlank(bytes[position]) || bytes[position] == Byte.newline {
        position += 1
      } else if bytes[position] == Byte.hash {
        position = endOfLine(from: position)
      } else {
        return true
      }
    }
    return false
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Byte.isBlank(bytes[position]) {
      // The carriage return of an empty value belongs to the end of its line.
      if bytes[position] == Byte.carriageReturn, endOfLine(from: position) == position { return }
      position += 1
    }
  }

  /// The place where a line ends: its newline, or the carriage return before it.
  private func endOfLine(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != Byte.newline {
      if bytes[end] == Byte.carriageReturn,
        end + 1 == bytes.count || bytes[end + 1] == Byte.newline
      {
        return end
      }
      end += 1
    }
    return end
  }
}

// MARK: - Keys

extension EnvFileParser {
  private mutating func key() throws(EnvFileError) -> String {
    let export = Array("export".utf8)
    if bytes[position...].starts(with: export), position + export.count < bytes.count,
      Byte.isBlank(bytes[position + export.count])
    {
      position += export.count
      while position < bytes.count, Byte.isBlank(bytes[position]) { position += 1 }
    }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") {
        var end = position
        while end > start, Byte.isBlank(bytes[end - 1]) { end -= 1 }
        position += 1
        guard end > start else { throw failure() }
        return String(decoding: bytes[start..<end], as: UTF8.self)
      }
      guard Byte.isBlank(byte) || Byte.isOfKey(byte) else { throw failure() }
      position += 1
    }
    throw failure()
  }
}

// MARK: - Values

extension EnvFileParser {
  private typealias Value = (text: String, end: Int)

  private mutating func value() throws(EnvFileError) -> Value {
    guard position < bytes.count else { return ("", position) }
    let quote = bytes[position]
    if quote == Byte.singleQuote || quote == Byte.doubleQuote { return try quoted(quote) }
    return bare()
  }

  /// Up to the end of the line, or to a ` #`.
  private mutating func bare() -> Value {
    let start = position
    let lineEnd = endOfLine(from: start)
    var end = lineEnd
    for index in start..<lineEnd where bytes[index] == Byte.hash && index > start {
      if Byte.isBlank(bytes[index - 1]) {
        end = index
        break
      }
    }
    while end > start, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    position = lineEnd
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return (Self.withoutEscapedDollars(text), end)
  }

  /// Up to a quote that no backslash precedes; more quotes at both ends are no part of the value.
  private mutating func quoted(_ quote: UInt8) throws(EnvFileError) -> Value {
    let start = position
    var end = start + 1
    while end < bytes.count, bytes[end] != quote || bytes[end - 1] == Byte.backslash { end += 1 }
    guard end < bytes.count else { throw failure() }
    position = end + 1
    var inner = bytes[start..<end]
    while inner.last == quote { inner = inner.dropLast() }
    while inner.first == quote { inner = inner.dropFirst() }
    // A carriage return before a newline is dropped when the service reads the file.
    let kept = inner.indices.filter {
      bytes[$0] != Byte.carriageReturn || $0 + 1 == bytes.count || bytes[$0 + 1] != Byte.newline
    }
    let text = String(decoding: kept.map { bytes[$0] }, as: UTF8.self)
    return (quote == Byte.singleQuote ? text : Self.unescaped(text), end + 1)
  }

  /// `\$` stands for `$`.
  private static func withoutEscapedDollars(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      if character == "$", result.last == "\\" { result.removeLast() }
      result.append(character)
    }
    return String(result)
  }

  /// Resolves the escapes of a value in double quotes; an unknown one loses its backslash.
  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for character in text.unicodeScalars {
      if isEscaped {
        switch character {
        case "n": result.append("\n")
        case "r": result.append("\r")
        default: result.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return String(result)
  }
}

/// The bytes that mean something in environment files.
enum Byte {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let hash = UInt8(ascii: "#")
  static let backslash = UInt8(ascii: "\\")
  static let singleQuote = UInt8(ascii: "'")
  static let doubleQuote = UInt8(ascii: "\"")

  /// White space within a line.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C || byte == carriageReturn
  }

  /// What a key may consist of.
  static func isOfKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
