import EmbeddedPostgres
import PostgresClient
import PostgresVocabulary
import Testing

/// One server for all tests that touch only their own database; it ends with the test process.
private let sharedServer = Task {
  try await EphemeralServer.start(ServerBinaries.find(), settings: ["max_connections": "100"])
}

/// Runs something with a fresh database on a shared server and one connection to it.
func withDatabase(_ body: (ConnectionSettings, Connection) async throws -> Void) async throws {
  let server = try await sharedServer.value
  let settings = try ConnectionSettings(server.connectionString)
  let name = "test_\(UInt64.random(in: 0 ... .max))"
  let administration = try await Connection.open(settings)
  try await administration.query("CREATE DATABASE \(identifier: name) TEMPLATE template0")
  let connection = try await Connection.open(settings.with(databaseName: name))
  try await body(settings.with(databaseName: name), connection)
  await connection.close()
  try await administration.query("DROP DATABASE \(identifier: name) WITH (FORCE)")
  await administration.close()
}

/// Runs something with a fresh server and one connection to it.
func withServer(_ body: (ConnectionSettings, Connection) async throws -> Void) async throws {
  let server = try await EphemeralServer.start(ServerBinaries.find())
  do {
    let settings = try ConnectionSettings(server.connectionString)
    let connection = try await Connection.open(settings)
    try await body(settings, connection)
    await connection.close()
  } catch {
    try await server.stop()
    throw error
  }
  try await server.stop()
}

/// Waits until a condition holds; fails when it never does.
func eventually(_ condition: () async throws -> Bool) async throws {
  for _ in 0..<24_000 {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  throw NeverHappened()
}

struct NeverHappened: Error {}
