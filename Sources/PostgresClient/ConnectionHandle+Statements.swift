import CLibPQ
import PostgresVocabulary

extension ConnectionHandle {
  /// Runs one statement with the extended protocol and waits for it.
  func query(_ sql: SQL, _ parameters: [String?]) throws(ServerError) -> ResultTable {
    try refuseNUL(sql, parameters)
    let sent = withCStrings(parameters) { values in
      PQsendQueryParams(
        pointer,
        sql.text,
        Int32(parameters.count),
        nil,
        values,
        nil,
        nil,
        textFormat
      )
    }
    guard sent == 1 else { throw failure(running: sql) }
    return try lastResult(of: sql)
  }

  /// Runs a script with the simple protocol and waits for it.
  func execute(_ script: SQL) throws(ServerError) -> ResultTable {
    try refuseNUL(script, [])
    guard PQsendQuery(pointer, script.text) == 1 else { throw failure(running: script) }
    return try lastResult(of: script)
  }

  /// Runs a script with the simple protocol; tells which statement of it fails.
  func run(_ script: SQL) throws(BatchError) {
    do {
      try refuseNUL(script, [])
    } catch {
      throw BatchError(index: 0, error: error)
    }
    guard PQsendQuery(pointer, script.text) == 1 else {
      throw BatchError(index: 0, error: failure(running: script))
    }
    var done = 0
    var firstFailure: BatchError?
    while let result = PQgetResult(pointer) {
      let status = PQresultStatus(result)
      switch StatementResult(taking: result, statement: script) {
      case .failed(let error):
        firstFailure = firstFailure ?? BatchError(index: done, error: error)
      case .rows: done += 1
      case .skipped, .synchronized: break
      }
      endCopy(status)
      if PQstatus(pointer) == CONNECTION_BAD { break }
    }
    if let firstFailure { throw firstFailure }
  }

  /// Takes all results of what was sent, so that the connection is free again.
  private func lastResult(of sql: SQL) throws(ServerError) -> ResultTable {
    var last: ResultTable?
    var firstFailure: ServerError?
    while let result = PQgetResult(pointer) {
      let status = PQresultStatus(result)
      switch StatementResult(taking: result, statement: sql) {
      case .rows(let table): last = table
      case .failed(let error): firstFailure = firstFailure ?? error
      case .skipped, .synchronized: break
      }
      endCopy(status)
      if PQstatus(pointer) == CONNECTION_BAD { break }
    }
    if let firstFailure { throw firstFailure }
    guard let last else { throw failure(running: sql) }
    return last
  }

  /// Leaves the copy mode that a `COPY … FROM STDIN` or `TO STDOUT` has started.
  private func endCopy(_ status: ExecStatusType) {
    if status == PGRES_COPY_IN || status == PGRES_COPY_BOTH {
      PQputCopyEnd(pointer, "not possible here")
    } else if status == PGRES_COPY_OUT {
      var buffer: UnsafeMutablePointer<CChar>?
      while PQgetCopyData(pointer, &buffer, 0) > 0 { PQfreemem(buffer) }
    }
  }

  /// What went wrong below the level of statements.
  func failure(running sql: SQL) -> ServerError {
    ServerError(
      sqlState: .connectionFailure,
      severity: "FATAL",
      message: message,
      statement: sql
    )
  }

  /// C strings end at NUL: the server would run only a part of such a statement.
  func refuseNUL(_ sql: SQL, _ parameters: [String?]) throws(ServerError) {
    guard sql.text.utf8.contains(0) || parameters.contains(where: { $0?.utf8.contains(0) == true })
    else { return }
    throw ServerError(
      sqlState: .characterNotInRepertoire,
      message: "a statement cannot hold a NUL character",
      statement: sql
    )
  }

  private func withCStrings<Value>(
    _ texts: [String?],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
  ) -> Value {
    guard !texts.isEmpty else { return body(nil) }
    var bytes: [CChar] = []
    var starts: [Int?] = []
    for text in texts {
      starts.append(text == nil ? nil : bytes.count)
      if let text {
        bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
        bytes.append(0)
      }
    }
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { bytes in
      let pointers = starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }
}

private let textFormat: Int32 = 0

// MARK: - Batches

extension ConnectionHandle {
  /// Sends statements in chunks, so that a failure is noticed before everything has been sent.
  private static var chunkSize: Int { 500 }

  /// Runs statements as a pipeline and waits for all of them.
  func batch(_ statements: [SQL]) throws(BatchError) -> [ResultTable] {
    for (index, statement) in statements.enumerated() {
      do {
        try refuseNUL(statement, [])
      } catch {
        throw BatchError(index: index, error: error)
      }
    }
    guard PQenterPipelineMode(pointer) == 1 else {
      throw BatchError(index: 0, error: failure(running: statements[0]))
    }
    defer { PQexitPipelineMode(pointer) }
    var results: [ResultTable] = []
    results.reserveCapacity(statements.count)
    var firstFailure: BatchError?
    for start in stride(from: 0, to: statements.count, by: Self.chunkSize) {
      let chunk = start..<min(start + Self.chunkSize, statements.count)
      let isLast = chunk.upperBound == statements.count
      firstFailure = runChunk(statements, chunk, isLast: isLast, into: &results)
      if firstFailure != nil {
        if !isLast { PQpipelineSync(pointer) }
        break
      }
    }
    let endFailure = awaitSync()
    if let firstFailure { throw firstFailure }
    if let endFailure { throw BatchError(index: statements.count, error: endFailure) }
    return results
  }

  private func runChunk(
    _ statements: [SQL],
    _ chunk: Range<Int>,
    isLast: Bool,
    into results: inout [ResultTable]
  ) -> BatchError? {
    for index in chunk {
      let sent = PQsendQueryParams(
        pointer,
        statements[index].text,
        0,
        nil,
        nil,
        nil,
        nil,
        textFormat
      )
      guard sent == 1 else {
        return BatchError(index: index, error: failure(running: statements[index]))
      }
    }
    _ = isLast ? PQpipelineSync(pointer) : PQsendFlushRequest(pointer)
    PQflush(pointer)
    var firstFailure: BatchError?
    for index in chunk {
      switch nextResult(of: statements[index]) {
      case .rows(let table): results.append(table)
      case .failed(let error):
        firstFailure = firstFailure ?? BatchError(index: index, error: error)
      case .skipped: break
      case .synchronized, nil:
        return firstFailure
          ?? BatchError(index: index, error: failure(running: statements[index]))
      }
      if PQstatus(pointer) == CONNECTION_BAD { break }
    }
    return firstFailure
  }

  /// Takes one statement's results, up to the null that separates it from the next one.
  private func nextResult(of statement: SQL) -> StatementResult? {
    var outcome: StatementResult?
    while let result = PQgetResult(pointer) {
      let status = PQresultStatus(result)
      let taken = StatementResult(taking: result, statement: statement)
      if outcome == nil { outcome = taken }
      endCopy(status)
      if status == PGRES_PIPELINE_SYNC || PQstatus(pointer) == CONNECTION_BAD { break }
    }
    return outcome
  }

  /// Takes the end of the batch, with the error of a commit that failed.
  ///
  /// Two nulls in a row mean that nothing is left to come.
  private func awaitSync() -> ServerError? {
    var failure: ServerError?
    var wasNull = false
    while PQstatus(pointer) != CONNECTION_BAD {
      guard let result = PQgetResult(pointer) else {
        if wasNull { break }
        wasNull = true
        continue
      }
      wasNull = false
      switch StatementResult(taking: result, statement: nil) {
      case .synchronized: return failure
      case .failed(let error): failure = failure ?? error
      case .rows, .skipped: break
      }
    }
    return failure
  }
}
