import Diagnostics
import Testing
import YAMLSource

/// A text with a mistake at 1️⃣, and what is said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var text: String
  var code: String
  var message: String

  init(_ text: String, _ code: String, _ message: String) {
    self.text = text
    self.code = code
    self.message = message
  }

  var testDescription: String { message }
}

@Suite struct SyntaxDiagnosticTests {
  static let mistakes = [
    Mistake("a: x\n1️⃣\tb: y", "yaml.tab-indentation", "tab used as indentation"),
    Mistake("a:\n  b:\n  1️⃣\tc: y", "yaml.tab-indentation", "tab used as indentation"),
    Mistake("a: |\n  x\n1️⃣\ty\n", "yaml.tab-indentation", "tab used as indentation"),
    Mistake("a: b1️⃣: c", "yaml.syntax", "unexpected \":\""),
    Mistake("é😀: [1, é😀: 1️⃣@", "yaml.syntax", "unquoted text cannot start with \"@\""),
    Mistake("a: b\nc: 1️⃣\"open\nd: e\n", "yaml.syntax", "quoted text has no closing quote"),
    Mistake("a: [1, 2\nb1️⃣: 3", "yaml.syntax", "expected \",\" or \"]\", found \":\""),
    Mistake("a: 1️⃣[1, 2", "yaml.syntax", "missing \"]\""),
    Mistake("a: 1️⃣{b: c", "yaml.syntax", "missing \"}\""),
    Mistake("a: 'x'1️⃣::text", "yaml.syntax", "unexpected text after a closing quote"),
    Mistake("a: {b: 'x' 1️⃣|| y}", "yaml.syntax", "unexpected text after a closing quote"),
    Mistake("a: \"1️⃣\\q\"", "yaml.syntax", "unknown escape in double-quoted text"),
    Mistake("a:\n  b: 1\n 1️⃣c: 2", "yaml.syntax", "expected a key, found \"c\""),
    Mistake("- a\n1️⃣b: c", "yaml.syntax", "expected \"-\", found \"b\""),
    Mistake("key\nother1️⃣: 1", "yaml.syntax", "unexpected \":\""),
    Mistake("a: b\n1️⃣key\nc: d\n", "yaml.syntax", "missing \":\" after a key"),
    Mistake("a: *1️⃣ from", "yaml.syntax", "missing name after \"*\""),
    Mistake("a: &1️⃣", "yaml.syntax", "missing name after \"&\""),
    Mistake("a: 1️⃣- b", "yaml.syntax", "list item is not allowed here"),
    Mistake("a: 1️⃣? b", "yaml.syntax", "\"?\" is not allowed here"),
    Mistake("a: 1️⃣}", "yaml.syntax", "expected a value"),
    Mistake("a: |1️⃣0\n  x", "yaml.syntax", "a block cannot be indented by 0 spaces"),
    Mistake("a: \"\\u1️⃣zzzz\"", "yaml.syntax", "escape lacks hexadecimal digits"),
    Mistake("a: !<tag:x1️⃣ y", "yaml.syntax", "malformed type tag"),
    Mistake("a: 1️⃣!e!x y", "yaml.syntax", "unknown type tag"),
    Mistake("a\n...\n1️⃣b", "yaml.syntax", "unexpected text after the end of the document"),
    Mistake("a: 'x\u{2028}y'\nb: 1️⃣@", "yaml.syntax", "unquoted text cannot start with \"@\""),
    Mistake("a: x\nb: y1️⃣\u{1}z", "yaml.control-character", "character U+0001 is not allowed"),
    Mistake("a: 1\n1️⃣a: 2", "yaml.duplicate-key", "duplicate key \"a\""),
    Mistake("a: {b: 1, 1️⃣'b': 2}", "yaml.duplicate-key", "duplicate key \"b\""),
    Mistake("a: 1\n1️⃣<<: {b: c}", "yaml.merge-key", "merge key \"<<\" is not supported"),
    Mistake("a: 1\n1️⃣[b]: 2", "yaml.invalid-key", "a list cannot be a key"),
    Mistake("a: 1\n1️⃣{b: c}: 2", "yaml.invalid-key", "a mapping cannot be a key"),
    Mistake("a: 1\n1️⃣: 2", "yaml.syntax", "expected a key, found \":\""),
    Mistake("a: 1\n?1️⃣\n: 2", "yaml.invalid-key", "missing key"),
    Mistake("a: 1️⃣*b", "yaml.unknown-alias", "alias \"*b\" stands for nothing"),
    Mistake(
      "a: &b [1️⃣*b]",
      "yaml.recursive-alias",
      "alias \"*b\" stands inside of what it stands for"
    ),
    Mistake("a: 1️⃣!x b", "yaml.unknown-tag", "type tag \"!x\" cannot be used here"),
    Mistake("a: 1️⃣!!set {b: }", "yaml.unknown-tag", "type tag \"!!set\" cannot be used here"),
    Mistake("a: 1️⃣!!int b", "yaml.tag-mismatch", "\"b\" is not what its type tag \"!!int\" says"),
  ]

  @Test(arguments: mistakes)
  func `a mistake has its place and words`(mistake: Mistake) throws {
    let marked = MarkedText(mistake.text)
    let diagnostic = try #require(marked.parse().diagnostics.first)
    #expect(diagnostic.message == mistake.message)
    #expect(diagnostic.code == mistake.code)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.range?.start == marked.places["1️⃣"])
    #expect(marked.parse().diagnostics.count == 1)
  }

  @Test func `a duplicate key shows the first one`() throws {
    let marked = MarkedText("1️⃣a2️⃣: 1\nb: 2\n3️⃣a4️⃣: 3\n")
    let (documents, diagnostics) = marked.parse()
    #expect(diagnostics.map(\.range) == [marked.range("3️⃣", "4️⃣")])
    #expect(
      diagnostics.map(\.notes) == [
        [Diagnostic.Note("first used here", at: marked.range("1️⃣", "2️⃣"))]
      ]
    )
    #expect(documents == [.mapping(["a": .integer(1), "b": .integer(2)])])
  }

  @Test func `a duplicate is found among many keys`() {
    let lines = (0..<50).map { "key\($0): \($0)\n" }.joined()
    let marked = MarkedText(lines + "1️⃣key3: x\n2️⃣key40: x\n")
    let diagnostics = marked.parse().diagnostics
    #expect(diagnostics.map(\.range?.start) == [marked.places["1️⃣"], marked.places["2️⃣"]])
    #expect(diagnostics.map(\.notes.first?.range?.start.line) == [4, 41])
  }

  @Test(arguments: [0, 50])
  func `keys that differ in their bytes are different keys`(others: Int) {
    let lines = (0..<others).map { "key\($0): \($0)\n" }.joined()
    let (documents, diagnostics) = MarkedText(lines + "\u{e9}: 1\ne\u{301}: 2\n").parse()
    #expect(diagnostics.isEmpty)
    #expect(documents.first?.pairs?.count == others + 2)
  }

  @Test func `reading goes on with the next document`() {
    let marked = MarkedText("a: 1\n---\nb: [1️⃣\n---\nc: 1\n--- \nd: 2️⃣\"x\n---\ne: 5")
    let (documents, diagnostics) = marked.parse()
    #expect(diagnostics.map(\.message) == ["expected a value", "quoted text has no closing quote"])
    #expect(diagnostics.last?.range?.start == marked.places["2️⃣"])
    #expect(documents.compactMap { $0.pairs?.first?.name } == ["a", "c", "e"])
  }

  @Test func `bytes that are not UTF-8 are shown and the rest is read`() {
    var diagnostics = DiagnosticCollector()
    let bytes = Array("a: é\nbé: ".utf8) + [0xE9] + Array("\nc: d\nc: e\n".utf8)
    let documents = YAMLParser.documents(in: bytes, file: "f.yaml", diagnostics: &diagnostics)
    #expect(
      diagnostics.diagnostics.map(\.message) == [
        "byte 0xE9 is not valid in UTF-8 text", "duplicate key \"c\"",
      ]
    )
    #expect(
      diagnostics.diagnostics.first?.range?.start == SourcePosition(line: 2, column: 5)
    )
    #expect(documents.first?["c"] == .string("d"))
  }

  @Test func `a file in UTF-16 is recognised`() {
    var diagnostics = DiagnosticCollector()
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x20, 0, 0x62, 0]
    #expect(YAMLParser.documents(in: bytes, file: "f", diagnostics: &diagnostics) == [])
    #expect(diagnostics.diagnostics.map(\.detail) == ["The file seems to be in UTF-16."])
  }

  @Test func `an alias bomb is stopped`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let (documents, diagnostics) = MarkedText(text + "---\nb: c\n").parse()
    #expect(diagnostics.map(\.code) == ["yaml.alias-bomb"])
    #expect(documents == [.mapping(["b": .string("c")])])
  }

  @Test(arguments: [99, 100])
  func `nesting has a limit`(depth: Int) {
    let text = String(repeating: "[", count: depth) + "x" + String(repeating: "]", count: depth)
    let diagnostics = MarkedText(text).parse().diagnostics
    #expect(diagnostics.map(\.code) == (depth < 100 ? [] : ["yaml.too-deep"]))
  }

  @Test func `nesting behind aliases counts`() {
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let text =
      "a: &a \(deep)\nb: \(String(repeating: "[", count: 60))*a"
      + String(repeating: "]", count: 60)
    #expect(MarkedText(text).parse().diagnostics.map(\.code) == ["yaml.too-deep"])
  }
}
