import Diagnostics
import FoundationEssentials
import ManifestLoading
import ObjectKinds
import ObjectModel
import Testing

@Suite("The repository's own project, with the kinds that there are")
struct StandardKindsTests {
  private static func load(_ files: ProjectFiles) async -> (DeclaredState, [Diagnostic]) {
    var diagnostics = DiagnosticCollector()
    let project = Project(files: files, registry: .standard, diagnostics: &diagnostics)
    let state = await ManifestLoader(
      project: project,
      registry: .standard,
      processEnvironment: [:]
    ).load(nil, variables: .optional, diagnostics: &diagnostics)
    return (state, diagnostics.diagnostics)
  }

  /// The repository's files without the settings of services that are no kinds of objects.
  private static var ownFiles: ProjectFiles {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let disk = ProjectFiles.onDisk(root)
    return ProjectFiles(
      contents: disk.contents,
      paths: { disk.paths($0).filter { !$0.hasPrefix("desired-state/auth/") } }
    )
  }

  @Test("every manifest can be read")
  func read() async {
    let (state, diagnostics) = await Self.load(Self.ownFiles)
    #expect(diagnostics.map { "\($0.range.map(\.description) ?? "") \($0.message)" } == [])
    #expect(state.declared.count > 100)
  }

  @Test("what is declared, exported and read again is the same")
  func roundTrip() async {
    let (before, _) = await Self.load(Self.ownFiles)
    var project = before.project
    if project.defaults.grants == nil { project.defaults.grants = [:] }
    let files = await ExportWriter(registry: .standard, catalog: before.catalog, project: project)
      .files()
    let (after, diagnostics) = await Self.load(.inMemory(files))
    #expect(diagnostics.map { "\($0.range.map(\.description) ?? "") \($0.message)" } == [])
    for (id, object) in before.catalog.objects where !before.impliedSchemas.contains(id) {
      let changes = after.catalog[id].map { $0.changedFields(from: object).map(\.name) }
      #expect(changes == [], "\(id)")
    }
  }
}
