import CLibPQ
public import PostgresVocabulary

/// A session with a PostgreSQL server.
///
/// Calls run one at a time on a thread of their own. Cancelling the task that waits for a
/// statement cancels the statement on the server. A transaction belongs to the connection, not to
/// a task: do not share a connection between tasks while one is open.
public actor Connection {
  private nonisolated let executor: DedicatedThread
  /// The server's version.
  public nonisolated let serverVersion: ServerVersion
  /// Whether the role was a superuser when the session began.
  public nonisolated let isSuperuser: Bool
  /// The process that serves this session, as in `pg_stat_activity.pid`.
  public nonisolated let backendPID: Int32
  /// How the connection was opened.
  public nonisolated let settings: ConnectionSettings
  private nonisolated let cancelToken: CancelToken
  var handle: ConnectionHandle?

  /// The connection's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(handle: ConnectionHandle, settings: ConnectionSettings, executor: DedicatedThread) {
    self.handle = handle
    self.settings = settings
    self.executor = executor
    serverVersion = ServerVersion(number: Int(PQserverVersion(handle.pointer)))
    isSuperuser =
      PQparameterStatus(handle.pointer, "is_superuser").map { String(cString: $0) } == "on"
    backendPID = PQbackendPID(handle.pointer)
    cancelToken = CancelToken(handle)
  }

  /// Ends the session.
  ///
  /// What was running has ended before; an open transaction is rolled back.
  public func close() {
    handle = nil
  }

  /// The password with which the session was opened, wherever libpq found it; nil for none.
  public var password: String? {
    guard let text = handle.flatMap({ PQpass($0.pointer) }).map({ String(cString: $0) }) else {
      return nil
    }
    return text.isEmpty ? nil : text
  }

  /// Whether statements can still be sent.
  public var isOpen: Bool {
    handle.map { PQstatus($0.pointer) == CONNECTION_OK } ?? false
  }
}

// MARK: - Statements

extension Connection {
  /// Runs one statement with the extended protocol.
  ///
  /// - Parameters:
  ///   - sql: A single statement.
  ///   - parameters: Values of `$1`, `$2`, … in text form; `nil` is NULL.
  /// - Returns: The rows, empty for a statement without any.
  /// - Throws: What the server says. `ConnectionError(ending:)` tells a lost connection apart.
  @discardableResult
  public func query(
    _ sql: SQL,
    _ parameters: [String?] = []
  ) async throws(ServerError) -> [Row] {
    try await table(sql, parameters).rows
  }

  /// Runs one statement as `query` does; gives the result with its columns even when it is empty.
  ///
  /// - Parameters:
  ///   - sql: A single statement.
  ///   - parameters: Values of `$1`, `$2`, … in text form; `nil` is NULL.
  /// - Returns: The result.
  /// - Throws: What the server says.
  public func table(
    _ sql: SQL,
    _ parameters: [String?] = []
  ) async throws(ServerError) -> ResultTable {
    try refuseWhenCancelled(sql)
    return try await cancellable { (handle) throws(ServerError) in
      try handle.query(sql, parameters)
    }
  }

  /// Runs statements separated by semicolons, with the simple protocol.
  ///
  /// Outside a transaction they form one, unless they say otherwise.
  ///
  /// - Parameter script: The statements.
  /// - Returns: The rows of the last statement.
  /// - Throws: What the server says about the first statement that fails; the rest is not run.
  @discardableResult
  public func execute(_ script: SQL) async throws(ServerError) -> [Row] {
    try refuseWhenCancelled(script)
    return try await cancellable { (handle) throws(ServerError) in
      try handle.execute(script).rows
    }
  }

  /// Runs statements as `execute` does, with the simple protocol; tells which of them fails.
  ///
  /// - Parameter script: The statements, separated by semicolons.
  /// - Throws: ``BatchError`` with the first statement that fails; empty ones do not count. A text
  ///   that is no SQL fails as a whole, at 0: the error's position tells more.
  public func run(_ script: SQL) async throws(BatchError) {
    do {
      try refuseWhenCancelled(script)
    } catch {
      throw BatchError(index: 0, error: error)
    }
    guard let handle else { throw BatchError(index: 0, error: .connectionClosed(script)) }
    let outcome = await withTaskCancellationHandler {
      cancelToken.whileRunning {
        Result { () throws(BatchError) in try handle.run(script) }
      }
    } onCancel: { [cancelToken] in
      cancelToken.cancel()
    }
    try outcome.get()
  }

  /// Runs statements even when the task has been cancelled: to roll back, unlock or clean up.
  ///
  /// - Parameter script: Statements separated by semicolons.
  /// - Throws: What the server says.
  public func cleanUp(_ script: SQL) async throws(ServerError) {
    _ = try openHandle(for: script).execute(script)
  }

  /// Runs many statements in few round trips, as a pipeline.
  ///
  /// Outside a transaction they form one. They must be such as can run in a transaction.
  ///
  /// - Parameter statements: One statement each.
  /// - Returns: Their results, in order.
  /// - Throws: ``BatchError``, which tells the first statement that failed. Those after it are
  ///   not run.
  @discardableResult
  public func batch(_ statements: [SQL]) async throws(BatchError) -> [ResultTable] {
    guard let first = statements.first else { return [] }
    do {
      try refuseWhenCancelled(first)
    } catch {
      throw BatchError(index: 0, error: error)
    }
    return try await cancellableBatch(statements)
  }
}

// MARK: - Cancellation

extension Connection {
  func openHandle(for sql: SQL) throws(ServerError) -> ConnectionHandle {
    guard let handle else { throw .connectionClosed(sql) }
    return handle
  }

  private func refuseWhenCancelled(_ sql: SQL) throws(ServerError) {
    guard Task.isCancelled else { return }
    throw ServerError(
      sqlState: .queryCanceled,
      message: "not sent because the task was cancelled",
      statement: sql
    )
  }

  private func cancellable<Value: Sendable>(
    _ body: (ConnectionHandle) throws(ServerError) -> Value
  ) async throws(ServerError) -> Value {
    let handle = try openHandle(for: "")
    let outcome = await withTaskCancellationHandler {
      cancelToken.whileRunning {
        Result { () throws(ServerError) in try body(handle) }
      }
    } onCancel: { [cancelToken] in
      cancelToken.cancel()
    }
    return try outcome.get()
  }

  private func cancellableBatch(_ statements: [SQL]) async throws(BatchError) -> [ResultTable] {
    guard let handle else {
      throw BatchError(index: 0, error: .connectionClosed(statements[0]))
    }
    let outcome = await withTaskCancellationHandler {
      cancelToken.whileRunning {
        Result { () throws(BatchError) in try handle.batch(statements) }
      }
    } onCancel: { [cancelToken] in
      cancelToken.cancel()
    }
    return try outcome.get()
  }
}

extension ServerError {
  static func connectionClosed(_ sql: SQL) -> ServerError {
    ServerError(
      sqlState: .connectionFailure,
      severity: "FATAL",
      message: "the connection is closed",
      statement: sql
    )
  }
}
