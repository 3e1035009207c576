import PostgresClient
import PostgresVocabulary
import Synchronization
import Testing

@Suite struct ConnectionTests {
  @Test func statementsGiveRows() async throws {
    try await withDatabase { _, connection in
      let rows = try await connection.query(
        "SELECT $1::text AS a, $2::int + 1 AS b, $3::text AS c, '{x,NULL}'::text[] AS d",
        ["é'\\", "41", nil]
      )
      let row = try #require(rows.first)
      #expect(try row.text("a") == "é'\\")
      #expect(try row.int("b") == 42)
      #expect(try row.text("c") == nil)
      #expect(try row.nullableTextArray("d") == ["x", nil])
      let empty = try await connection.table("SELECT 1 AS one WHERE false")
      #expect(empty.columns == ["one"])
      #expect(empty.count == 0)
      #expect(connection.serverVersion >= 15)
      let many = try await connection.query(
        "SELECT i, i::text || 'x' AS t FROM pg_catalog.generate_series(1, 100000) i"
      )
      #expect(many.count == 100_000)
      #expect(try many[99_999].text("t") == "100000x")
    }
  }

  @Test func sessionsSpellValuesAlike() async throws {
    try await withServer { settings, connection in
      try await connection.execute(
        """
        ALTER ROLE postgres SET datestyle = 'German';
        ALTER ROLE postgres SET timezone = 'Asia/Tokyo';
        ALTER ROLE postgres SET quote_all_identifiers = on;
        ALTER ROLE postgres SET bytea_output = escape
        """
      )
      var named = settings
      named.applicationName = "plumb test"
      let other = try await Connection.open(named)
      let row = try #require(
        try await other.query(
          """
          SELECT '2026-01-02 03:04:05+00'::timestamptz AS t, '\\x00ff'::bytea AS b,
            pg_catalog.quote_ident('a') AS q, pg_catalog.current_setting('application_name') AS n
          """
        ).first
      )
      #expect(row.values == ["2026-01-02 03:04:05+00", "\\x00ff", "a", "plumb test"])
      await other.close()
      #expect(await !other.isOpen)
      await #expect(throws: ServerError.self) { try await other.query("SELECT 1") }
    }
  }

  @Test func errorsSayWhatIsWrong() async throws {
    try await withDatabase { _, connection in
      let sql: SQL = "SELECT 1, nope FROM pg_catalog.pg_class"
      let error = await #expect(throws: ServerError.self) { try await connection.query(sql) }
      #expect(error?.sqlState == .undefinedColumn)
      #expect(error?.position == 11)
      #expect(error?.severity == "ERROR")
      #expect(error?.statement == sql)
      #expect(error.flatMap(ConnectionError.init(ending:)) == nil)
      try await connection.execute("CREATE TABLE t (id int CONSTRAINT positive CHECK (id > 0))")
      let violation = await #expect(throws: ServerError.self) {
        try await connection.query("INSERT INTO t VALUES (0)")
      }
      #expect(violation?.constraintName == "positive")
      #expect(violation?.tableName == "t")
      #expect(violation?.schemaName == "public")
      let nul = await #expect(throws: ServerError.self) {
        try await connection.query("SELECT \(literal: "a\0b")")
      }
      #expect(nul?.sqlState == .characterNotInRepertoire)
      let several = await #expect(throws: ServerError.self) {
        try await connection.query("SELECT 1; SELECT 2")
      }
      #expect(several?.sqlState == .syntaxError)
    }
  }

  @Test func scriptsRunWholeOrNotAtAll() async throws {
    try await withDatabase { _, connection in
      let rows = try await connection.execute("SELECT 1; SELECT 2 AS two")
      #expect(try rows.first?.int("two") == 2)
      await #expect(throws: ServerError.self) {
        try await connection.execute("CREATE TABLE half (); SELECT 1/0")
      }
      let row = try await connection.query("SELECT pg_catalog.to_regclass('half')").first
      #expect(try row?.text(0) == nil)
      for script in ["COPY pg_catalog.pg_class TO STDOUT", "COPY t FROM STDIN"] as [SQL] {
        await #expect(throws: ServerError.self) { try await connection.execute(script) }
      }
      try await connection.execute("CREATE TABLE t (id int)")
      let copy = await #expect(throws: ServerError.self) {
        try await connection.execute("COPY t FROM STDIN")
      }
      #expect(copy?.sqlState == .featureNotSupported)
      #expect(try await connection.query("SELECT 1").count == 1)
    }
  }

  @Test func noticesAreHandedOver() async throws {
    try await withDatabase { settings, _ in
      let notices = NoticeLog()
      let connection = try await Connection.open(settings) { notices.add($0) }
      try await connection.execute("DROP TABLE IF EXISTS nothing_here")
      #expect(notices.all.map(\.severity) == ["NOTICE"])
      #expect(notices.all.first?.message.contains("nothing_here") == true)
      await connection.close()
    }
  }
}

final class NoticeLog: Sendable {
  private let notices = Mutex<[ServerError]>([])
  var all: [ServerError] { notices.withLock { $0 } }

  func add(_ notice: ServerError) {
    notices.withLock { $0.append(notice) }
  }
}

// MARK: - Cancelling and losing

@Suite struct InterruptionTests {
  @Test func cancellingTheTaskCancelsTheStatement() async throws {
    try await withDatabase { settings, connection in
      let other = try await Connection.open(settings)
      let task = Task { () -> SQLState? in
        await #expect(throws: ServerError.self) {
          try await other.query("SELECT pg_catalog.pg_sleep(300)")
        }?.sqlState
      }
      try await eventually { try await isSleeping(other.backendPID, connection) }
      task.cancel()
      #expect(await task.value == .queryCanceled)
      #expect(try await other.query("SELECT 1").count == 1)
      await other.close()
    }
  }

  @Test func cancelledTasksSendOnlyCleanUps() async throws {
    try await withDatabase { _, connection in
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        await #expect(throws: ServerError.self) { try await connection.execute("SELECT 1") }
        await #expect(throws: BatchError.self) { try await connection.batch(["SELECT 1"]) }
        try await connection.cleanUp("CREATE TABLE cleaned ()")
      }
      task.cancel()
      try await task.value
      #expect(try await connection.query("SELECT 'cleaned'::pg_catalog.regclass").count == 1)
    }
  }

  @Test func terminatedSessionsAreLost() async throws {
    try await withDatabase { settings, connection in
      let other = try await Connection.open(settings)
      let sql: SQL = "SELECT pg_catalog.pg_sleep(300)"
      let task = Task { () -> ServerError? in
        await #expect(throws: ServerError.self) { try await other.query(sql) }
      }
      try await eventually { try await isSleeping(other.backendPID, connection) }
      try await connection.query(
        "SELECT pg_catalog.pg_terminate_backend($1)",
        ["\(other.backendPID)"]
      )
      let error = try #require(await task.value)
      #expect(error.sqlState == .adminShutdown)
      guard case .lost(sql, _) = ConnectionError(ending: error) else {
        Issue.record("not recognised as lost: \(error)")
        return
      }
      #expect(await other.transactionStatus == .disconnected)
      #expect(await !other.isOpen)
      let later = await #expect(throws: ServerError.self) { try await other.query("SELECT 1") }
      #expect(later?.endsSession == true)
      let batch = await #expect(throws: BatchError.self) { try await other.batch(["SELECT 1"]) }
      #expect(batch?.error.endsSession == true)
    }
  }

  private func isSleeping(_ pid: Int32, _ connection: Connection) async throws -> Bool {
    let rows = try await connection.query(
      "SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'",
      ["\(pid)"]
    )
    return rows.count == 1
  }
}
