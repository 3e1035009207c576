import EmbeddedPostgres
import Execution
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Interrupted executions") struct InterruptionTests {
  /// Ends the session from within, as an administrator or a crash would from outside.
  private static let end: SQL = "SELECT pg_catalog.pg_terminate_backend(pg_backend_pid())"

  @Test("killed at any step: nothing is half done", arguments: 0...3)
  func killedAtStep(_ index: Int) async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      var steps = threeTables.steps
      steps.insert(step("a", Self.end), at: index)
      let stage = Plan.Stage(isTransaction: true, reason: "", steps: steps)
      let failure = try await bench.failure(
        of: plan(from: [:], to: threeTables.after.objects, [stage])
      )
      try await expectUnchanged(failure, bench)
      let next = try await Connection.open(settings)
      _ = try await Bench(settings, next).apply(threeTables)
      #expect(try await bench.shape() == threeTables.after.objects)
      #expect(try await bench.history().map(\.outcome) == ["applied", "failed"])
      await next.close()
    }
  }

  @Test("killed while the state is read or the result is proved: nothing is half done")
  func killedWhileReading() async throws {
    for isProof in [false, true] {
      try await withTestDatabase { settings, connection in
        var bench = Bench(settings, connection)
        bench.change = { hooks in
          let reading = hooks.reading
          let proof = hooks.proof
          hooks.reading = { connection in
            if !isProof { try await connection.query(Self.end) }
            return try await reading(connection)
          }
          hooks.proof = { connection in
            try await connection.query(Self.end)
            return try await proof(connection)
          }
        }
        try await expectUnchanged(try await bench.failure(of: threeTables), bench)
      }
    }
  }

  @Test("a session that ends during the commit: it is found out that nothing was done")
  func killedAtCommit() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let ending = plan(
        from: [:],
        to: ["a": "x"],
        [
          transaction(
            step("a", "CREATE TABLE public.a (x integer)"),
            step("a", Self.endingFunction),
            step("a", Self.endingTrigger),
            step("a", "INSERT INTO public.a VALUES (1)")
          )
        ]
      )
      let log = Log<ExecutionEvent>()
      var watched = bench
      watched.change = { $0.progress = { log.append($0) } }
      try await expectUnchanged(try await watched.failure(of: ending), bench)
      #expect(log.entries.contains(.resolvingDoubt(stage: 0)))
    }
  }

  @Test("a lost answer to a commit that took place: it is found out, and all is well")
  func answerLost() async throws {
    // Commits wait for a standby that does not exist, after they have taken place.
    let server = try await EphemeralServer.start(
      ServerBinaries.find(),
      settings: [
        "synchronous_standby_names": "nobody", "synchronous_commit": "local",
        "wal_level": "replica", "max_wal_senders": "1",
      ]
    )
    let settings = try ConnectionSettings(server.connectionString)
    let connection = try await Connection.open(settings)
    try await connection.execute("SET synchronous_commit = on")
    let victim = connection.backendPID
    let killer = Task {
      let killer = try await Connection.open(settings)
      try await eventually {
        try await !killer.query(
          """
          SELECT 1 FROM pg_catalog.pg_stat_activity
          WHERE pid = \(number: victim) AND wait_event = 'SyncRep'
          """
        ).isEmpty
      }
      try await killer.query("SELECT pg_catalog.pg_terminate_backend(\(number: victim))")
      await killer.close()
    }
    let bench = Bench(settings, connection)
    let result = try await bench.apply(threeTables)
    try await killer.value
    #expect(result.wasInDoubt)
    #expect(try await bench.shape() == threeTables.after.objects)
    #expect(try await bench.history().map(\.outcome) == ["applied"])
    try await server.stop()
  }

  private func expectUnchanged(_ failure: ExecutionFailure, _ bench: Bench) async throws {
    guard case .connectionLost = failure.cause else {
      Issue.record("\(failure.cause)")
      return
    }
    #expect(failure.state == .unchanged)
    #expect(try await bench.shape() == [:])
    #expect(try await bench.history().map(\.outcome) == ["failed"])
  }

  private static let endingFunction: SQL = """
    CREATE FUNCTION public.end_session() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      PERFORM pg_sleep(1);
      RETURN NULL;
    END $$
    """

  private static let endingTrigger: SQL = """
    CREATE CONSTRAINT TRIGGER ending AFTER INSERT ON public.a
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.end_session()
    """

  @Test("cancelling the task stops the statement and rolls back")
  func cancelled() async throws {
    try await withTestDatabase { settings, connection in
      let bench = Bench(settings, connection)
      let slow = plan(
        from: [:],
        to: ["a": "x"],
        [
          transaction(
            step("a", "CREATE TABLE public.a (x integer)"),
            step("a", "SELECT pg_sleep(600)")
          )
        ]
      )
      let started = Log<Bool>()
      var hooks = bench.hooks(for: slow)
      hooks.progress = {
        if case .stepStarted(1, _, _) = $0 { started.append(true) }
      }
      let executor = Executor(connection, settings: bench.execution, hooks: hooks)
      let task = Task { () -> ExecutionFailure? in
        do throws(ExecutionFailure) {
          _ = try await executor.apply(slow)
          return nil
        } catch {
          return error
        }
      }
      try await eventually { !started.entries.isEmpty }
      task.cancel()
      let failure = await task.value
      guard case .interrupted? = failure?.cause else {
        Issue.record("\(String(describing: failure))")
        return
      }
      #expect(failure?.state == .unchanged)
      #expect(try await bench.shape() == [:])
      #expect(try await bench.history().map(\.error) == ["interrupted"])
      #expect(await connection.transactionStatus == .idle)
    }
  }
}
