import Diagnostics
import Introspection
import ObjectModel
import PostgresClient
import PostgresVocabulary

/// Makes declared objects in a scratch database and reads back how the server spells them.
struct ScratchBuild {
  let registry: KindRegistry
  /// What the texts of manifests may leave unqualified.
  let searchPath: [String]

  /// What a server made of declared objects.
  struct Outcome: Sendable {
    let database: LiveDatabase
    /// The identity that the server gives to a declared object, where it is another.
    let identities: [ObjectID: ObjectID]
    /// The declared objects that the server refuses, with what it says.
    let failures: [Failure]
    /// What the server says of bodies that it does not understand.
    var invalidBodies: [ObjectID: ServerError] = [:]
  }

  /// A declared object that the server refuses.
  struct Failure: Sendable {
    let id: ObjectID
    let error: ServerError
  }

  /// Builds in the transaction that the connection has open.
  ///
  /// What fails is put off and tried again as long as anything else succeeds, so a wrong guess at
  /// the order costs time and nothing else.
  func build(
    _ units: [ScratchUnit],
    roles: [String],
    checkingBodiesOf checked: Set<ObjectID> = [],
    afterwards: [SQL] = [],
    on connection: Connection
  ) async throws -> Outcome {
    try await prepare(connection, roles: roles)
    var pending = Array(units.enumerated())
    var errors: [ObjectID: ServerError] = [:]
    while !pending.isEmpty {
      let count = pending.count
      var deferred: [Numbered] = []
      while let failed = try await run(&pending, on: connection) {
        errors[failed.unit.element.object.id] = failed.error
        deferred.append(failed.unit)
      }
      pending = deferred
      if deferred.count == count { break }
    }
    try await connection.batch(afterwards)
    let catalogs = try await Introspector(registry: registry).read(within: connection)
    let failed = Set(pending.map(\.element.object.id))
    let database = try await ContentReader(isScratch: true).read(
      units.compactMap { failed.contains($0.object.id) ? nil : $0.object.asContent },
      in: catalogs,
      within: connection
    )
    let identities = try await identities(of: units, in: database, on: connection)
    return Outcome(
      database: database,
      identities: identities,
      failures: pending.map(\.element).compactMap { unit in
        // What a new database has from the start, such as the schema public, is there already.
        if !unit.isDeclared || database.catalog[unit.object.id] != nil { return nil }
        return errors[unit.object.id].map { Failure(id: unit.object.id, error: $0) }
      },
      invalidBodies: try await invalidBodies(
        of: Set(checked.map { identities[$0] ?? $0 }),
        in: database,
        on: connection
      )
    )
  }

  /// A unit with its number, by which the session remembers the address of what it made.
  private typealias Numbered = (offset: Int, element: ScratchUnit)

  private func prepare(_ connection: Connection, roles: [String]) async throws {
    try await connection.execute(
      """
      \(settingPath); SET LOCAL check_function_bodies = off;
      SET LOCAL client_min_messages = error
      """
    )
    let present = Set(
      try await connection.query("SELECT rolname FROM pg_catalog.pg_roles")
        .compactMap { try $0.text(0) }
    )
    let missing: [SQL] = roles.filter { !present.contains($0) }.map {
      "CREATE ROLE \(identifier: $0)"
    }
    try await connection.batch(missing)
  }

  /// The statement that lets texts of manifests find what they leave unqualified.
  var settingPath: SQL {
    let path: SQL = searchPath.isEmpty ? "''" : "\(identifiers: searchPath)"
    return "SET LOCAL search_path = \(path)"
  }

  /// Runs units, each under a savepoint, until one fails.
  ///
  /// - Returns: the unit that failed, or nil; the pending ones then are those after it.
  private func run(
    _ pending: inout [Numbered],
    on connection: Connection
  ) async throws -> (unit: Numbered, error: ServerError)? {
    if pending.isEmpty { return nil }
    var statements: [SQL] = []
    var owners: [Int] = []
    for (index, unit) in pending.enumerated() {
      let own =
        ["SAVEPOINT plumb"] + unit.element.statements
        + (unit.element.statements.count > 1 ? [settingPath] : [])
        + [remembering(unit)].compactMap { $0 } + ["RELEASE SAVEPOINT plumb"]
      statements += own
      owners += Array(repeating: index, count: own.count)
    }
    do {
      try await connection.batch(statements)
      pending = []
      return nil
    } catch let failure {
      try await connection.execute("ROLLBACK TO SAVEPOINT plumb; RELEASE SAVEPOINT plumb")
      let failed = owners[min(failure.index, owners.count - 1)]
      let unit = pending[failed]
      pending = Array(pending[(failed + 1)...])
      return (unit, failure.error)
    }
  }

  // MARK: Addresses

  /// Keeps the address of what a unit has made in a setting of the transaction.
  private func remembering(_ unit: Numbered) -> SQL? {
    unit.element.addressQuery.map { query in
      """
      SELECT pg_catalog.set_config(\(literal: Self.setting(unit.offset)),
        (SELECT q.classid || ' ' || q.objid FROM (\(query)) q), true)
      """
    }
  }

  private static func setting(_ number: Int) -> String {
    "plumb.unit_\(number)"
  }

  private func identities(
    of units: [ScratchUnit],
    in database: LiveDatabase,
    on connection: Connection
  ) async throws -> [ObjectID: ObjectID] {
    let asked = units.enumerated().filter { $0.element.addressQuery != nil }
    let queries: [SQL] = asked.map {
      "SELECT pg_catalog.current_setting(\(literal: Self.setting($0.offset)), true)"
    }
    var result: [ObjectID: ObjectID] = [:]
    for (unit, table) in zip(asked, try await connection.batch(queries)) {
      let parts = (try table.rows.first?.text(0) ?? "").split(separator: " ").compactMap {
        UInt32($0)
      }
      guard parts.count == 2 else { continue }
      let address = ObjectAddress(classID: parts[0], objectID: parts[1])
      result[unit.element.object.id] = database.identities[address]
    }
    return result
  }
}
