/// Writes values so that every version of the service reads them as they are.
///
/// Versions differ in `$NAME`, which older ones replace; in all of them a quote after a backslash
/// does not close, and quotes at the ends of a quoted value are lost. So a value is put in single
/// quotes where it can be, else in double quotes, else stands bare, else cannot be written. Of
/// these the form is taken that shells and Python's `dotenv` read as the service does, where there
/// is one.
enum EnvFileQuoting {
  /// The text of a value; nil when no form can say it.
  static func text(for value: String) -> String? {
    if value.unicodeScalars.contains("\0") { return nil }
    if isFitForSingleQuotes(value), !value.contains("\\\\") { return "'\(value)'" }
    if !value.hasSuffix("\\"), !value.hasSuffix("\""), !value.contains(where: "$`\r".contains) {
      return doubleQuoted(value)
    }
    if isFitForSingleQuotes(value) { return "'\(value)'" }
    if !value.hasSuffix("\\"), !value.hasSuffix("\"") { return doubleQuoted(value) }
    return isFitToStandBare(value) ? bare(value) : nil
  }

  private static func isFitForSingleQuotes(_ value: String) -> Bool {
    !value.unicodeScalars.contains("'") && !value.unicodeScalars.contains("\r")
      && !value.hasSuffix("\\")
  }

  private static func doubleQuoted(_ value: String) -> String? {
    // The quote at the start, once escaped, is preceded by its backslash and so is kept.
    var result = "\""
    for character in value.unicodeScalars {
      switch character {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "$": result += "\\$"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }

  private static func isFitToStandBare(_ value: String) -> Bool {
    guard let first = value.unicodeScalars.first, let last = value.unicodeScalars.last else {
      return false
    }
    let scalars = Array(value.unicodeScalars)
    let isBroken = scalars.contains { $0 == "\n" || $0 == "\r" }
    let hasComment = zip(scalars, scalars.dropFirst()).contains {
      ($0.properties.isWhitespace && $1 == "#") || ($0 == "\\" && $1 == "$")
    }
    return !isBroken && !hasComment && first != "'" && first != "\"" && first != "#"
      && !first.properties.isWhitespace && !last.properties.isWhitespace
  }

  private static func bare(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    for character in value.unicodeScalars {
      if character == "$" { result.append("\\") }
      result.append(character)
    }
    return String(result)
  }
}
