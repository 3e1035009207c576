public import PostgresVocabulary

/// Why a database could not be reached, or is not reached any more.
///
/// Holds what a person needs to put it right, never a password.
public enum ConnectionError: Error, Hashable, Sendable {
  /// The URL or keyword string cannot be understood.
  case badSettings(reason: String)
  /// Nothing answers, or it refuses the connection.
  case cannotConnect(host: String, reason: String)
  /// Nothing answered in time.
  case timedOut(host: String, seconds: Int)
  /// The server does not accept this user, or not with this password.
  case authenticationFailed(host: String, user: String, reason: String)
  /// The server has no such database.
  case databaseMissing(host: String, database: String)
  /// The server takes no more connections now.
  case tooManyConnections(host: String, reason: String)
  /// The connection broke.
  case lost(running: SQL?, reason: String)
  /// The task was cancelled while connecting.
  case cancelled

  /// Tells the end of a session from other errors; fails when the session lives on.
  ///
  /// - Parameter error: What a statement failed with.
  public init?(ending error: ServerError) {
    guard error.endsSession else { return nil }
    self = .lost(running: error.statement, reason: error.message)
  }
}

extension ConnectionError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .badSettings(let reason):
      "bad connection settings: \(reason)"
    case .cannotConnect(let host, let reason):
      "cannot connect to \(host): \(reason)"
    case .timedOut(let host, let seconds):
      "no answer from \(host) within \(seconds) s"
    case .authenticationFailed(let host, let user, let reason):
      "\(host) does not let user \"\(user)\" in: \(reason)"
    case .databaseMissing(let host, let database):
      "\(host) has no database \"\(database)\""
    case .tooManyConnections(let host, let reason):
      "\(host) takes no more connections: \(reason)"
    case .lost(_, let reason):
      "connection lost: \(reason)"
    case .cancelled:
      "cancelled while connecting"
    }
  }
}
