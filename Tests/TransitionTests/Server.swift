import EmbeddedPostgres
import Foundation
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

/// A server with databases for fixtures.
struct Server: Sendable {
  let server: EphemeralServer
  /// Whether the roles are the fixture's too.
  let isOwn: Bool
  private var labels: LabelProvider?

  /// The server's major version.
  var version: Int { server.binaries.major }

  /// The server that fixtures share, or one that no other fixture sees; nil when this machine has
  /// none of the version that the fixture needs.
  static func forFixture(_ expected: Expectation) async throws -> Server? {
    if expected.hasLabels { return try await labelling() }
    guard let major = expected.server else { return try await forFixture(own: expected.ownServer) }
    guard let binaries = await TestServers.all().first(where: { $0.major >= major }) else {
      return nil
    }
    return expected.ownServer
      ? try await start(binaries, isOwn: true) : try await SharedServers.shared.server(of: binaries)
  }

  /// The server of the usual version that fixtures share, or one that no other fixture sees.
  static func forFixture(own: Bool) async throws -> Server {
    let binaries = try await ServerBinaries.find()
    return own
      ? try await start(binaries, isOwn: true) : try await SharedServers.shared.server(of: binaries)
  }

  /// A server of the usual version that no other fixture sees, with a provider of labels.
  private static func labelling() async throws -> Server {
    let binaries = try await ServerBinaries.find()
    let labels = try LabelProvider(for: binaries)
    var result = try await start(binaries, isOwn: true, settings: labels.settings)
    result.labels = labels
    return result
  }

  fileprivate static func start(
    _ binaries: ServerBinaries,
    isOwn: Bool,
    settings: [String: String] = [:]
  ) async throws -> Server {
    let settings = settings.merging(["max_connections": "200"]) { own, _ in own }
    let server = try await EphemeralServer.start(binaries, settings: settings)
    let result = Server(server: server, isOwn: isOwn)
    if !isOwn {
      // Roles that fixtures may speak of; what is theirs goes with their databases.
      let roles = "CREATE ROLE ann; CREATE ROLE bob; CREATE ROLE \"Cy d\"; CREATE ROLE owning"
      try await result.run(roles, in: try ConnectionSettings(server.connectionString))
    }
    return result
  }

  /// Stops a server that is nobody else's.
  func finish() async throws {
    if isOwn { try await server.stop() }
    labels?.remove()
  }

  /// Makes a database and runs scripts in it.
  func database(_ scripts: String?...) async throws -> Database {
    let database = try await empty()
    for script in scripts { try await run(script ?? "", in: database.settings) }
    return database
  }

  /// Lends a database in which scripts have run, and drops it whatever becomes of it.
  func withDatabase(_ scripts: String..., body: (Database) async throws -> Void) async throws {
    let database = try await empty()
    do {
      for script in scripts { try await run(script, in: database.settings) }
      try await body(database)
    } catch {
      try? await drop(database)
      throw error
    }
    try await drop(database)
  }

  private func empty() async throws -> Database {
    let name = "t_\(UInt64.random(in: 0 ... .max))"
    let maintenance = try ConnectionSettings(server.connectionString)
    try await run("CREATE DATABASE \(name) TEMPLATE template0", in: maintenance)
    return Database(
      settings: maintenance.with(databaseName: name),
      address: server.connectionString.replacing("dbname=postgres", with: "dbname=\(name)"),
      binaries: server.binaries,
      holdsRoles: isOwn
    )
  }

  /// Drops a database that nobody needs any more.
  func drop(_ database: Database) async throws {
    guard let name = database.settings.databaseName else { return }
    try await run(Self.endingSubscriptions, in: database.settings)
    try await run(
      "DROP DATABASE \(name) WITH (FORCE)",
      in: try ConnectionSettings(server.connectionString)
    )
  }

  /// A database that a subscription writes into cannot be dropped.
  private static let endingSubscriptions = """
    DO $$
    DECLARE
      name text;
    BEGIN
      FOR name IN SELECT s.subname FROM pg_catalog.pg_subscription s
        JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
        WHERE d.datname = pg_catalog.current_database()
      LOOP
        EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', name);
        EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', name);
        EXECUTE pg_catalog.format('DROP SUBSCRIPTION %I', name);
      END LOOP;
    END$$
    """

  private func run(_ script: String, in settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    do {
      // The scripts are the tests' own.
      try await connection.execute(SQL(unchecked: script))
    } catch {
      await connection.close()
      throw ScriptFailure(script: script, error: error)
    }
    await connection.close()
  }
}

/// The servers that fixtures share, one of each version.
private actor SharedServers {
  static let shared = SharedServers()
  private var starting: [ServerBinaries: Task<Server, any Error>] = [:]

  func server(of binaries: ServerBinaries) async throws -> Server {
    if let task = starting[binaries] { return try await task.value }
    let task = Task { try await Server.start(binaries, isOwn: false) }
    starting[binaries] = task
    return try await task.value
  }
}

/// A script of a fixture that the server refuses.
struct ScriptFailure: Error, CustomStringConvertible {
  let script: String
  let error: ServerError

  var description: String { "\(error.message) in: \(script)" }
}

/// One database of a server.
struct Database: Sendable {
  let settings: ConnectionSettings
  /// A keyword string for libpq.
  let address: String
  let binaries: ServerBinaries
  /// Whether the server's roles belong to it.
  let holdsRoles: Bool
}

/// Lets only so many fixtures run at a time: each keeps a core busy.
actor Gate {
  static let shared = Gate(places: 4)
  private var places: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(places: Int) {
    self.places = places
  }

  func enter() async {
    if places > 0 {
      places -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func leave() {
    if waiting.isEmpty {
      places += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
