import EmbeddedPostgres
import PostgresClient
import PostgresVocabulary

/// One private server for all tests of this target; each test has databases of its own.
actor TestServer {
  static let shared = TestServer()
  private var starting: Task<EphemeralServer, any Error>?
  private var count = 0

  /// Makes a database and runs a script in it.
  func database(_ script: String) async throws -> ConnectionSettings {
    if starting == nil { starting = Task { try await Self.start() } }
    guard let server = try await starting?.value else { preconditionFailure("it is starting") }
    count += 1
    let name = "test_\(count)"
    let settings = try ConnectionSettings(server.connectionString)
    let maintenance = try await Connection.open(settings)
    try await maintenance.execute("CREATE DATABASE \(identifier: name)")
    await maintenance.close()
    let result = settings.with(databaseName: name)
    try await run(script, in: result)
    return result
  }

  /// Starts the server, with the roles that the tests speak of.
  private static func start() async throws -> EphemeralServer {
    let server = try await EphemeralServer.start(
      try await ServerBinaries.find(),
      settings: ["max_connections": "400"]
    )
    let connection = try await Connection.open(try ConnectionSettings(server.connectionString))
    try await connection.execute(
      "CREATE ROLE ann; CREATE ROLE bob; CREATE ROLE \"Cy d\"; CREATE ROLE owning"
    )
    await connection.close()
    return server
  }

  /// Runs a script in a database.
  func run(_ script: String, in settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    // The scripts are the tests' own.
    try await connection.execute(SQL(unchecked: script))
    await connection.close()
  }
}
