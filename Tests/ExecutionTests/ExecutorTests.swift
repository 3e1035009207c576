import Diagnostics
import Execution
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Executor") struct ExecutorTests {
  @Test("applies, proves, records and lets go of the lock")
  func applies() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let result = try await bench.apply(threeTables)
      #expect(result.steps == 3)
      #expect(result.fingerprint == threeTables.after.summary)
      #expect(try await bench.shape() == threeTables.after.objects)
      let history = try await bench.history()
      #expect(history.map(\.outcome) == ["applied"])
      #expect(history.first?.id == result.historyID)
      #expect(history.first?.statements.count == 3)
      #expect(history.first?.fingerprintBefore == threeTables.before.summary)
      #expect(history.first?.fingerprintAfter == threeTables.after.summary)
      #expect(history.first?.gitCommit == "abc")
      let again = try await bench.elsewhere { other in
        try await other.query("SELECT pg_try_advisory_lock(1886156141, 1)").first?.bool(0)
      }
      #expect(again == true)
    }
  }

  @Test("nobody but its owner can read the history, whatever default privileges say")
  func historyIsPrivate() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC")
      try await connection.execute("ALTER DEFAULT PRIVILEGES GRANT ALL ON SCHEMAS TO PUBLIC")
      _ = try await Bench(settings, connection).apply(threeTables)
      let open = try await connection.query(
        """
        SELECT 1 FROM pg_catalog.pg_class AS c
        WHERE c.oid = 'plumb.migration_history'::pg_catalog.regclass
          AND (pg_catalog.has_table_privilege('pg_monitor', c.oid, 'SELECT')
            OR pg_catalog.has_schema_privilege('pg_monitor', 'plumb', 'USAGE')
            OR NOT c.relrowsecurity)
        """
      )
      #expect(open.isEmpty)
    }
  }

  @Test("what was sent is unknown to those who may not read the history")
  func historyIsUnreadable() async throws {
    try await withTestDatabase { settings, connection in
      _ = try await Bench(settings, connection).apply(threeTables)
      try await connection.execute("SET ROLE pg_monitor")
      #expect(try await SentCall.read(of: "anything", from: connection).isEmpty)
      #expect(try await SentSecret.read(.verifier, from: connection).isEmpty)
    }
  }

  @Test("a database without a history has an empty one")
  func noHistory() async throws {
    try await withTestDatabase { settings, connection in
      let history = try await Bench(settings, connection).history()
      #expect(history.isEmpty)
    }
  }

  @Test("a plan for another state is refused, naming what has moved")
  func stale() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.z (x integer)")
      let bench = Bench(settings, connection)
      let failure = try await bench.failure(of: threeTables)
      guard case .stale(["z"]) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(failure.state == .unchanged)
      #expect(try await bench.shape() == ["z": "x"])
      #expect(try await bench.history().isEmpty)
    }
  }

  @Test("a failing step rolls everything back and tells where it comes from")
  func failingStep() async throws {
    try await withTestDatabase { settings, connection in
      var bench = Bench(settings, connection)
      let place = SourceRange(file: "b.yaml", at: SourcePosition(line: 3, column: 1))
      bench.change = { $0.place = { $0 == table("b") ? place : nil } }
      let bad = plan(
        from: [:],
        to: [:],
        [
          transaction(
            step("a", "CREATE TABLE public.a (x integer)"),
            step("b", "CREATE TABLE public.b (x no_such_type)")
          )
        ]
      )
      let failure = try await bench.failure(of: bad)
      guard case .step(let failed) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(failed.index == 1)
      #expect(failed.place == place)
      #expect(failed.serverError?.sqlState == .undefinedObject)
      #expect(try await bench.shape() == [:])
      let history = try await bench.history()
      #expect(history.map(\.outcome) == ["failed"])
      #expect(history.first?.error == "step 2: create table public.b: SQLSTATE 42704")
      #expect(failure.historyID == history.first?.id)
    }
  }

  @Test("what does not lead to the desired state is rolled back")
  func notProved() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let wrong = plan(
        from: [:],
        to: ["a": "y"],
        [transaction(step("a", "CREATE TABLE public.a (x integer)"))]
      )
      let failure = try await bench.failure(of: wrong)
      guard case .notProved(["a"]) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(try await bench.shape() == [:])
      #expect(try await bench.history().map(\.outcome) == ["failed"])
    }
  }

  @Test("all rows in the way are reported before the first statement")
  func preconditions() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.t (x integer)")
      try await connection.execute("INSERT INTO public.t VALUES (1), (NULL), (NULL)")
      var first = step("t", "ALTER TABLE public.t ALTER COLUMN x SET NOT NULL")
      first.preconditions = [
        Precondition("SELECT count(*) FROM public.t WHERE x IS NULL", message: "nulls", hint: "-")
      ]
      var second = step("t", "ALTER TABLE public.t ADD CHECK (x > 1)")
      second.preconditions = [
        Precondition("SELECT count(*) FROM public.t WHERE x = 7", message: "sevens", hint: "-"),
        Precondition("SELECT count(*) FROM public.t WHERE x <= 1", message: "ones", hint: "-"),
      ]
      let bench = Bench(settings, connection)
      let failure = try await bench.failure(
        of: plan(from: ["t": "x"], to: ["t": "x"], [transaction(first, second)])
      )
      guard case .unmet(let unmet) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(unmet.map(\.count) == [2, 1])
      #expect(unmet.map(\.step) == [0, 1])
      #expect(unmet.map(\.precondition.message) == ["nulls", "ones"])
    }
  }

  @Test("another apply holds the lock: who, and nothing is done")
  func lockHeld() async throws {
    try await withTestDatabase { settings, connection in
      var other = settings
      other.applicationName = "the other"
      let holder = try await Connection.open(other)
      try await holder.execute("SELECT pg_advisory_lock(1886156141, 1)")
      let bench = Bench(settings, connection)
      let failure = try await bench.failure(of: threeTables)
      guard case .lockHeld(let found?) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(found.pid == Int(holder.backendPID))
      #expect(found.applicationName == "the other")
      #expect(found.since != nil)
      #expect(try await bench.shape() == [:])
      await holder.close()
    }
  }

  @Test("a lock that comes free is taken after a retry")
  func retriesLock() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.t (x integer)")
      let blocker = try await Connection.open(settings)
      try await blocker.execute("BEGIN; LOCK TABLE public.t")
      var bench = Bench(settings, connection)
      let log = Log<Int>()
      bench.change = {
        $0.progress = { event in
          guard case .retrying(_, let attempt, _) = event else { return }
          log.append(attempt)
          if attempt == 2 { Task { try await blocker.execute("ROLLBACK") } }
        }
      }
      bench.execution.lockRetries = 50
      let result = try await bench.apply(
        plan(
          from: ["t": "x"],
          to: ["t": "x,y"],
          [transaction(step("t", "ALTER TABLE public.t ADD COLUMN y integer"))]
        )
      )
      #expect(result.retries >= 2)
      #expect(log.entries.prefix(2) == [1, 2])
      #expect(try await bench.shape() == ["t": "x,y"])
      await blocker.close()
    }
  }

  @Test("a lock that stays taken fails after the budget")
  func lockBudget() async throws {
    try await withTestDatabase { settings, connection in
      try await connection.execute("CREATE TABLE public.t (x integer)")
      let blocker = try await Connection.open(settings)
      try await blocker.execute("BEGIN; LOCK TABLE public.t")
      var bench = Bench(settings, connection)
      bench.execution.lockRetries = 2
      let failure = try await bench.failure(
        of: plan(
          from: ["t": "x"],
          to: ["t": "x,y"],
          [transaction(step("t", "ALTER TABLE public.t ADD COLUMN y integer"))]
        )
      )
      guard case .step(let failed) = failure.cause else {
        Issue.record("\(failure.cause)")
        return
      }
      #expect(failed.serverError?.sqlState == .lockNotAvailable)
      await blocker.close()
    }
  }
}
