import PostgresClient
import PostgresVocabulary
import Testing

@Suite struct TransactionTests {
  struct Change: Error {}

  @Test func commitsOrRollsBack() async throws {
    try await withDatabase { _, connection in
      let value = try await connection.transaction { connection in
        try await connection.execute("CREATE TABLE kept ()")
        #expect(await connection.transactionStatus == .open)
        return 7
      }
      #expect(value == 7)
      await #expect(throws: Change.self) {
        try await connection.transaction { connection in
          try await connection.execute("CREATE TABLE undone ()")
          throw Change()
        }
      }
      #expect(await connection.transactionStatus == .idle)
      let row = try await connection.query(
        "SELECT pg_catalog.to_regclass('kept'), pg_catalog.to_regclass('undone')"
      ).first
      #expect(row?.values == ["kept", nil])
    }
  }

  @Test func swallowedErrorsDoNotCommit() async throws {
    try await withDatabase { _, connection in
      let error = await #expect(throws: ServerError.self) {
        try await connection.transaction { connection in
          _ = try? await connection.execute("SELECT 1/0")
        }
      }
      #expect(error?.sqlState == .inFailedTransaction)
      #expect(await connection.transactionStatus == .idle)
    }
  }

  @Test func snapshotsAreSharedAndReadOnly() async throws {
    try await withDatabase { settings, connection in
      try await connection.execute("CREATE TABLE t (id int)")
      let sister = try await Connection.open(settings)
      let writer = try await Connection.open(settings)
      try await connection.withReadOnlySnapshot { connection in
        let name = try await connection.exportSnapshot()
        try await writer.execute("INSERT INTO t VALUES (1)")
        try await sister.withReadOnlySnapshot(importing: name) { sister in
          #expect(try await sister.query("SELECT FROM t").isEmpty)
          let error = await #expect(throws: ServerError.self) {
            try await sister.execute("CREATE TABLE no ()")
          }
          #expect(error?.sqlState == .readOnlyTransaction)
          try await sister.cleanUp("ROLLBACK")
        }
        #expect(try await connection.query("SELECT FROM t").isEmpty)
      }
      #expect(try await connection.query("SELECT FROM t").count == 1)
      await #expect(throws: ServerError.self) {
        try await sister.withReadOnlySnapshot(importing: "00000003-FFFFFFFF-1") { _ in }
      }
      #expect(await sister.transactionStatus == .idle)
      await sister.close()
      await writer.close()
    }
  }
}

@Suite struct BatchTests {
  @Test func runsManyStatements() async throws {
    try await withDatabase { _, connection in
      let statements = (0..<1700).map { "SELECT \(number: $0) AS n" as SQL }
      let results = try await connection.batch(statements)
      #expect(results.count == 1700)
      #expect(try results[1234].rows[0].int("n") == 1234)
      #expect(try await connection.batch([]).isEmpty)
    }
  }

  @Test(arguments: [0, 3, 499, 500, 1000, 1233])
  func tellsWhichStatementFailed(index: Int) async throws {
    try await withDatabase { _, connection in
      var statements = [SQL](repeating: "CREATE TEMPORARY TABLE IF NOT EXISTS t ()", count: 1234)
      statements[index] = "SELECT nope"
      let error = await #expect(throws: BatchError.self) { try await connection.batch(statements) }
      #expect(error?.index == index)
      #expect(error?.error.sqlState == .undefinedColumn)
      #expect(error?.error.statement == "SELECT nope")
      #expect(await connection.transactionStatus == .idle)
      let row = try await connection.query("SELECT pg_catalog.to_regclass('t')").first
      #expect(try row?.text(0) == nil)
    }
  }

  @Test func failsInsideATransaction() async throws {
    try await withDatabase { _, connection in
      await #expect(throws: BatchError.self) {
        try await connection.transaction { connection in
          try await connection.batch(["CREATE TABLE a ()", "SELECT 1/0", "CREATE TABLE b ()"])
        }
      }
      let row = try await connection.query("SELECT pg_catalog.to_regclass('a')").first
      #expect(row?.values == [nil])
    }
  }

  @Test func deferredConstraintsFailAtTheEnd() async throws {
    try await withDatabase { _, connection in
      try await connection.execute(
        """
        CREATE TABLE t (
          id int PRIMARY KEY, parent int REFERENCES t DEFERRABLE INITIALLY DEFERRED)
        """
      )
      let error = await #expect(throws: BatchError.self) {
        try await connection.batch(["INSERT INTO t VALUES (1, 2)", "SELECT 1"])
      }
      #expect(error?.index == 2)
      #expect(error?.error.sqlState == .foreignKeyViolation)
      #expect(try await connection.query("SELECT FROM t").isEmpty)
    }
  }

  @Test func largeResultsAndStatementsDoNotBlock() async throws {
    try await withDatabase { _, connection in
      let text = String(repeating: "x", count: 200_000)
      let statements = (0..<100).map { _ in "SELECT \(literal: text) AS t" as SQL }
      let results = try await connection.batch(statements)
      let texts = try results.map { try $0.rows[0].text("t") }
      #expect(texts.count == 100)
      #expect(texts.allSatisfy { $0 == text })
    }
  }
}
