import EmbeddedPostgres
import PostgresClient
import PostgresVocabulary

/// Where scratch databases are made.
enum ScratchLocation: Hashable, Sendable {
  /// A private server on this machine, of the same major version as the one to compare with.
  case embedded
  /// A temporary database on the server to compare with.
  case server
  /// A database given for this; what is made there is rolled back.
  case database(ConnectionSettings)
}

/// A database to try declared objects in; nothing of what is made there stays.
struct ScratchDatabase {
  let connection: Connection
  private let end: @Sendable () async -> Void

  /// Runs something in a transaction of a scratch database, which is rolled back.
  ///
  /// - Parameters:
  ///   - location: where to make it.
  ///   - settings: the database to compare with, for `server`.
  ///   - version: the version it must have.
  ///   - tablespaces: the tablespaces that a private server must have.
  ///   - body: what to run.
  /// - Returns: what it returns.
  /// - Throws: what it throws, `ConnectionError` or `ServerError`.
  static func with<Value>(
    _ location: ScratchLocation,
    _ settings: ConnectionSettings,
    version: ServerVersion,
    tablespaces: [String],
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    let scratch = try await open(location, settings, version: version, tablespaces: tablespaces)
    do {
      try await scratch.connection.execute("BEGIN")
      let value = try await body(scratch.connection)
      await scratch.close()
      return value
    } catch {
      await scratch.close()
      throw error
    }
  }

  /// Makes tablespaces within the server's own folder: an option for developers, 15 and later.
  private func makeTablespaces(_ names: [String]) async throws {
    if names.isEmpty { return }
    try await connection.execute("SET allow_in_place_tablespaces = on")
    for name in names {
      try await connection.execute("CREATE TABLESPACE \(identifier: name) LOCATION ''")
    }
  }

  private func close() async {
    try? await connection.cleanUp("ROLLBACK")
    await connection.close()
    await end()
  }

  private static func open(
    _ location: ScratchLocation,
    _ settings: ConnectionSettings,
    version: ServerVersion,
    tablespaces: [String]
  ) async throws -> ScratchDatabase {
    switch location {
    case .embedded:
      let binaries = try await ServerBinaries.find(major: version.major)
      let server = try await EphemeralServer.start(binaries)
      let own = try ConnectionSettings(server.connectionString)
      let scratch = ScratchDatabase(connection: try await Connection.open(own)) {
        try? await server.stop()
      }
      try await scratch.makeTablespaces(tablespaces)
      return scratch
    case .server:
      let temporary = try await TemporaryDatabase.create(on: settings)
      return ScratchDatabase(
        connection: try await Connection.open(settings.with(databaseName: temporary.name))
      ) { await temporary.drop() }
    case .database(let own):
      return ScratchDatabase(connection: try await Connection.open(own)) {}
    }
  }
}
