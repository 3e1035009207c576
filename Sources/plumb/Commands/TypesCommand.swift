import ArgumentParser
import PostgresClient
import Reconciliation
import TypeGeneration

/// `plumb types`.
struct TypesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "types",
    abstract: "Print types of application code for tables, views, functions and enums.",
    discussion: """
      They are made from the manifests, in a scratch database, or with --from
      from a live one. TypeScript has the shape that Supabase's clients take.

      EXAMPLES
        plumb types typescript --out src/database.types.ts
        plumb types typescript --from staging
        plumb types swift --schema public --schema audit
      """
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The language: typescript or swift.")
  var language: Language
  @Option(help: "Read this environment's database or a postgres:// URL, not manifests.")
  var from: String?
  @Option(help: "A schema to describe; may be repeated. (default: public)")
  var schema: [String] = []
  @Option(
    help: ArgumentHelp(
      "The environment whose overlay manifests get; by default the one whose database is embedded.",
      valueName: "env"
    )
  )
  var overlay: String?
  @Option(help: ArgumentHelp("Write to this file.", valueName: "file"))
  var out: String?

  /// The languages.
  enum Language: String, ExpressibleByArgument, CaseIterable {
    case typescript, swift

    /// The types in this language.
    func text(of shape: DatabaseShape) -> String {
      switch self {
      case .typescript: TypeScriptFormat().text(of: shape)
      case .swift: SwiftFormat().text(of: shape)
      }
    }
  }

  func run() async throws {
    let console = Console(options: options)
    try await console.run {
      let file = try out.map { try OutputFile($0) }
      let text = language.text(of: try await shape(Workspace()))
      guard let file else { return console.result(text) }
      try file.write(text)
    }
  }

  private func shape(_ workspace: Workspace) async throws -> DatabaseShape {
    let schemas = schema.isEmpty ? ["public"] : schema
    if let from {
      let place = try await workspace.place(from, in: try? workspace.project(options))
      return try await Self.read(place.settings, schemas)
    }
    let project = try workspace.project(options)
    let session = TestSession(workspace: workspace, project: project)
    let declared = try await session.scratch(overlay: overlay)
    return try await workspace.reconciler.withRealised(declared) { settings in
      try await Self.read(settings, schemas)
    }
  }

  private static func read(
    _ settings: ConnectionSettings,
    _ schemas: [String]
  ) async throws -> DatabaseShape {
    let connection = try await Connection.open(settings)
    let shape = try await ShapeReader(schemas: schemas).read(connection)
    await connection.close()
    let missing = schemas.filter { name in !shape.schemas.contains { $0.name == name } }
    if let first = missing.first {
      throw UsageError(
        "there is no schema \"\(first)\"",
        hint: "Say which schemas application code uses: --schema NAME."
      )
    }
    return shape
  }
}
