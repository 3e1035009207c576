public import Diagnostics

/// Writes diagnostics as `file:line:column: error: …` with the line, a caret, hints and notes.
public struct DiagnosticRenderer: Sendable {
  private let style: Style
  private let source: @Sendable (String) -> String?

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - style: The layout.
  ///   - source: Gives the text of a file by the path that diagnostics name; nil when there is
  ///     none, so that no line is shown.
  public init(style: Style = Style(), source: @escaping @Sendable (String) -> String?) {
    self.style = style
    self.source = source
  }

  /// Writes diagnostics one after the other, with a count of the errors at the end.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    var lines = Dictionary(grouping: diagnostics.compactMap(\.range?.file)) { $0 }.keys
      .reduce(into: [String: [Substring]]()) { $0[$1] = split($1) }
    hideSecrets(diagnostics, in: &lines)
    var text = diagnostics.map { render($0, lines) }.joined(separator: "\n")
    let errors = diagnostics.count { $0.severity == .error }
    if errors > 1 { text += "\n\(errors) errors\n" }
    return text
  }

  /// Writes one diagnostic, ended by a newline.
  public func text(_ diagnostic: Diagnostic) -> String {
    text([diagnostic])
  }

  /// Takes the lines in which secrets stand away, whatever else is wrong in them, and all of files
  /// that are not for us to read.
  private func hideSecrets(_ diagnostics: [Diagnostic], in lines: inout [String: [Substring]]) {
    for diagnostic in diagnostics where diagnostic.code == "manifest.unreadable" {
      if let file = diagnostic.range?.file { lines[file] = [] }
    }
    for diagnostic in diagnostics where diagnostic.isSourceSecret {
      guard let range = diagnostic.range else { continue }
      for line in range.start.line...max(range.start.line, range.end.line) {
        guard lines[range.file]?.indices.contains(line - 1) == true else { continue }
        lines[range.file]?[line - 1] = Self.hidden
      }
    }
  }

  /// Stands for a line that is not shown; no source file holds it, since lines end there.
  private static let hidden: Substring = "\n"

  private func split(_ file: String) -> [Substring]? {
    source(file)?.split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { SourceLine.holdsPassword($0) ? Self.hidden : $0 }
  }

  // MARK: Parts

  private func render(_ diagnostic: Diagnostic, _ lines: [String: [Substring]]) -> String {
    var result = heading(
      diagnostic.severity.rawValue,
      diagnostic.message,
      at: diagnostic.range,
      role: diagnostic.severity == .error ? .bad : .warning
    )
    result += excerpt(diagnostic.range, lines)
    if isHidden(diagnostic.range, lines), diagnostic.hint?.contains("not shown") != true {
      result += "  The line is not shown.\n"
    }
    if let detail = diagnostic.detail { result += labelled("detail", detail) }
    if let hint = diagnostic.hint { result += labelled("hint", hint) }
    for note in diagnostic.notes {
      result += heading("note", note.message, at: note.range, role: .accent)
      result += excerpt(note.range, lines)
    }
    return result
  }

  private func heading(
    _ word: String,
    _ message: String,
    at range: SourceRange?,
    role: Style.Role
  ) -> String {
    let place = range.map { TerminalText.line("\($0): ") } ?? ""
    let shown = style.paint(TerminalText.line(message), .strong)
    return "\(style.paint(place, .strong))\(style.paint(word + ":", role)) \(shown)\n"
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let lines = TerminalText.lines(text)
    let indented = lines.enumerated().map { $0 == 0 ? $1 : "    \($1)" }
    return "  \(style.paint(label + ":", .accent)) \(indented.joined(separator: "\n"))\n"
  }

  /// Whether the line is kept back for what stands in it, which nothing else says.
  private func isHidden(_ range: SourceRange?, _ lines: [String: [Substring]]) -> Bool {
    guard let range, let lines = lines[range.file], lines.indices.contains(range.start.line - 1)
    else { return false }
    return lines[range.start.line - 1] == Self.hidden
  }

  private func excerpt(_ range: SourceRange?, _ known: [String: [Substring]]) -> String {
    guard let range, let lines = known[range.file] ?? split(range.file),
      lines.indices.contains(range.start.line - 1),
      lines[range.start.line - 1] != Self.hidden
    else { return "" }
    let line = String(lines[range.start.line - 1])
    let isOneLine = range.end.line == range.start.line
    let end = isOneLine ? range.end.column : line.unicodeScalars.count + 1
    let number = String(range.start.line)
    let excerpt = SourceExcerpt(line, from: range.start.column, to: end)
      .cut(to: style.width - number.count - 5, mark: style.ascii ? "..." : "…")
    let margin = String(repeating: " ", count: number.count)
    return """
        \(style.paint("\(number) \(style.gutter)", .faint)) \(excerpt.line)
        \(style.paint("\(margin) \(style.gutter)", .faint)) \(style.paint(excerpt.marker, .bad))

      """
  }
}

/// What stands in a line of source.
enum SourceLine {
  /// Whether an address with a password in clear stands in it: `://NAME:PASSWORD@`, or `password=`
  /// followed by anything but a reference to a variable.
  static func holdsPassword(_ line: Substring) -> Bool {
    let line = String(line)
    if let scheme = line.firstRange(of: "://") {
      let rest = line[scheme.upperBound...]
      if let colon = rest.firstIndex(of: ":"), let at = rest.lastIndex(of: "@"), colon < at {
        let password = rest[rest.index(after: colon)..<at]
        if !password.isEmpty, !isReference(password) { return true }
      }
    }
    guard let key = line.firstRange(of: "password=") else { return false }
    let value = line[key.upperBound...].drop { $0 == "'" || $0 == "\"" }
    return !value.isEmpty && !value.hasPrefix("${")
  }

  /// Whether a text is `${…}` and no more.
  private static func isReference(_ text: Substring) -> Bool {
    text.hasPrefix("${") && text.hasSuffix("}")
  }
}
