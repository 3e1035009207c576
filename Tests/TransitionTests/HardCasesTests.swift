import Diagnostics
import Foundation
import Testing
import YAMLSource

/// The forty hardest correctness cases, each with the fixtures that it consists of.
@Suite("The hard cases, one by one")
struct HardCasesTests {
  /// One case: what it is about, and where it is tried.
  struct HardCase {
    let number: Int
    let title: String
    let fixtures: [String]
    /// Tests that are no fixtures, as `Folder/File.swift: what it says`.
    let tests: [String]
  }

  private static let root = Fixture.root.deletingLastPathComponent()

  private static func cases() throws -> [HardCase] {
    let text = try String(contentsOf: root.appending(path: "HardCases.yaml"), encoding: .utf8)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(
      in: text,
      file: "HardCases.yaml",
      diagnostics: &diagnostics
    )
    try diagnostics.throwIfErrors()
    return (documents.first?.items ?? []).map { node in
      HardCase(
        number: node["case"]?.integerValue.map { Int($0) } ?? 0,
        title: node["title"]?.stringValue ?? "",
        fixtures: (node["fixtures"]?.items ?? []).compactMap { $0.stringValue },
        tests: (node["tests"]?.items ?? []).compactMap { $0.stringValue }
      )
    }
  }

  @Test("there are forty, and each has a fixture")
  func complete() throws {
    let cases = try Self.cases()
    #expect(cases.map { $0.number } == Array(1...40))
    for item in cases {
      #expect(!item.title.isEmpty, "case \(item.number)")
      #expect(!item.fixtures.isEmpty, "case \(item.number) has no fixture")
    }
  }

  @Test("each has rows, what is wanted, and the plan or the refusal that is expected")
  func told() throws {
    let all = Dictionary(uniqueKeysWithValues: Fixture.all.map { ($0.testDescription, $0) })
    for item in try Self.cases() {
      let found = item.fixtures.compactMap { all[$0] }
      #expect(found.map { $0.testDescription } == item.fixtures, "case \(item.number)")
      #expect(
        found.contains { $0.text("seed.sql")?.isEmpty == false },
        "case \(item.number) has no rows"
      )
      for fixture in found {
        let name: Testing.Comment = "case \(item.number): \(fixture.testDescription)"
        #expect(fixture.text("after.yaml") != nil, name)
        if fixture.expected.refusal == nil {
          #expect(fixture.text("plan.txt") != nil, name)
        }
        if fixture.expected.refusal == nil, fixture.expected.obstacles.isEmpty {
          #expect(fixture.text("after.sql") != nil, name)
        }
      }
    }
  }

  @Test("what no fixture can show is shown by tests that are there")
  func tested() throws {
    for item in try Self.cases() {
      for test in item.tests {
        let parts = test.split(separator: ": ", maxSplits: 1).map(String.init)
        let file = Self.root.deletingLastPathComponent().appending(path: parts.first ?? "")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("\"\(parts.last ?? "")"), "case \(item.number): \(test)")
      }
    }
  }
}
