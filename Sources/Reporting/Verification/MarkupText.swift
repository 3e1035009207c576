/// Text that comes from a database or a file, made harmless for XML and HTML.
enum MarkupText {
  /// The text with what XML 1.0 forbids spelled out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.offset > 0 { result += "\n" }
      for character in TerminalText.line(String(line.element)) {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        default: result.append(character)
        }
      }
    }
    return result
  }
}
