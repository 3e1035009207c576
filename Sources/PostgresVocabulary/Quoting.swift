/// The quoting rules of PostgreSQL's lexer.
///
/// Manual: "Lexical Structure"; functions `quote_ident`, `quote_literal`.
enum Quoting {
  /// Quotes a name exactly when `quote_ident()` of a server that knows all our keywords does.
  static func identifier(_ name: String) -> String {
    isSafe(name) ? name : "\"" + doubling(name, where: { $0 == UInt8(ascii: "\"") }) + "\""
  }

  /// Quotes a string constant as `quote_literal()` does: correct whatever
  /// `standard_conforming_strings` is, since a backslash makes it an escape string.
  static func literal(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "\\")) else {
      return "'" + doubling(value, where: { $0 == UInt8(ascii: "'") }) + "'"
    }
    let escaped = doubling(value) { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\") }
    return "E'" + escaped + "'"
  }

  /// Quotes a text between `$$`, `$function$`, `$function1$`, …: the first of these tags that the
  /// text neither holds nor completes with its own end.
  static func dollarQuoted(_ body: String) -> String {
    let bytes = Array(body.utf8)
    var delimiter = "$$"
    var attempt = 0
    while occurs(delimiter, early: bytes) {
      delimiter = attempt == 0 ? "$function$" : "$function\(attempt)$"
      attempt += 1
    }
    return delimiter + body + delimiter
  }

  private static func isSafe(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLowercaseLetterOrUnderscore(first) else { return false }
    let rest = name.utf8.dropFirst()
    guard rest.allSatisfy({ isLowercaseLetterOrUnderscore($0) || (48...57).contains($0) }) else {
      return false
    }
    return !Keywords.quoted.contains(name)
  }

  private static func isLowercaseLetterOrUnderscore(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func doubling(_ text: String, where isSpecial: (UInt8) -> Bool) -> String {
    guard text.utf8.contains(where: isSpecial) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      if isSpecial(byte) { bytes.append(byte) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the delimiter would be found before the end of `body + delimiter`.
  private static func occurs(_ delimiter: String, early body: [UInt8]) -> Bool {
    let delimiter = Array(delimiter.utf8)
    let whole = body + delimiter
    return body.indices.contains { start in
      whole[start] == delimiter[0] && whole[start...].starts(with: delimiter)
    }
  }
}
