import ObjectModel
import PostgresClient
import PostgresVocabulary

/// Counts rows that stand in the way of a step.
enum PreconditionCheck {
  /// The number of rows that do not meet a precondition.
  ///
  /// Where the query cannot be asked yet (class 42: it names what the plan itself makes, or what
  /// the applying role may not read; 22P02: it names a value that the plan adds to an enum; 55000
  /// and HV: a foreign server keeps the rows and does not give them), the step itself will show it;
  /// the answer is 0 then.
  static func count(_ precondition: Precondition, on connection: Connection) async throws -> Int {
    try await connection.execute("SAVEPOINT plumb_precondition")
    do {
      let rows = try await connection.query(precondition.query)
      try await connection.execute("RELEASE SAVEPOINT plumb_precondition")
      return try rows.first?.optionalInt(0) ?? 0
    } catch let error as ServerError where cannotBeAsked(error.sqlState) {
      try await connection.execute(
        "ROLLBACK TO SAVEPOINT plumb_precondition; RELEASE SAVEPOINT plumb_precondition"
      )
      return 0
    }
  }

  private static func cannotBeAsked(_ state: SQLState) -> Bool {
    ["42", "HV"].contains(state.classCode) || state == .invalidTextRepresentation
      || state == .objectNotInPrerequisiteState
  }
}
