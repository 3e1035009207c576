import CLibPQ
public import PostgresVocabulary

/// Where a session stands between BEGIN and COMMIT.
public enum TransactionStatus: Hashable, Sendable {
  /// No transaction is open.
  case idle
  /// A transaction is open.
  case open
  /// A transaction is open and can only be rolled back.
  case failed
  /// The connection is lost or closed.
  case disconnected
}

extension Connection {
  /// Where the session stands between BEGIN and COMMIT.
  public var transactionStatus: TransactionStatus {
    guard let handle, PQstatus(handle.pointer) == CONNECTION_OK else { return .disconnected }
    return switch PQtransactionStatus(handle.pointer) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_INTRANS, PQTRANS_ACTIVE: .open
    case PQTRANS_INERROR: .failed
    default: .disconnected
    }
  }

  /// Runs something in a transaction: commits when it returns, rolls back when it throws.
  ///
  /// - Parameters:
  ///   - begin: How to begin, such as `BEGIN ISOLATION LEVEL SERIALIZABLE`.
  ///   - body: What to do with this connection.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws, or a `ServerError` of BEGIN or COMMIT. A body that has
  ///   swallowed the error of a statement cannot commit, which is an error too.
  public nonisolated func transaction<Value>(
    begin: SQL = "BEGIN",
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    try await execute(begin)
    let value: Value
    do {
      value = try await body(self)
      try await commit()
    } catch {
      // The error at hand says more than a failure to roll back, which a lost connection causes.
      try? await cleanUp("ROLLBACK")
      throw error
    }
    return value
  }

  /// COMMIT of a failed transaction rolls back and reports success, hence the look beforehand.
  private nonisolated func commit() async throws(ServerError) {
    guard await transactionStatus != .failed else {
      throw ServerError(
        sqlState: .inFailedTransaction,
        message: "the transaction has failed and cannot commit",
        statement: "COMMIT"
      )
    }
    try await execute("COMMIT")
  }

  /// Runs something in a read-only transaction that sees one snapshot throughout.
  ///
  /// - Parameters:
  ///   - snapshot: The snapshot of another connection (``exportSnapshot()``) to share.
  ///   - body: What to do with this connection.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws, or a `ServerError` of BEGIN or COMMIT.
  public nonisolated func withReadOnlySnapshot<Value>(
    importing snapshot: String? = nil,
    _ body: (Connection) async throws -> Value
  ) async throws -> Value {
    var begin: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    if let snapshot { begin += "; SET TRANSACTION SNAPSHOT \(literal: snapshot)" }
    do {
      return try await transaction(begin: begin, body)
    } catch let error as ServerError where error.statement == begin {
      try? await cleanUp("ROLLBACK")
      throw error
    }
  }

  /// Makes the snapshot of the open transaction known to others, for as long as it stays open.
  ///
  /// - Returns: The snapshot's name.
  /// - Throws: What the server says.
  public func exportSnapshot() async throws(ServerError) -> String {
    let rows = try await query("SELECT pg_catalog.pg_export_snapshot()")
    guard let name = try? rows.first?.text(0) else {
      throw ServerError(sqlState: SQLState("XX000"), message: "no snapshot was exported")
    }
    return name
  }
}
