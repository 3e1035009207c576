import Diagnostics
import Testing
import YAMLSource

@testable import ManifestLoading

@Suite("Edits of manifests")
struct ManifestEditTests {
  private func node(_ text: String) throws -> Node {
    var diagnostics = DiagnosticCollector()
    return try #require(
      YAMLParser.documents(in: text, file: "", diagnostics: &diagnostics).first
    )
  }

  private func edited(_ text: String, _ old: String, _ new: String) throws -> String? {
    try #require(ManifestEdit(text)).changed(from: try node(old), to: try node(new))
  }

  @Test(
    "change, add and remove what differs between two others, and nothing else",
    arguments: [
      ("a: x # why\nb: 2\n", "{a: X, b: 2}", "{a: X, b: 3}", "a: x # why\nb: 3\n"),
      (
        "a:\n  # one\n  b: x\n  c: 1\n", "{a: {b: X, c: 1}}", "{a: {b: X, c: 1, d: 2}}",
        "a:\n  # one\n  b: x\n  c: 1\n  d: 2\n"
      ),
      (
        "a: {b: x, c: 1} # kept\n", "{a: {b: X, c: 1}}", "{a: {b: X, c: 2}}",
        "a: {b: x, c: 2} # kept\n"
      ),
      (
        "# head\na: 1\nb:\n  - 1\n\n# tail\nc: 3\n", "{a: 1, b: [1], c: 3}", "{a: 1, c: 3}",
        "# head\na: 1\n\n# tail\nc: 3\n"
      ),
      (
        "a: |\n  one\n  two\nb: 1\n", "{a: A, b: 1}", "{a: \"three\", b: 1, c: 4}",
        "a: three\nb: 1\nc: 4\n"
      ),
      ("a:\nb: 1\n", "{a: ~, b: 1}", "{a: 2, b: 1}", "a: 2\nb: 1\n"),
      ("b: 2\na: 1\n", "{a: 1, b: 2}", "{a: 1, aa: 3, b: 2}", "b: 2\na: 1\naa: 3\n"),
    ]
  )
  func edits(text: String, old: String, new: String, expected: String) throws {
    #expect(try edited(text, old, new) == expected)
  }

  @Test("refuse a manifest that says what is to change in another form")
  func refused() throws {
    #expect(try edited("a: 1\n", "{a: 1, b: 2}", "{a: 1, b: 3}") == nil)
    #expect(try edited("a: 1\n", "{a: 1, b: 2}", "{a: 1}") == nil)
    #expect(ManifestEdit("a: 1\n---\nb: 2\n") == nil)
  }
}
