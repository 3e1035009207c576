/// What the server says about a statement that it could not run.
///
/// The fields are those of the protocol's ErrorResponse (manual: "Error and Notice Message
/// Fields"). `detail` may quote rows; only what is meant for the person at hand shows it.
public struct ServerError: Error, Hashable, Sendable {
  /// The kind of error.
  public var sqlState: SQLState
  /// How bad it is, never translated.
  ///
  /// `ERROR`, `FATAL` or `PANIC`; in a notice `WARNING`, `NOTICE` and others.
  public var severity: String
  /// One line, without a full stop.
  public var message: String
  /// More about the error.
  public var detail: String?
  /// What might help.
  public var hint: String?
  /// Where in the statement, counted in characters from 1.
  public var position: Int?
  /// The calls in which the error occurred, innermost first.
  public var context: String?
  /// The schema of the object at hand.
  public var schemaName: String?
  /// The table at hand.
  public var tableName: String?
  /// The column at hand.
  public var columnName: String?
  /// The constraint at hand.
  public var constraintName: String?
  /// The function of the server's source that reports the error; never translated.
  public var routine: String?
  /// The statement that was sent.
  public var statement: SQL?

  /// Makes an error; only its kind and its message are needed.
  public init(
    sqlState: SQLState,
    severity: String = "ERROR",
    message: String,
    detail: String? = nil,
    hint: String? = nil,
    position: Int? = nil,
    context: String? = nil,
    schemaName: String? = nil,
    tableName: String? = nil,
    columnName: String? = nil,
    constraintName: String? = nil,
    routine: String? = nil,
    statement: SQL? = nil
  ) {
    self.sqlState = sqlState
    self.severity = severity
    self.message = message
    self.detail = detail
    self.hint = hint
    self.position = position
    self.context = context
    self.schemaName = schemaName
    self.tableName = tableName
    self.columnName = columnName
    self.constraintName = constraintName
    self.routine = routine
    self.statement = statement
  }

  /// Whether the session is over: nothing more can be sent on its connection.
  public var endsSession: Bool {
    severity == "FATAL" || severity == "PANIC" || sqlState.classCode == "08"
  }
}

extension ServerError: CustomStringConvertible {
  /// Severity, kind and message, without detail or statement, which may hold rows or secrets.
  public var description: String { "\(severity) \(sqlState): \(message)" }
}
