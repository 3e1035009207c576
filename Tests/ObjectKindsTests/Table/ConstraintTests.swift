import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Constraints and indexes on a server")
struct ConstraintTests {
  private let everything = """
    CREATE TABLE o (a integer, b integer, c integer,
      CONSTRAINT mine PRIMARY KEY (a, b) INCLUDE (c) WITH (fillfactor = 70) DEFERRABLE,
      UNIQUE NULLS NOT DISTINCT (b), UNIQUE (a) DEFERRABLE INITIALLY DEFERRED, UNIQUE (c, b));
    CREATE TABLE t (a integer, b integer, p point, r circle, q integer CHECK (q > 0) NO INHERIT,
      CONSTRAINT far EXCLUDE USING gist (r WITH &&) WHERE (q > 1) DEFERRABLE,
      CONSTRAINT two FOREIGN KEY (b, a) REFERENCES o (c, b) MATCH FULL
        ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (a, b) REFERENCES o (c, b) ON DELETE SET DEFAULT (b) ON UPDATE RESTRICT,
      self integer UNIQUE REFERENCES t (self));
    ALTER TABLE t ADD CONSTRAINT later CHECK (q < 100) NOT VALID,
      ADD CONSTRAINT soon FOREIGN KEY (q) REFERENCES o (b) NOT VALID;
    CREATE INDEX i ON t (a DESC, (b + 1) NULLS FIRST, q DESC NULLS LAST) INCLUDE (self)
      WITH (fillfactor = 60) WHERE a > 3;
    ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 77;
    CREATE INDEX h ON t USING hash (q); CREATE INDEX g ON t USING gist (p);
    CREATE UNIQUE INDEX u ON t (lower(q::text) COLLATE "C" text_pattern_ops) NULLS NOT DISTINCT;
    CREATE INDEX cl ON t (b); ALTER TABLE t CLUSTER ON cl; ALTER TABLE o CLUSTER ON mine;
    COMMENT ON CONSTRAINT far ON t IS 'far'; COMMENT ON INDEX i IS 'i';
    """

  @Test("Every attribute comes about and goes away")
  func everyAttribute() async throws {
    try await Transition.between("", everything)
    try await Transition.between(everything, "CREATE TABLE t (a integer)")
  }

  @Test("Constraints that new tables have at once stand in their definition")
  func folded() async throws {
    let transition = try await Transition.between(
      "",
      "CREATE TABLE t (a integer PRIMARY KEY, CONSTRAINT c CHECK (a > 0))"
    )
    #expect(transition.statements.count == 1)
  }

  @Test("Settings of indexes and of keys' indexes are altered in place")
  func settings() async throws {
    let old = "CREATE TABLE t (a integer PRIMARY KEY); CREATE INDEX i ON t (a);"
    let new = """
      CREATE TABLE t (a integer PRIMARY KEY WITH (fillfactor = 50));
      CREATE INDEX i ON t (a) WITH (fillfactor = 40); ALTER TABLE t CLUSTER ON i;
      """
    for (from, to) in [(old, new), (new, old)] {
      let transition = try await Transition.between(from, to)
      #expect(transition.statements.allSatisfy { $0.hasPrefix("ALTER ") })
      #expect(!transition.statements.contains { $0.contains("DROP") })
    }
  }

  @Test("NOT VALID becomes valid by validation, deferral by alteration")
  func states() async throws {
    func script(_ end: String, _ when: String) -> String {
      """
      CREATE TABLE o (a integer UNIQUE); CREATE TABLE t (a integer);
      ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) \(end);
      ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES o (a) \(when) \(end);
      """
    }
    let there = try await Transition.between(script("NOT VALID", ""), script("", "DEFERRABLE"))
    #expect(
      there.statements == [
        "ALTER TABLE public.t VALIDATE CONSTRAINT c",
        "ALTER TABLE public.t ALTER CONSTRAINT f DEFERRABLE INITIALLY IMMEDIATE",
        "ALTER TABLE public.t VALIDATE CONSTRAINT f",
      ]
    )
    try await Transition.between(script("", ""), script("NOT VALID", "INITIALLY DEFERRED"))
  }

  @Test("Rows that violate a new constraint are found before anything is run")
  func obstacles() async throws {
    let tables = "CREATE TABLE o (a integer PRIMARY KEY);"
    let messages = try await Transition.obstacles(
      tables + "CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 1), (1, NULL)",
      tables
        + """
        CREATE TABLE t (a integer CONSTRAINT c CHECK (a > 5) CONSTRAINT f REFERENCES o,
          b integer CONSTRAINT p PRIMARY KEY, CONSTRAINT u UNIQUE (a));
        """
    )
    #expect(
      messages.sorted() == [
        "rows of the table have the same values in the key \"u\"",
        "rows of the table hold null in the primary key",
        "rows of the table refer by \"f\" to rows that are not there",
        "rows of the table violate the check \"c\"",
      ]
    )
  }

  @Test("Tables whose keys refer to each other come and go")
  func circle() async throws {
    let script = """
      CREATE TABLE a (id integer PRIMARY KEY, b integer);
      CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a);
      ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
      """
    try await Transition.between("", script)
    try await Transition.between(script, "")
  }

  @Test("An index that is made anew is the replica identity again")
  func replicaIdentity() async throws {
    func script(_ columns: String, _ identity: String) -> String {
      """
      CREATE TABLE t (a integer NOT NULL, b integer NOT NULL);
      CREATE UNIQUE INDEX i ON t (\(columns)); ALTER TABLE t REPLICA IDENTITY \(identity);
      """
    }
    let transition = try await Transition.between(
      script("a", "USING INDEX i"),
      script("a, b", "USING INDEX i")
    )
    #expect(
      try await transition.value("SELECT relreplident FROM pg_class WHERE relname = 't'") == "i"
    )
    try await Transition.between(script("a", "FULL"), script("a", "NOTHING"))
    try await Transition.between(script("a", "USING INDEX i"), script("a", "DEFAULT"))
  }

  @Test("Switching row level security off is a hazard of its own")
  func rowSecurity() async throws {
    let off = "CREATE TABLE t (a integer);"
    let forced = off + "ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
    #expect(try await Transition.between(off, forced).hazards.isEmpty)
    let opened = try await Transition.between(forced, off)
    #expect(opened.hazards == [.rowSecurityOff, .accessWidened])
    let half = off + "ALTER TABLE t FORCE ROW LEVEL SECURITY;"
    #expect(try await Transition.between(forced, half).hazards == [.rowSecurityOff])
  }
}
