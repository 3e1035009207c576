import Diagnostics
import Testing
import YAMLSource

@Suite struct YAMLParserTests {
  @Test func `keys and values know their places`() throws {
    let marked = MarkedText(
      """
      1️⃣table2️⃣: 3️⃣todos4️⃣
      é😀: [1, 5️⃣'zw ei'6️⃣, {a: 7️⃣b8️⃣}9️⃣]
      """
    )
    let node = try #require(marked.parse().documents.first)
    let pairs = try #require(node.pairs)
    #expect(pairs.first?.key.range == marked.range("1️⃣", "2️⃣"))
    #expect(pairs.first?.value.range == marked.range("3️⃣", "4️⃣"))
    let items = try #require(pairs.last?.value.items)
    #expect(items.map(\.kindDescription) == ["a number", "text", "a mapping"])
    #expect(items[1].range == marked.range("5️⃣", "6️⃣"))
    #expect(items[2]["a"]?.range == marked.range("7️⃣", "8️⃣"))
    #expect(items[2].range?.end == marked.places["9️⃣"])
    #expect(items[2].layout == .flow)
    #expect(node.layout == .block)
  }

  @Test func `blocks end where their last value ends`() throws {
    let marked = MarkedText("a:\n  1️⃣b:\n    2️⃣- x\n    - y3️⃣\n\n# remark\n\nc:4️⃣\nd: e\n")
    let node = try #require(marked.parse().documents.first)
    #expect(node["a"]?.range == marked.range("1️⃣", "3️⃣"))
    #expect(node["a"]?["b"]?.range == marked.range("2️⃣", "3️⃣"))
    #expect(node["c"]?.range == marked.range("4️⃣", "4️⃣"))
    #expect(node["c"]?.isNull == true)
  }

  @Test func `places are right after a byte order mark and with CRLF`() {
    let marked = MarkedText("a: 1️⃣b\r\nc: 2️⃣d\r\n")
    var diagnostics = DiagnosticCollector()
    let bytes = [0xEF, 0xBB, 0xBF] + Array(marked.text.utf8)
    let node = YAMLParser.documents(in: bytes, file: "f", diagnostics: &diagnostics).first
    #expect(diagnostics.isEmpty)
    #expect(node?["a"]?.range?.start == marked.places["1️⃣"])
    #expect(node?["c"]?.range?.start == marked.places["2️⃣"])
  }

  @Test func `documents are separated and empty ones skipped`() {
    let marked = MarkedText("# remark\n---\n---\na: 1\n---\n# nothing\n---\n1️⃣b: 2\n...\n---\n")
    let (documents, diagnostics) = marked.parse()
    #expect(diagnostics == [])
    #expect(documents == [.mapping(["a": .integer(1)]), .mapping(["b": .integer(2)])])
    #expect(documents.last?.range?.start == marked.places["1️⃣"])
  }

  @Test(arguments: ["", "\n", "# only a remark", "---", "---\n---\n", "\u{FEFF}"])
  func `a file may have no documents`(text: String) {
    let (documents, diagnostics) = MarkedText(text).parse()
    #expect(documents == [])
    #expect(diagnostics == [])
  }

  @Test func `an alias stands at its own place`() throws {
    let marked = MarkedText("a: &x [1️⃣p, q]\nb: 2️⃣*x3️⃣\n")
    let node = try #require(marked.parse().documents.first)
    #expect(node["b"] == node["a"])
    #expect(node["b"]?.range == marked.range("2️⃣", "3️⃣"))
    #expect(node["b"]?.items?.first?.range?.start == marked.places["1️⃣"])
  }

  @Test(
    arguments: [
      ("select 1️⃣x", 7, 0), ("'select 1️⃣x'", 7, 0), ("|\n  a\n   é1️⃣b\n", 4, 0),
      ("|-\n\n     1️⃣a\n", 1, 0), (">\n  a\n  b\n", 2, 1), ("'it''s x'", 5, 1),
      ("\"\\x41 x\"", 2, 1), ("a\n  b", 2, 1),
    ])
  func `a character of a text has a place`(yaml: String, offset: Int, unknown: Int) throws {
    let marked = MarkedText("key: " + yaml)
    let node = try #require(marked.parse().documents.first)
    let place = node["key"]?.position(ofCharacter: offset)
    #expect(place == (unknown == 1 ? nil : marked.places["1️⃣"]))
  }
}

@Suite struct ScalarTests {
  @Test(
    arguments: [
      ("", .null), ("~", .null), ("null", .null), ("!!null null", .null),
      ("true", .boolean(true)), ("false", .boolean(false)), ("!!bool 'true'", .boolean(true)),
      ("12", .integer(12)), ("-3", .integer(-3)), ("+7", .integer(7)), ("0x1F", .integer(31)),
      ("0o17", .integer(15)), ("007", .integer(7)), ("!!int '5'", .integer(5)),
      ("9223372036854775807", .integer(.max)),
      ("9223372036854775808", .decimal("9223372036854775808")),
      ("1.5", .decimal("1.5")), (".5", .decimal(".5")), ("1e3", .decimal("1e3")),
      ("-1.5E-3", .decimal("-1.5E-3")), ("-.inf", .decimal("-.inf")), (".nan", .decimal(".nan")),
      ("yes", .string("yes")), ("True", .string("True")), ("NULL", .string("NULL")),
      ("1_000", .string("1_000")), ("12:30", .string("12:30")), ("0x", .string("0x")),
      ("0x-1", .string("0x-1")), ("1e", .string("1e")), (".", .string(".")), ("-", .string("-")),
      ("+.nan", .string("+.nan")), ("'true'", .string("true")), ("\"1\"", .string("1")),
      ("''", .string("")), ("!!str 5", .string("5")), ("! 5", .string("5")),
      ("2024-01-01", .string("2024-01-01")), ("|\n  5", .string("5")),
    ] as [(String, Scalar.Value)]
  )
  func `a scalar stands for its value`(yaml: String, value: Scalar.Value) throws {
    // A lone dash would start a list.
    let node =
      try yaml == "-"
      ? Node(.scalar(Scalar(text: "-", style: .plain)))
      : #require(try parseOne("key: \(yaml)")["key"])
    #expect(node.scalar?.value == value)
  }

  @Test func `the text of a number is kept and a null has none`() throws {
    let node = try parseOne("{a: 007, b: true, c: ~, d: '', e: [x]}")
    #expect(node["a"]?.stringValue == "007")
    #expect(node["b"]?.stringValue == "true")
    #expect(node["c"]?.stringValue == nil)
    #expect(node["d"]?.stringValue == "")
    #expect(node["e"]?.stringValue == nil)
  }

  @Test(
    arguments: [
      ("yes", true), ("No", false), ("ON", true), ("off", false), ("'true'", true),
      ("False", false), ("true", nil), ("1", nil), ("maybe", nil),
    ])
  func `a text may look like a boolean`(yaml: String, meant: Bool?) throws {
    let node = try #require(try parseOne("key: \(yaml)")["key"])
    #expect(node.booleanLookalike == meant)
    #expect(node.boolValue == (yaml == "true" ? true : nil))
  }
}
