import ObjectModel
import PostgresClient
import PostgresVocabulary

/// Sends statements whose secrets nobody but the server may see.
struct StatementSecrets {
  let secret: @Sendable (SecretReference) -> String?

  /// The references of a step that lead to nothing.
  func missing(in step: Step) -> [SecretReference] {
    guard case .statement(let statement) = step.effect else { return [] }
    return statement.secrets.flatMap(\.references).filter { secret($0) == nil }
  }

  /// Runs a statement with its secrets in it; the server's own log is kept from showing them as far
  /// as the role may say so.
  ///
  /// - Throws: `ServerError`, which shows the statement without its secrets.
  func run(_ statement: Statement, on connection: Connection) async throws {
    let shown = statement.sql
    if statement.secrets.isEmpty {
      try await connection.query(shown)
      return
    }
    let settings = try await silence(connection)
    do {
      try await connection.query(try revealed(statement, try await iterations(connection)))
    } catch {
      if await connection.transactionStatus != .failed { try? await restore(settings, connection) }
      throw hidden(error, shown, statement.secrets)
    }
    try await restore(settings, connection)
  }

  /// How often the server wants verifiers of passwords hashed; it says so since 16.
  private func iterations(_ connection: Connection) async throws -> Int {
    let rows = try await connection.query(
      "SELECT pg_catalog.current_setting('scram_iterations', true)"
    )
    return try rows.first?.text(0).flatMap { Int($0) } ?? PasswordVerifier.defaultIterations
  }

  private func revealed(_ statement: Statement, _ iterations: Int) throws -> SQL {
    var text = statement.sql.text
    for part in statement.secrets {
      guard let value = part.revealed(iterations: iterations, secret) else {
        throw MissingSecret(text: part.references.map(\.text).joined(separator: ", "))
      }
      let shown: SQL = "\(literal: part.text)"
      let sent: SQL = "\(literal: value)"
      text = text.replacing(shown.text, with: sent.text)
    }
    // The statement as it was, with other literals.
    return SQL(unchecked: text)
  }

  // MARK: The server's log

  private static let quiet: SQL = """
    (VALUES ('log_statement', 'none'), ('log_min_duration_statement', '-1'),
      ('log_min_error_statement', 'panic')) AS s (name, value)
    """

  /// Turns off what the role may turn off of the logging of statements; returns what it was.
  private func silence(_ connection: Connection) async throws -> [(String, String)] {
    let rows = try await connection.query(
      """
      SELECT s.name, pg_catalog.current_setting(s.name) AS before
      FROM \(Self.quiet)
      WHERE pg_catalog.has_parameter_privilege(s.name, 'SET')
      """
    )
    try await connection.query(
      """
      SELECT pg_catalog.set_config(s.name, s.value, false) FROM \(Self.quiet)
      WHERE pg_catalog.has_parameter_privilege(s.name, 'SET')
      """
    )
    return try rows.map { (try $0.requiredText("name"), try $0.requiredText("before")) }
  }

  private func restore(_ settings: [(String, String)], _ connection: Connection) async throws {
    for (name, value) in settings {
      try await connection.query(
        "SELECT pg_catalog.set_config(\(literal: name), \(literal: value), false)"
      )
    }
  }

  // MARK: Errors

  /// The error without what could show a secret: the server may quote what it was sent.
  private func hidden(_ error: any Error, _ shown: SQL, _ secrets: [SecretText]) -> any Error {
    guard var server = error as? ServerError else { return error }
    let values = secrets.flatMap(\.references).compactMap(secret)
    if values.contains(where: { server.message.contains($0) }) {
      server.message = "the server refuses it, in words that hold a secret"
    }
    server.detail = nil
    server.hint = nil
    server.context = nil
    server.position = nil
    server.statement = shown
    return server
  }
}

/// A secret that was there when the run began and is not any more.
struct MissingSecret: Error, CustomStringConvertible {
  let text: String

  var description: String { "\(text) is not set" }
}
