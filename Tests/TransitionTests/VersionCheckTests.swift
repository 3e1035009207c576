import Diagnostics
import ManifestLoading
import ObjectKinds
import PostgresVocabulary
import Testing

@testable import Reconciliation

@Suite("What a server is too old for is refused with the version that can")
struct VersionCheckTests {
  @Test(arguments: [
    ("{columns: {a: int, v: {type: int, generated: a, virtual: true}}}", 18, "virtual"),
    ("{columns: {a: {type: int, not_null: {name: there}}}}", 18, "not-null"),
    ("{columns: {a: int}, checks: {c: {expression: a > 0, not_enforced: true}}}", 18, "check"),
    ("{columns: {a: int}, uniques: {u: {columns: [a], without_overlaps: true}}}", 18, "overlaps"),
    ("{columns: {a: int}, with: {autovacuum_vacuum_max_threshold: 9}}", 18, "threshold"),
    ("{columns: {a: int}, partition_by: LIST (a), using: heap}", 17, "access method"),
  ])
  func refused(_ body: String, major: Int, part: String) async throws {
    let state = try await state(of: "{table: app.t, " + body.dropFirst())
    let error = try #require(throws: DiagnosticsError.self) {
      try VersionCheck(version: ServerVersion(major: major - 1, minor: 4))
        .check(state.catalog, declared: state.declared)
    }
    let diagnostic = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1)
    #expect(diagnostic.code == "manifest.needs-later-server")
    #expect(diagnostic.message.contains(part))
    #expect(diagnostic.message.contains("PostgreSQL \(major)"))
    #expect(diagnostic.range?.start.line == 1)
    try VersionCheck(version: ServerVersion(major: major, minor: 0))
      .check(state.catalog, declared: state.declared)
  }

  private func state(of manifest: String) async throws -> DeclaredState {
    var diagnostics = DiagnosticCollector()
    let project = Project(
      files: .inMemory(["plumb.yaml": "{}", "desired-state/a.yaml": manifest]),
      registry: .standard,
      diagnostics: &diagnostics
    )
    let state = await ManifestLoader(project: project, registry: .standard, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return state
  }
}
