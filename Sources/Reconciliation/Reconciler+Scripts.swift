import EmbeddedPostgres
public import Introspection
public import ManifestLoading
public import PostgresClient
public import PostgresVocabulary

/// A text of SQL statements with the name that messages give it.
public struct SQLScript: Sendable {
  /// The name, such as the file's path.
  public let name: String
  /// The statements.
  public let sql: SQL

  /// Names a script.
  public init(name: String, sql: SQL) {
    self.name = name
    self.sql = sql
  }
}

/// A script that an empty database refuses.
public struct ScriptError: Error, Sendable {
  /// The script's name.
  public let name: String
  /// The line that fails, counted from 1; nil when it is not known.
  public let line: Int?
  /// The statement that fails; nil when it is not known.
  public let statement: String?
  /// The kind of error; nil when it is not known.
  public let sqlState: SQLState?
  /// What the server says.
  public let reason: String
  /// What to do about it, where that is known.
  public let hint: String?
  /// Whether nothing of it was run, for what it would do on this machine.
  public var isRefused = false
  /// Whether a password may stand in the statement, which is therefore not told.
  public var isSecret = false
}

extension Reconciler {
  /// Reads what SQL scripts make of an empty database.
  ///
  /// - Throws: `ScriptError` for a statement that fails; `EmbeddedPostgresError`.
  public func read(_ scripts: [SQLScript], platform: Platform) async throws -> LiveDatabase {
    try await withDatabase(madeBy: scripts, platform) { try await read($0) }
  }

  /// Runs SQL scripts in an empty database and works with what they have made.
  ///
  /// Roles that they name and do not make are made when the server misses them. On a platform they
  /// run beside its objects; scripts that make these themselves run without.
  ///
  /// - Parameters:
  ///   - scripts: the scripts in their order; each is run in one transaction.
  ///   - platform: what the database is hosted on.
  ///   - major: the server's major version; nil for the newest one of this machine.
  ///   - body: what to do with the database.
  /// - Returns: what `body` returns.
  /// - Throws: `ScriptError` for a statement that fails; `EmbeddedPostgresError`; what
  ///   `body` throws.
  public func withDatabase<Value>(
    madeBy scripts: [SQLScript],
    _ platform: Platform,
    major: Int? = nil,
    _ body: (ConnectionSettings) async throws -> Value
  ) async throws -> Value {
    try await withEmptyDatabase(platform, major: major) { settings in
      guard platform != .postgres else {
        try await run(scripts, in: settings)
        return try await body(settings)
      }
      do {
        try await run(scripts, in: settings)
      } catch let failure as ScriptError {
        let bare = try await withEmptyDatabase(.postgres, major: major) { settings -> Value? in
          guard (try? await run(scripts, in: settings)) != nil else { return nil }
          return try await body(settings)
        }
        guard let bare else { throw failure }
        return bare
      }
      return try await body(settings)
    }
  }

  /// Runs scripts, each in one transaction.
  ///
  /// - Throws: `ScriptError` for a statement that fails, and before anything is run for a command
  ///   that is not run.
  func run(_ scripts: [SQLScript], in settings: ConnectionSettings) async throws {
    let runnable = try scripts.map(RunnableScript.init)
    for script in runnable {
      var missing: Set<String> = []
      while let failure = await failure(of: script, in: settings) {
        guard let role = failure.missingRole, missing.insert(role).inserted else {
          throw ScriptError(failure, in: script)
        }
        let connection = try await Connection.open(settings)
        try await connection.execute("CREATE ROLE \(identifier: role)")
        await connection.close()
      }
    }
  }

  /// Runs a script as a whole; nothing of one that fails stays.
  private func failure(
    of script: RunnableScript,
    in settings: ConnectionSettings
  ) async -> ScriptFailure? {
    do {
      if script.isForPsql {
        let run = try await ClientProgram.psql(script.sql.text, in: settings.localKeywords)
        return run.code == 0 ? nil : ScriptFailure(output: run.output)
      }
      let connection = try await Connection.open(settings)
      do {
        try await connection.run(script.sql)
        await connection.close()
        return nil
      } catch {
        await connection.close()
        throw error
      }
    } catch let failure as BatchError where failure.error.sqlState.takesCommits {
      return await failureOneByOne(of: script, in: settings)
    } catch let failure as BatchError {
      return ScriptFailure(failure, of: script.sql)
    } catch {
      return ScriptFailure(message: "\(error)", hint: nil)
    }
  }
}

extension Reconciler {
  /// Runs a script that cannot run in one transaction statement by statement, as the Supabase CLI
  /// does; what was run as a whole before has been rolled back.
  private func failureOneByOne(
    of script: RunnableScript,
    in settings: ConnectionSettings
  ) async -> ScriptFailure? {
    do {
      let connection = try await Connection.open(settings)
      for (index, statement) in script.sql.statements.enumerated() {
        do {
          // A part of what the user names as SQL to run.
          try await connection.query(SQL(unchecked: statement.text))
        } catch {
          await connection.close()
          var failure = error
          failure.position = nil
          return ScriptFailure(BatchError(index: index, error: failure), of: script.sql)
        }
      }
      await connection.close()
      return nil
    } catch {
      return ScriptFailure(message: "\(error)", hint: nil)
    }
  }
}

/// A script of which nothing acts on this machine.
private struct RunnableScript {
  let name: String
  let sql: SQL
  /// Whether the data of `COPY` stand in it, which `psql` takes out.
  let isForPsql: Bool

  init(_ script: SQLScript) throws {
    let commands = ScriptCommands(script.sql.text)
    if let refused = commands.refused.first {
      throw ScriptError(
        name: script.name,
        line: commands.line(at: refused.offset),
        statement: nil,
        sqlState: nil,
        reason: refused.reason,
        hint: refused.hint,
        isRefused: true
      )
    }
    name = script.name
    // What the user names as SQL to run, without what is no SQL.
    sql = SQL(unchecked: commands.text)
    isForPsql = commands.hasData
  }
}

extension ScriptError {
  /// Tells a failure without passwords: a statement in which one may stand is not shown, nor what
  /// the server quotes of it.
  fileprivate init(_ failure: ScriptFailure, in script: RunnableScript) {
    let isSecret = failure.statement?.lowercased().contains("password") == true
    let quotes = script.sql.text.passwordLiterals.contains(where: failure.message.contains)
    self.init(
      name: script.name,
      line: failure.line,
      statement: isSecret ? nil : failure.statement,
      sqlState: failure.sqlState,
      reason: quotes ? "the server refuses it, in words that hold a secret" : failure.message,
      hint: quotes ? nil : failure.hint,
      isSecret: isSecret
    )
  }
}

extension String {
  /// The quoted texts that follow the word `PASSWORD`.
  fileprivate var passwordLiterals: [Substring] {
    guard utf8.count < 1 << 24, lowercased().contains("password") else { return [] }
    let pattern = /password\s+(?:'([^']+)'|\$[a-z_]*\$([^$]+)\$)/.ignoresCase()
    return matches(of: pattern).compactMap { $0.output.1 ?? $0.output.2 }
  }
}

/// Why a script failed.
private struct ScriptFailure {
  let message: String
  var hint: String?
  var line: Int?
  var statement: String?
  var sqlState: SQLState?

  init(message: String, hint: String?) {
    self.message = message
    self.hint = hint
  }

  /// Finds the statement by the position that the error gives, else by how many have succeeded.
  init(_ failure: BatchError, of script: SQL) {
    let error = failure.error
    self.init(message: error.message, hint: error.hint)
    sqlState = error.sqlState
    let all = script.statements
    let counted = failure.index < all.count ? all[failure.index] : nil
    let found = error.position.flatMap(script.statement(at:)) ?? counted
    statement = found?.textWithoutComment
    line = error.position.map(script.line(at:)) ?? found?.line
  }

  /// Takes the first error of what `psql` printed: `psql:FILE:LINE: ERROR:  42P01: …`.
  init(output: String) {
    let lines = output.split(separator: "\n").map(String.init)
    let line = lines.first { $0.contains("ERROR:") || $0.contains("error:") } ?? lines.first
    var text = line.map { $0.components(after: "ERROR:  ") } ?? "psql has failed"
    let state = text.prefix(5)
    if text.hasPrefix("psql:") {
      // `psql:<stdin>:LINE: `
      let parts = text.split(separator: ":", maxSplits: 3)
      text = parts.last.map { String($0.drop { $0 == " " }) } ?? text
    }
    let isTold =
      text.dropFirst(5).hasPrefix(": ") && state.allSatisfy { $0.isNumber || $0.isUppercase }
    if isTold { text = String(text.dropFirst(7)) }
    self.init(
      message: text,
      hint: text.contains("cannot run inside a transaction block")
        ? "Make the dump without --create." : nil
    )
    if isTold { sqlState = SQLState(String(state)) }
    let parts = line?.split(separator: ":") ?? []
    if parts.count > 3, parts[0] == "psql" { self.line = Int(parts[2]) }
  }

  /// The role that is not there; the server is ours and speaks English.
  var missingRole: String? {
    guard message.hasPrefix("role \""), message.hasSuffix("\" does not exist") else { return nil }
    return String(message.dropFirst(6).dropLast(16))
  }
}

extension SQLState {
  /// Whether a script fails for being one transaction, and would not as single statements.
  fileprivate var takesCommits: Bool {
    self == .activeTransaction || self == .unsafeNewEnumValueUsage
  }
}

extension ConnectionSettings {
  /// The keyword string for a server of ours, whose names need no quoting.
  fileprivate var localKeywords: String {
    "host=\(host ?? "") port=\(port ?? "") user=\(user ?? "") dbname=\(databaseName ?? "") "
      + "sslmode=disable gssencmode=disable"
  }
}

extension String {
  /// What follows a text; all of it when the text does not occur.
  fileprivate func components(after text: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return String(self[range.upperBound...])
  }
}
