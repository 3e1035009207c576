import Diagnostics
import Execution
import Foundation
import Introspection
import ManifestLoading
import ObjectKinds
import ObjectModel
import Planning
import Reconciliation
import Testing

/// Schemas made at random, and changes to them made at random, go the whole way.
///
/// `PLUMB_GENERATED=COUNT` runs so many, `PLUMB_GENERATED_FROM=SEED` begins elsewhere; a failure
/// names its seed, and the same seed gives the same schemas on every machine.
@Suite("Databases made at random")
struct GeneratedTests {
  private static let seeds: [UInt64] = {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["PLUMB_GENERATED"].flatMap { UInt64($0) } ?? 40
    let first = environment["PLUMB_GENERATED_FROM"].flatMap { UInt64($0) } ?? 1
    return Array(first..<first + count)
  }()

  @Test("are brought from one state to another", arguments: seeds)
  func journey(seed: UInt64) async throws {
    await Gate.shared.enter()
    do { try await Journey(seed: seed)() } catch { Issue.record(error) }
    await Gate.shared.leave()
  }
}

/// The way from one generated database to another.
private struct Journey {
  let seed: UInt64
  private let reconciler = Reconciler(registry: .standard, environment: [:])

  init(seed: UInt64) {
    self.seed = seed
  }

  func callAsFunction() async throws {
    let server = try await Server.forFixture(own: false)
    var world = World(seed: seed, version: server.version, size: 25)
    let before = world
    world.change()
    try await server.withDatabase(before.script, before.rows) { database in
      try await server.withDatabase(world.script) { oracle in
        try await travel(from: database, to: oracle)
      }
    }
  }

  private func travel(from database: Database, to oracle: Database) async throws {
    let files = try await manifests(of: oracle)
    let rows = try await StoredRows(of: database.settings)
    let reach = try await Reach(of: database.settings)
    let planned = try await reconciler.plan(try await request(files, database))
    if try await apply(planned, database) {
      let rest = try await reconciler.plan(try await request(files, database))
      #expect(rest.statements == [], "something is left after\n\(planned.text)")
      try await judge(database, oracle, planned)
      let lost = rows.lost(in: try await StoredRows(of: database.settings), mayLose: planned.loses)
      #expect(lost == [], "\(planned.text)")
      let later = try await Reach(of: database.settings)
      #expect(reach.unsaid(in: later, by: planned.plan) == [], "\(planned.text)")
    }
  }

  private func manifests(of database: Database) async throws -> [String: String] {
    let live = try await reconciler.read(database.settings)
    // Which of a table's children are older than its check is nothing that a manifest says.
    let age = "check of a new child whose parent's is not valid"
    #expect(live.unknown.allSatisfy { $0.what == age }, "\(live.unknown)")
    let catalog = reconciler.exportable(live)
    var project = ExportWriter.newProject(for: catalog, platform: .postgres, registry: .standard)
    project.scratch = .server
    return await ExportWriter(registry: .standard, catalog: catalog, project: project).files()
  }

  private func request(
    _ files: [String: String],
    _ database: Database
  ) async throws -> Reconciler.Request {
    var diagnostics = DiagnosticCollector()
    let project = Project(
      files: .inMemory(files),
      registry: .standard,
      diagnostics: &diagnostics
    )
    let state = await ManifestLoader(project: project, registry: .standard, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return Reconciler.Request(
      declared: state,
      settings: database.settings,
      environment: "generated \(seed)"
    )
  }

  /// Whether it has been applied; rows may stand in the way, and then nothing has happened.
  private func apply(_ planned: PlannedChange, _ database: Database) async throws -> Bool {
    let before = try await Dump(of: database, anyColumnOrder: false)
    do {
      _ = try await reconciler.apply(planned, to: database.settings, execution: .init())
      #expect(planned.obstacles.isEmpty, "obstacles did not stand in the way")
      return true
    } catch {
      let after = try await Dump(of: database, anyColumnOrder: false)
      #expect(after.statements == before.statements, "a refused plan has changed something")
      if planned.obstacles.isEmpty {
        Issue.record("\(error.summary) in:\n\(planned.text)")
      }
      return false
    }
  }

  private func judge(
    _ database: Database,
    _ oracle: Database,
    _ planned: PlannedChange
  ) async throws {
    let found = try await Dump(of: database, anyColumnOrder: true).unnumbered
    let should = try await Dump(of: oracle, anyColumnOrder: true).unnumbered
    let extra = found.filter { !should.contains($0) }
    let missing = should.filter { !found.contains($0) }
    #expect(extra == [], "too much after\n\(planned.text)")
    #expect(missing == [], "missing after\n\(planned.text)")
  }
}

extension Dump {
  /// The statements without the numbers by which the server tells a partition's indexes apart.
  ///
  /// It chooses them by what is there when an index is made, and no manifest says them.
  fileprivate var unnumbered: [String] {
    let names = statements.compactMap {
      try? /ALTER INDEX .* ATTACH PARTITION .*?(\w+_(?:idx|key))\d+;/.wholeMatch(in: $0)?.output.1
    }
    let numbered = Set(names).map { (name: $0, pattern: Self.numbered($0)) }
    return statements.map { statement in
      numbered.reduce(statement) { text, index in
        guard let pattern = index.pattern else { return text }
        return text.replacing(pattern, with: index.name)
      }
    }
  }

  private static func numbered(_ name: Substring) -> Regex<AnyRegexOutput>? {
    try? Regex("\\b\(name)\\d+\\b").wordBoundaryKind(.simple)
  }
}

extension PlannedChange {
  fileprivate var text: String { statements.joined(separator: "\n") }

  fileprivate var loses: Bool { plan.hazards.contains { $0.name == .dataLoss } }
}
