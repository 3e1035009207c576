/// The five characters that say what kind of error the server met.
///
/// Manual: "PostgreSQL Error Codes".
public struct SQLState: Hashable, Sendable {
  /// The five characters, such as `42P01`.
  public let code: String

  /// Takes the five characters of an error.
  public init(_ code: String) {
    self.code = code
  }

  /// The first two characters, which name the class of the error.
  public var classCode: String { String(code.prefix(2)) }
}

extension SQLState: CustomStringConvertible {
  /// The five characters.
  public var description: String { code }
}

// MARK: - Connections and transactions

extension SQLState {
  /// The connection does not exist any more.
  public static let connectionFailure = SQLState("08006")
  /// Password or other authentication was not accepted.
  public static let invalidPassword = SQLState("28P01")
  /// The role may not log in like this.
  public static let invalidAuthorization = SQLState("28000")
  /// A database of this name does not exist.
  public static let invalidCatalogName = SQLState("3D000")
  /// All connection slots are taken.
  public static let tooManyConnections = SQLState("53300")
  /// An administrator ended the session.
  public static let adminShutdown = SQLState("57P01")
  /// The server crashed and restarts.
  public static let crashShutdown = SQLState("57P02")
  /// The server is starting up or shutting down.
  public static let cannotConnectNow = SQLState("57P03")
  /// The statement was cancelled, by a user or by `statement_timeout`.
  public static let queryCanceled = SQLState("57014")
  /// `lock_timeout` passed, or `NOWAIT` found the lock taken.
  public static let lockNotAvailable = SQLState("55P03")
  /// Two transactions waited for each other.
  public static let deadlockDetected = SQLState("40P01")
  /// A concurrent transaction changed what this one had seen.
  public static let serializationFailure = SQLState("40001")
  /// The statement cannot run inside a transaction.
  public static let activeTransaction = SQLState("25001")
  /// The transaction is read-only.
  public static let readOnlyTransaction = SQLState("25006")
  /// An earlier statement of the transaction failed.
  public static let inFailedTransaction = SQLState("25P02")
}

// MARK: - Objects and privileges

extension SQLState {
  /// The role lacks a privilege.
  public static let insufficientPrivilege = SQLState("42501")
  /// The text is not SQL.
  public static let syntaxError = SQLState("42601")
  /// A schema does not exist.
  public static let undefinedSchema = SQLState("3F000")
  /// A table or another relation does not exist.
  public static let undefinedTable = SQLState("42P01")
  /// A column does not exist.
  public static let undefinedColumn = SQLState("42703")
  /// A function or operator does not exist.
  public static let undefinedFunction = SQLState("42883")
  /// A type, role, extension, constraint or another object does not exist.
  public static let undefinedObject = SQLState("42704")
  /// A file, such as an extension's control file, does not exist.
  public static let undefinedFile = SQLState("58P01")
  /// A database of this name exists.
  public static let duplicateDatabase = SQLState("42P04")
  /// A schema of this name exists.
  public static let duplicateSchema = SQLState("42P06")
  /// A relation of this name exists.
  public static let duplicateTable = SQLState("42P07")
  /// A column of this name exists.
  public static let duplicateColumn = SQLState("42701")
  /// A function of this signature exists.
  public static let duplicateFunction = SQLState("42723")
  /// Another object of this name exists.
  public static let duplicateObject = SQLState("42710")
  /// Other objects need the one that was to be dropped.
  public static let dependentObjectsStillExist = SQLState("2BP01")
  /// The object is not of the kind that the statement needs.
  public static let wrongObjectType = SQLState("42809")
  /// The definition of a table is not valid.
  public static let invalidTableDefinition = SQLState("42P16")
  /// The definition of a function is not valid.
  public static let invalidFunctionDefinition = SQLState("42P13")
  /// The definition of some other object is not valid.
  public static let invalidObjectDefinition = SQLState("42P17")
  /// The object is in use or in a state that forbids the statement.
  public static let objectNotInPrerequisiteState = SQLState("55000")
  /// The object is being used by another session or by an open cursor.
  public static let objectInUse = SQLState("55006")
  /// A value of an enumerated type was used in the transaction that added it.
  public static let unsafeNewEnumValueUsage = SQLState("55P04")
  /// The server cannot do this.
  public static let featureNotSupported = SQLState("0A000")
}

// MARK: - Rows

extension SQLState {
  /// A row lacks a value that it must have.
  public static let notNullViolation = SQLState("23502")
  /// A row refers to one that does not exist.
  public static let foreignKeyViolation = SQLState("23503")
  /// Two rows are equal where they must not be.
  public static let uniqueViolation = SQLState("23505")
  /// A row fails a check.
  public static let checkViolation = SQLState("23514")
  /// Two rows exclude each other.
  public static let exclusionViolation = SQLState("23P01")
  /// The text of a value cannot be read as its type.
  public static let invalidTextRepresentation = SQLState("22P02")
  /// A text holds a character that the encoding does not have, such as NUL.
  public static let characterNotInRepertoire = SQLState("22021")
}
