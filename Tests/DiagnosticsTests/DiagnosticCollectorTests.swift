import Diagnostics
import Testing

@Suite struct DiagnosticCollectorTests {
  private func range(_ file: String, _ line: Int, _ column: Int) -> SourceRange {
    SourceRange(file: file, at: SourcePosition(line: line, column: column))
  }

  @Test func `sorts by file and position and keeps the order of reports at one place`() {
    var collector = DiagnosticCollector()
    collector.error("t.no-place", "nowhere", at: nil)
    collector.error("t.b", "b, line 1", at: range("b.yaml", 1, 1))
    collector.error("t.a10", "a, line 10", at: range("a.yaml", 10, 1))
    collector.error("t.a2-9", "a, line 2, column 9", at: range("a.yaml", 2, 9))
    collector.error("t.z", "first at 2:3", at: range("a.yaml", 2, 3))
    collector.error("t.y", "second at 2:3", at: range("a.yaml", 2, 3))
    #expect(
      collector.diagnostics.map(\.code) == [
        "t.z", "t.y", "t.a2-9", "t.a10", "t.b", "t.no-place",
      ]
    )
  }

  @Test func `tells errors from warnings`() throws {
    var collector = DiagnosticCollector()
    #expect(collector.isEmpty)
    collector.warning("t.warning", "careful", at: nil)
    #expect(!collector.hasErrors)
    #expect(!collector.isEmpty)
    try collector.throwIfErrors()
    collector.error("t.error", "wrong", at: nil)
    #expect(collector.hasErrors)
    #expect(throws: DiagnosticsError(diagnostics: collector.diagnostics)) {
      try collector.throwIfErrors()
    }
  }

  @Test func `merges what another has gathered`() {
    var (first, second) = (DiagnosticCollector(), DiagnosticCollector())
    first.warning("t.first", "one", at: range("b.yaml", 1, 1))
    second.error("t.second", "two", at: range("a.yaml", 1, 1))
    first.merge(second)
    #expect(first.hasErrors)
    #expect(first.diagnostics.map(\.code) == ["t.second", "t.first"])
  }

  @Test func `a range shows as file, line and column`() {
    #expect("\(range("desired-state/a.yaml", 14, 9))" == "desired-state/a.yaml:14:9")
  }
}
