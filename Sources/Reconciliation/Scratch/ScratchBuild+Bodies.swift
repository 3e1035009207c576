import Introspection
import ObjectModel
import PostgresClient
import PostgresVocabulary

extension ScratchBuild {
  /// Has the server look at bodies that it has taken as mere texts, now that all is there.
  ///
  /// - Parameters:
  ///   - checked: the objects to look at, by the server's identities.
  ///   - database: what was made.
  ///   - connection: the connection, in the transaction that made it.
  /// - Returns: what the server says of those that it does not understand.
  /// - Throws: `ServerError` or `ConnectionError` when the session ends, and `RowError`.
  func invalidBodies(
    of checked: Set<ObjectID>,
    in database: LiveDatabase,
    on connection: Connection
  ) async throws -> [ObjectID: ServerError] {
    let kinds = Set(checked.map(\.kind)).sorted()
    let queries = kinds.compactMap { registry.kind($0).traits.bodyCheckQuery }
    if queries.isEmpty { return [:] }
    try await connection.execute("\(settingPath); SET LOCAL check_function_bodies = on")
    var pending: [BodyCheck] = []
    for table in try await connection.batch(queries) {
      for row in table.rows {
        guard let id = database.identities[try row.address()], checked.contains(id) else {
          continue
        }
        let statement = SQL(unchecked: try row.requiredText("statement"))
        pending.append(BodyCheck(id: id, statement: statement))
      }
    }
    var found: [ObjectID: ServerError] = [:]
    while let failed = try await run(&pending, on: connection) {
      found[failed.id] = failed.error
    }
    return found
  }

  /// A body and the statement that fails when the server does not understand it.
  private struct BodyCheck {
    let id: ObjectID
    let statement: SQL
  }

  /// Runs checks until one fails; the pending ones then are those after it.
  private func run(
    _ pending: inout [BodyCheck],
    on connection: Connection
  ) async throws -> (id: ObjectID, error: ServerError)? {
    if pending.isEmpty { return nil }
    do {
      try await connection.batch(["SAVEPOINT plumb"] + pending.map(\.statement))
      pending = []
      return nil
    } catch let failure {
      try await connection.execute("ROLLBACK TO SAVEPOINT plumb; RELEASE SAVEPOINT plumb")
      guard failure.index > 0 else { throw failure }
      let failed = pending[failure.index - 1]
      pending = Array(pending[failure.index...])
      return (failed.id, failure.error)
    }
  }
}
