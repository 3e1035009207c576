import EmbeddedPostgres
public import PostgresClient
import PostgresVocabulary

/// One server for all tests that touch only their own database; it ends with the test process.
private let sharedServer = Task {
  try await EphemeralServer.start(ServerBinaries.find(), settings: ["max_connections": "100"])
}

/// Runs something with a fresh database on a shared server and one connection to it.
///
/// The database is dropped afterwards, whatever happens.
public func withTestDatabase(
  _ body: (ConnectionSettings, Connection) async throws -> Void
) async throws {
  let server = try await sharedServer.value
  let settings = try ConnectionSettings(server.connectionString)
  let name = "test_\(UInt64.random(in: 0 ... .max))"
  let administration = try await Connection.open(settings)
  try await administration.query("CREATE DATABASE \(identifier: name) TEMPLATE template0")
  let connection = try await Connection.open(settings.with(databaseName: name))
  var failure: (any Error)?
  do {
    try await body(settings.with(databaseName: name), connection)
  } catch {
    failure = error
  }
  await connection.close()
  try await administration.query("DROP DATABASE \(identifier: name) WITH (FORCE)")
  await administration.close()
  if let failure { throw failure }
}

/// Waits until a condition holds; fails when it never does.
public func eventually(_ condition: () async throws -> Bool) async throws {
  for _ in 0..<24_000 {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  throw NeverHappened()
}

/// A condition that was waited for did not come about.
public struct NeverHappened: Error {}
