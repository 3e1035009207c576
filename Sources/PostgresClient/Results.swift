import CLibPQ
import PostgresVocabulary

extension ServerError {
  /// The codes of an error's fields, which are C character constants that Swift does not import.
  private enum Field: UInt8 {
    case severity = 0x53  // S
    case severityNotLocalized = 0x56  // V
    case sqlState = 0x43  // C
    case message = 0x4D  // M
    case detail = 0x44  // D
    case hint = 0x48  // H
    case position = 0x50  // P
    case context = 0x57  // W
    case schema = 0x73  // s
    case table = 0x74  // t
    case column = 0x63  // c
    case constraint = 0x6E  // n
    case routine = 0x52  // R
  }

  /// Reads the fields of an error or a notice.
  init(result: OpaquePointer, statement: SQL?) {
    func field(_ field: Field) -> String? {
      PQresultErrorField(result, Int32(field.rawValue)).map { String(cString: $0) }
    }
    // Messages of libpq itself, such as a broken connection, have no fields.
    let text = PQresultErrorMessage(result).map { String(cString: $0).trimmingNewlines } ?? ""
    self.init(
      sqlState: SQLState(field(.sqlState) ?? SQLState.connectionFailure.code),
      severity: field(.severityNotLocalized) ?? field(.severity) ?? "FATAL",
      message: field(.message) ?? text,
      detail: field(.detail),
      hint: field(.hint),
      position: field(.position).flatMap { Int($0) },
      context: field(.context),
      schemaName: field(.schema),
      tableName: field(.table),
      columnName: field(.column),
      constraintName: field(.constraint),
      routine: field(.routine),
      statement: statement
    )
  }
}

extension ResultTable {
  /// Copies a result out of libpq's memory.
  init(copying result: OpaquePointer) {
    let columnCount = PQnfields(result)
    let rowCount = PQntuples(result)
    let columns = (0..<columnCount).map { String(cString: PQfname(result, $0)) }
    var builder = Builder(columns: columns, expectedRows: Int(rowCount))
    builder.reserve(byteCount: Self.byteCount(result, rowCount, columnCount))
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column)
        else {
          builder.appendNull()
          continue
        }
        let length = Int(PQgetlength(result, row, column))
        value.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
          builder.append(UnsafeBufferPointer(start: bytes, count: length))
        }
      }
    }
    let tag = PQcmdTuples(result).flatMap { Int(String(cString: $0)) }
    self = builder.finish(rowCount: Int(rowCount), affectedRows: tag)
  }

  private static func byteCount(
    _ result: OpaquePointer,
    _ rowCount: Int32,
    _ columnCount: Int32
  ) -> Int {
    var total = 0
    for row in 0..<rowCount {
      for column in 0..<columnCount { total += Int(PQgetlength(result, row, column)) }
    }
    return total
  }
}

/// What came back for one statement.
enum StatementResult {
  case rows(ResultTable)
  case failed(ServerError)
  /// An earlier statement of the same batch failed.
  case skipped
  /// The end of a batch.
  case synchronized

  /// Takes over a result of libpq and frees it.
  init(taking result: OpaquePointer, statement: SQL?) {
    defer { PQclear(result) }
    switch PQresultStatus(result) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE:
      self = .rows(ResultTable(copying: result))
    case PGRES_PIPELINE_ABORTED: self = .skipped
    case PGRES_PIPELINE_SYNC: self = .synchronized
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      self = .failed(
        ServerError(
          sqlState: .featureNotSupported,
          message: "COPY from or to the client is not possible here",
          statement: statement
        )
      )
    default: self = .failed(ServerError(result: result, statement: statement))
    }
  }
}
