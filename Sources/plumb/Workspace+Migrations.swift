import EmbeddedPostgres
import ManifestLoading
import Migrations
import PostgresClient
import PostgresVocabulary
import Reconciliation
import Reporting

extension Workspace {
  /// What migration files are planned from and compared with.
  func migrationRequest(
    _ declared: DeclaredState,
    _ folder: MigrationFolder,
    _ environment: String?
  ) -> Reconciler.MigrationRequest {
    Reconciler.MigrationRequest(
      declared: declared,
      scripts: scripts(of: folder),
      environment: environment ?? "nothing"
    )
  }

  /// The files of a folder, to be run in their order.
  func scripts(of folder: MigrationFolder) -> [SQLScript] {
    folder.files.map { SQLScript(name: "\(folder.path)/\($0.fileName)", sql: $0.sql) }
  }

  /// What files lead to, in words.
  static func origin(_ environment: String?) -> String {
    environment.map { "the manifests of \($0)" } ?? "the manifests"
  }

  /// The major version of the server that files are run on: as asked for, else that of the
  /// environment's database, if it can be reached and this machine has such a server.
  ///
  /// - Returns: nil for the newest server of this machine.
  /// - Throws: `EmbeddedPostgresError` when there is none of the version that was asked for.
  func migrationMajor(
    _ asked: Int?,
    _ environment: EnvironmentFile?,
    _ project: Project,
    _ console: Console
  ) async throws -> Int? {
    if let asked {
      _ = try await ServerBinaries.find(major: asked)
      return asked
    }
    // A local database runs on a server of this machine anyway.
    guard let environment, case .url(let template)? = environment.database else { return nil }
    guard let address = try? template.resolved(in: processEnvironment),
      let settings = try? ConnectionSettings(address),
      let connection = try? await Connection.open(settings)
    else {
      console.progress(
        "\(environment.name) cannot be reached: the newest server of this machine stands in "
          + "for it (--postgres MAJOR says which).\n"
      )
      return nil
    }
    let major = connection.serverVersion.major
    await connection.close()
    if (try? await ServerBinaries.find(major: major)) != nil { return major }
    console.progress(
      "\(environment.name) is of PostgreSQL \(major), which this machine lacks: its newest server "
        + "stands in for it.\n"
    )
    return nil
  }

  /// What differs between two sides.
  func difference(_ first: NamedSide, _ second: NamedSide) async throws -> DifferenceReport {
    let comparison = try await reconciler.compare(first.side, second.side)
    var report = DifferenceReport(
      first: first.name,
      second: second.name,
      changes: comparison.changes,
      notLookedAt: comparison.notLookedAt
    )
    report.places = comparison.places
    return report
  }
}
