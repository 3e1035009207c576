import Diagnostics
import Testing
import YAMLSource

/// Whatever is written reads back the same.
@Suite struct EmitterRoundTripTests {
  static let nasty = [
    "", " ", "a", " a", "a ", "null", "~", "Null", "true", "True", "no", "on", "y", "0x1", "1e3",
    "12:30", "1_000", "007", "0o17", ".5", "-.inf", ".nan", "+1", "2024-01-01", "=", "<<", "- a",
    "-", "---", "--- a", "...", "? b", "?", ": c", ":", "a:", "a: b", "a:b", "a #b", "a#b", "#",
    "'", "\"", "it's", "\"q\"", "'a' \"b\"", "\\", "a\\nb", "\t", "a\tb", "\ta", "\n", "\n\n",
    "a\n", "a\n\n", "\na", "\n\na\n", " a\n b", "a\n b\n", "a \nb", "a\n \nb", "a\r\nb\r\n", "\r",
    "a\rb", "\u{85}", "a\u{2028}b", "\u{FEFF}a", "\0", "\u{1B}[0m", "é", "日本語", "👩‍👩‍👧 family",
    "{", "}", "[a]", "a, b", "numeric(10,2)", "a?b", "&a", "*a", "!t", "|", ">", "%d", "@a", "`a`",
    "now()::date", "'x'::text", "select *\n  from t -- #1\n where a = 'b: c'\n", "\ttab\nline\n",
    "a\n\ttab", "\n  deep\nback\n", "a\nb\n\n\n", "x\n---\ny", "x\n...\n", "# c\n# d\n",
    String(repeating: "long word ", count: 30) + "end", String(repeating: "k", count: 2000),
  ]

  private func parse(_ text: String) -> [Node] {
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: text, file: "t.yaml", diagnostics: &diagnostics)
    #expect(diagnostics.diagnostics == [], "\(text)")
    return documents
  }

  @Test(arguments: nasty)
  func `a text reads back the same wherever it stands`(text: String) {
    for style in [nil, Scalar.Style.literal, .doubleQuoted] {
      let string = Node.string(text, style: style)
      for layout in [Node.Layout.block, .flow] {
        let node = Node.mapping(
          [
            ("first", string), (text + "!", string),
            ("list", .sequence([string, string], layout: layout)),
            ("map", .mapping([("a key", string), (text, string), ("b", string)], layout: layout)),
            ("deep", .sequence([.sequence([string]), .mapping(["k": string, "l": string])])),
          ])
        let written = YAMLEmitter().text(for: node)
        let isSame = parse(written) == [node]
        #expect(isSame, "\(written)")
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `generated documents read back the same`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let documents = (0..<5).map { _ in
      Node.mapping([("doc", generator.node(depth: 4)), ("end", .boolean(true))])
    }
    let written = YAMLEmitter().text(for: documents)
    let isSame = parse(written) == documents
    #expect(isSame, "\(written)")
    #expect(YAMLEmitter().text(for: parse(written)) == written)
  }
}

/// Makes the same nodes from the same seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// The next number of the SplitMix64 sequence.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A text made of pieces that are hard to write.
  mutating func text() -> String {
    let pieces = EmitterRoundTripTests.nasty.dropLast()
    return (0..<Int.random(in: 1...4, using: &self)).map { _ in
      pieces.randomElement(using: &self) ?? ""
    }.joined(separator: ["", " ", "\n"].randomElement(using: &self) ?? "")
  }

  /// A node of at most `depth` levels.
  mutating func node(depth: Int) -> Node {
    let layout: Node.Layout = Bool.random(using: &self) ? .flow : .block
    switch Int.random(in: 0...(depth > 0 ? 9 : 6), using: &self) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &self))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &self))
    case 3...6: return .string(text())
    case 7:
      let count = Int.random(in: 0...4, using: &self)
      return .sequence((0..<count).map { _ in node(depth: depth - 1) }, layout: layout)
    default:
      var pairs: [String: Node] = [:]
      for _ in 0..<Int.random(in: 0...5, using: &self) { pairs[text()] = node(depth: depth - 1) }
      let sorted = pairs.sorted { $0.key < $1.key }
      return .mapping(sorted.map { ($0.key, $0.value) }, layout: layout)
    }
  }
}
