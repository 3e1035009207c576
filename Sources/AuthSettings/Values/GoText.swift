/// Reads numbers and truth values as the Go language's package `strconv` does.
enum GoText {
  /// Reads a truth value.
  static func bool(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }

  /// Reads a whole number whose prefix says its base: `0x10` is 16, `010` is 8.
  static func integer(_ text: String) -> Int? {
    var digits = text[...]
    var sign = ""
    if let first = digits.first, first == "-" || first == "+" {
      sign = first == "-" ? "-" : ""
      digits = digits.dropFirst()
    }
    var base = 10
    let lower = digits.lowercased()
    let prefixes: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
    if let found = prefixes.first(where: { lower.hasPrefix($0.0) }) {
      base = found.1
      digits = digits.dropFirst(2)
    } else if lower.hasPrefix("0"), lower.count > 1 {
      base = 8
      digits = digits.dropFirst()
    }
    guard let first = digits.first, first.isHexDigit, digits.last != "_" else { return nil }
    return Int(sign + digits.filter { $0 != "_" }, radix: base)
  }
}
