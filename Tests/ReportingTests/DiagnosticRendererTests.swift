import Diagnostics
import Reporting
import Testing

@Suite("Diagnostics as text") struct DiagnosticRendererTests {
  private func range(_ line: Int, _ from: Int, _ to: Int) -> SourceRange {
    SourceRange(
      file: "todos.yaml",
      start: SourcePosition(line: line, column: from),
      end: SourcePosition(line: line, column: to)
    )
  }

  private func text(_ diagnostics: [Diagnostic], source: String, style: Style = Style()) -> String {
    DiagnosticRenderer(style: style) { $0 == "todos.yaml" ? source : nil }.text(diagnostics)
  }

  @Test("place, message, line, carets, hint and notes")
  func everything() {
    let diagnostic = Diagnostic(
      .error,
      code: "manifest.unknown-key",
      "unknown key \"colums\" in table \"todos\"",
      at: range(2, 1, 7),
      hint: "Did you mean \"columns\"?",
      notes: [.init("the table is declared here", at: range(1, 8, 13))]
    )
    #expect(
      text([diagnostic], source: "table: todos\ncolums: {}\n", style: Style(ascii: true)) == """
        todos.yaml:2:1: error: unknown key "colums" in table "todos"
          2 | colums: {}
            | ^^^^^^
          hint: Did you mean "columns"?
        todos.yaml:1:8: note: the table is declared here
          1 | table: todos
            |        ^^^^^

        """
    )
  }

  @Test("a line in which a secret stands is not shown, whatever else is wrong in it")
  func secrets() {
    var secret = Diagnostic(.error, code: "x", "a secret in clear", at: range(1, 6, 12))
    secret.isSourceSecret = true
    let other = Diagnostic(
      .error,
      code: "y",
      "unknown key",
      at: range(1, 14, 15),
      notes: [.init("as here", at: range(2, 1, 2))]
    )
    let text = text([secret, other], source: "key: hunter2, z: 1\nz: 2\n")
    #expect(!text.contains("hunter2"))
    #expect(text.contains("a secret in clear") && text.contains("unknown key"))
    #expect(text.contains("z: 2"))
  }

  @Test("carets stand under what they mean, after tabs and wide characters")
  func alignment() {
    let diagnostic = Diagnostic(.warning, code: "x", "odd", at: range(1, 5, 7))
    #expect(
      text([diagnostic], source: "\ta日:ok", style: Style(ascii: true)) == """
        todos.yaml:1:5: warning: odd
          1 |         a日:ok
            |             ^^

        """
    )
  }

  @Test("a range over several lines is marked up to the end of its first")
  func manyLines() {
    let range = SourceRange(
      file: "todos.yaml",
      start: SourcePosition(line: 1, column: 3),
      end: SourcePosition(line: 3, column: 1)
    )
    let diagnostic = Diagnostic(.error, code: "x", "long", at: range)
    #expect(
      text([diagnostic], source: "a: bcd\ne\nf", style: Style(ascii: true)) == """
        todos.yaml:1:3: error: long
          1 | a: bcd
            |   ^^^^

        """
    )
  }

  @Test("without a place or a source there is the message alone; errors are counted")
  func bare() {
    let diagnostics = [
      Diagnostic(.error, code: "x", "nowhere", at: nil, detail: "Two\nlines."),
      Diagnostic(
        .error,
        code: "x",
        "gone",
        at: SourceRange(file: "other.yaml", at: SourcePosition(line: 9, column: 9))
      ),
    ]
    #expect(
      text(diagnostics, source: "") == """
        error: nowhere
          detail: Two
            lines.

        other.yaml:9:9: error: gone

        2 errors

        """
    )
  }

  @Test("colour only repeats what is said")
  func colour() {
    let diagnostic = Diagnostic(.error, code: "x", "bad", at: range(1, 1, 2))
    let plain = text([diagnostic], source: "a")
    let coloured = text([diagnostic], source: "a", style: Style(color: true))
    #expect(coloured.contains("\u{1B}[31merror:\u{1B}[0m"))
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
  }

  @Test("what a file says cannot steer the terminal")
  func injection() {
    let diagnostic = Diagnostic(.error, code: "x", "bad \u{1B}[2Jname", at: range(1, 1, 2))
    let shown = text([diagnostic], source: "a\u{1B}]0;title\u{7}\u{202E}b")
    #expect(!shown.unicodeScalars.contains("\u{1B}"))
    #expect(!shown.unicodeScalars.contains("\u{202E}"))
    #expect(shown.contains("a\\u{1B}]0;title\\u{7}\\u{202E}b"))
  }
}
