import EmbeddedPostgres
import FoundationEssentials
import ManifestLoading
import PostgresClient
import Reconciliation

/// The local database that Plumb runs for an environment that says `database: embedded`.
struct EmbeddedDatabase {
  let project: Project
  let name: String

  /// Starts its server unless it runs, and gives the way to it.
  func start() async throws -> ConnectionSettings {
    let binaries = try await ServerBinaries.find()
    let root = URL(fileURLWithPath: project.root).standardizedFileURL.path
    let server = try await PersistentServer(
      folder: "\(root)/.plumb/embedded/\(name)",
      binaries: binaries
    )
    try await server.start()
    let settings = try ConnectionSettings(server.connectionString)
    if project.file.platform == .supabase { try await PlatformStubs.load(into: settings) }
    return settings
  }
}
