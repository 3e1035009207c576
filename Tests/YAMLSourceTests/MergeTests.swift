import Diagnostics
import Testing
import YAMLSource

@Suite struct MergeTests {
  /// The examples of RFC 7396, appendix A: the original, the patch and the result.
  static let examples = [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, "null", "null"),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ]

  @Test(arguments: examples)
  func `merges as RFC 7396 says`(original: String, patch: String, result: String) throws {
    let merged = try parseOne(original).merging(patch: parseOne(patch))
    #expect(try merged == parseOne(result))
  }

  @Test func `values keep the place they come from`() throws {
    var diagnostics = DiagnosticCollector()
    let base = try #require(
      YAMLParser.documents(
        in: "a: {b: 1, c: 2}\nd: 3",
        file: "base",
        diagnostics: &diagnostics
      ).first
    )
    let patch = try #require(
      YAMLParser.documents(
        in: "a: {c: 4, e: {f: 5}}\ng: 6",
        file: "patch",
        diagnostics: &diagnostics
      ).first
    )
    let merged = base.merging(patch: patch)
    #expect(merged.range?.file == "base")
    #expect(merged["a"]?.range?.file == "base")
    #expect(
      merged["a"]?.pairs?.map { "\($0.name) \($0.value.range?.file ?? "")" }
        == ["b base", "c patch", "e patch"]
    )
    #expect(merged.pairs?.map { $0.key.range?.file } == ["base", "base", "patch"])
    #expect(merged["a"]?["e"]?.range?.file == "patch")
  }

  @Test func `a key that was removed can come back at the end`() throws {
    let node = try parseOne("{a: 1, b: 2}")
    let merged = try node.merging(patch: parseOne("{a: ~}")).merging(patch: parseOne("{a: 3}"))
    #expect(merged == .mapping(["b": .integer(2), "a": .integer(3)]))
  }
}

@Suite struct MappingReaderTests {
  @Test func `what is not taken remains`() throws {
    var reader = try #require(MappingReader(parseOne("{a: 1, b: 2, c: 3}")))
    #expect(reader.keyNames == ["a", "b", "c"])
    #expect(reader.take("b") == .integer(2))
    #expect(reader.take("x") == nil)
    #expect(reader.takePair("c")?.key.range?.start == SourcePosition(line: 1, column: 14))
    #expect(reader.contains("b"))
    #expect(reader.remainingPairs.map(\.name) == ["a"])
  }

  @Test func `a missing key is an error at the first key`() throws {
    var diagnostics = DiagnosticCollector()
    var reader = try #require(MappingReader(parseOne("\ntable: x")))
    #expect(reader.takeRequired("table", diagnostics: &diagnostics) == .string("x"))
    #expect(diagnostics.isEmpty)
    let missing = reader.takeRequired("on", of: "policy \"p\"", diagnostics: &diagnostics)
    #expect(missing == nil)
    let diagnostic = try #require(diagnostics.diagnostics.first)
    #expect(diagnostic.code == "manifest.missing-key")
    #expect(diagnostic.message == "missing key \"on\" in policy \"p\"")
    #expect(diagnostic.range?.start == SourcePosition(line: 2, column: 1))
  }

  @Test func `only mappings have keys`() throws {
    #expect(MappingReader(.sequence([]))?.keyNames == nil)
    #expect(MappingReader(.string("a"))?.keyNames == nil)
  }
}
