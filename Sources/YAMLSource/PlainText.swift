/// Decides which texts may stand without quotes.
enum PlainText {
  /// Whether readers of YAML 1.1, YAML 1.2 and JSON schemas take the unquoted text for that text.
  static func isSafe(_ text: String, isInFlow: Bool) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      !"-?:,[]{}#&*!|>'\"%@` ".unicodeScalars.contains(first), last != " ", last != ":",
      !text.hasPrefix("..."), !isAmbiguous(text)
    else { return false }
    var previous: Unicode.Scalar = first
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t": return false
      case " " where previous == ":": return false
      case "#" where previous == " ": return false
      case ",", "[", "]", "{", "}", "?": if isInFlow { return false }
      default: if !isPrintable(scalar) { return false }
      }
      previous = scalar
    }
    return true
  }

  /// Whether a character can be seen and survives being saved; tabs and line breaks do, too.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xAC, 0xAE...0x200A, 0x200C...0x200D, 0x2010...0x2027,
      0x202F...0x205F,
      0x2070...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFEF, 0xFFFC...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }

  /// Whether some reader of YAML takes the text for something else than text.
  static func isAmbiguous(_ text: String) -> Bool {
    if words.contains(text.lowercased()) { return true }
    var rest = text.utf8[...]
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
    guard let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
      return false
    }
    // Wider than needed: integers in every base and with `_`, fractions, exponents, sexagesimal
    // numbers such as 12:30, dates and times.
    return rest.allSatisfy { numberBytes.contains($0) }
  }

  private static let numberBytes = Set("0123456789abcdefABCDEFxXoO_.:+-tTzZ ".utf8)

  private static let words: Set<String> = [
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<",
    ".inf", "+.inf", "-.inf", ".nan", "nan", "inf",
  ]
}
