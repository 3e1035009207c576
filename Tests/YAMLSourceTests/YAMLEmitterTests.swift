import Diagnostics
import Testing
import YAMLSource

@Suite struct YAMLEmitterTests {
  @Test func `a manifest looks as people write it`() throws {
    let text = """
      table: todos
      comment: What a person has to do.
      columns:
        id: {type: bigint, identity: always}
        is_complete: {type: boolean, default: "false", not_null: true}
        amount: {type: "numeric(10,2)", default: '"x"'}
        due: timestamptz
      primary_key: [id]
      indexes:
        todos_idx: {on: [user_id], where: not is_complete}
      empty: {}
      none: []
      nothing: null
      port: 5432
      ratio: 1.5
      steps:
        - first
        - name: second
          done: true
        - - nested
          - list
      body: |
        select 1

          from x -- a: b
      ---
      function: f

      """
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: text, file: "f.yaml", diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(YAMLEmitter().text(for: documents) == text)
  }

  @Test(
    arguments: [
      ("plain text", "plain text"), ("lower(title)", "lower(title)"),
      ("now()::date", "now()::date"),
      ("true", "\"true\""), ("yes", "\"yes\""), ("Off", "\"Off\""), ("n", "\"n\""),
      ("null", "\"null\""), ("~", "\"~\""), ("", "\"\""), ("12", "\"12\""), ("1e3", "\"1e3\""),
      ("0x1", "\"0x1\""), ("12:30", "\"12:30\""), ("2024-01-01", "\"2024-01-01\""),
      ("5s", "5s"), ("v1.2", "v1.2"), ("a: b", "\"a: b\""), ("a #b", "\"a #b\""),
      ("say \"x\"", "say \"x\""), ("\"x\"", "'\"x\"'"), ("'x'::text", "\"'x'::text\""),
      ("it's", "it's"), ("\\d: 'x'", "'\\d: ''x'''"), ("a\tb", "\"a\\tb\""),
      ("\u{1B}é\0", "\"\\x1Bé\\0\""), ("\u{202E}", "\"\\u202E\""), ("👩‍👧", "👩‍👧"),
    ])
  func `text is quoted only where it must be`(text: String, written: String) {
    #expect(YAMLEmitter().text(for: .mapping(["k": .string(text)])) == "k: \(written)\n")
  }

  @Test(
    arguments: [
      ("a\nb\n", "|\n  a\n  b\n"), ("a\nb", "|-\n  a\n  b\n"), ("a\n\n\n", "|+\n  a\n\n\n"),
      ("  a\nb\n", "|2\n    a\n  b\n"), ("\ta\nb", "|2-\n  \ta\n  b\n"),
      ("a \n  b\n", "\"\\\n  a \\n\\\n  \\  b\\n\"\n"), ("a\r\nb", "\"\\\n  a\\r\\n\\\n  b\"\n"),
      ("\n", "\"\\\n  \\n\"\n"),
    ])
  func `text of several lines stays so`(text: String, written: String) {
    #expect(YAMLEmitter().text(for: .mapping(["k": .string(text)])) == "k: \(written)")
  }

  @Test func `a block can be asked for`() {
    let node = Node.mapping(["body": .string("select 1", style: .literal)], layout: .flow)
    #expect(YAMLEmitter().text(for: node) == "body: |-\n  select 1\n")
  }

  @Test func `values that are no text stay what they are`() {
    let node = Node.sequence([.null, .boolean(false), .integer(-5), .string("-5")], layout: .flow)
    #expect(YAMLEmitter().text(for: node) == "[null, false, -5, \"-5\"]\n")
  }

  @Test func `a line holds up to 100 columns`() {
    let name = String(repeating: "x", count: 88)
    let fits = Node.mapping(["key": .mapping(["a": .string(name + "é")], layout: .flow)])
    #expect(YAMLEmitter().text(for: fits) == "key: {a: \(name)é}\n")
    let tooLong = Node.mapping(["key": .mapping(["a": .string(name + "éxx")], layout: .flow)])
    #expect(YAMLEmitter().text(for: tooLong) == "key:\n  a: \(name)éxx\n")
  }

  @Test func `long text is not folded`() {
    let text = String(repeating: "long words ", count: 50) + "end"
    #expect(YAMLEmitter().text(for: .mapping(["k": .string(text)])) == "k: \(text)\n")
  }

  @Test func `the key on needs no quotes and others do`() {
    let node = Node.mapping(["on": .string("on"), "yes": .null, "1": .null])
    #expect(YAMLEmitter().text(for: node) == "on: \"on\"\n\"yes\": null\n\"1\": null\n")
    #expect(YAMLEmitter(plainKeys: []).text(for: .mapping(["on": .null])) == "\"on\": null\n")
  }

  @Test func `documents are separated`() {
    let documents = [Node.mapping(["a": .integer(1)]), .string("x"), .mapping([(String, Node)]())]
    #expect(YAMLEmitter().text(for: documents) == "a: 1\n---\nx\n---\n{}\n")
    #expect(YAMLEmitter().text(for: []) == "")
  }
}
