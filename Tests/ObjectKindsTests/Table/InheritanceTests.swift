import Introspection
import ObjectModel
import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Partitions and children on a server")
struct InheritanceTests {
  private let parent = """
    CREATE TABLE par (id integer NOT NULL, a text DEFAULT 'x', b integer, PRIMARY KEY (id),
      CHECK (b > 0)) PARTITION BY RANGE (id);
    CREATE INDEX par_a ON par (a);
    """

  @Test("What a partition has of its parent is nobody's second time")
  func made() async throws {
    try await Transition.between(
      "",
      parent
        + """
        CREATE TABLE p1 PARTITION OF par FOR VALUES FROM (0) TO (10);
        CREATE TABLE p2 PARTITION OF par DEFAULT PARTITION BY RANGE (id);
        CREATE TABLE p3 PARTITION OF p2 FOR VALUES FROM (20) TO (30) WITH (fillfactor = 40);
        COMMENT ON COLUMN p1.b IS 'own'; ALTER TABLE p1 ALTER a SET DEFAULT 'y';
        ALTER TABLE p3 ALTER a DROP DEFAULT, ALTER b SET NOT NULL;
        CREATE INDEX p1_b ON p1 (b); ALTER TABLE p1 ADD CHECK (b < 9);
        CREATE TABLE base (x integer DEFAULT 4, y text);
        CREATE TABLE kid (x integer DEFAULT 5, z text) INHERITS (base);
        """
    )
  }

  @Test("What a child has validated and its parent has not is listed, and nothing else")
  func notValid() async throws {
    let settings = try await TestServer.shared.database(
      """
      CREATE TABLE base (x integer); CREATE TABLE kid () INHERITS (base);
      ALTER TABLE base ADD CHECK (x > 0) NOT VALID;
      """
    )
    let introspector = Introspector(registry: .standard)
    #expect(try await introspector.read(settings).unknown == [])
    try await TestServer.shared.run("CREATE TABLE late () INHERITS (base)", in: settings)
    let found = try await introspector.read(settings).unknown
    #expect(found.map(\.what) == ["check of a new child whose parent's is not valid"])
  }

  @Test("A table becomes a partition and stays the table it was")
  func attached() async throws {
    let transition = try await Transition.between(
      parent
        + """
        CREATE TABLE p (id integer, a text, b integer); CREATE INDEX p_b ON p (b);
        INSERT INTO p VALUES (3, 'here', 1);
        """,
      parent
        + """
        CREATE TABLE p PARTITION OF par FOR VALUES FROM (0) TO (10); CREATE INDEX p_b ON p (b);
        """
    )
    #expect(try await transition.value("SELECT a FROM par") == "here")
    #expect(!transition.hazards.contains(.dataLoss))
    #expect(!transition.statements.contains { $0.contains("COLUMN id") && $0.contains("DROP") })
    #expect(!transition.statements.contains { $0.contains("INDEX p_b") })
  }

  @Test("A partition becomes a table, with or without what it had of its parent")
  func detached() async throws {
    let old =
      parent
        + """
        CREATE TABLE p PARTITION OF par FOR VALUES FROM (0) TO (10);
        INSERT INTO par VALUES (3, 'here', 1);
        """
    let bare = "CREATE TABLE p (id integer, a text, b integer);"
    let full = """
      CREATE TABLE p (id integer PRIMARY KEY, a text DEFAULT 'x', b integer,
        CONSTRAINT par_b_check CHECK (b > 0)); CREATE INDEX p_a_idx ON p (a);
      """
    for table in [bare, full] {
      let transition = try await Transition.between(old, parent + table)
      #expect(try await transition.value("SELECT a FROM p") == "here")
      #expect(!transition.hazards.contains(.dataLoss))
    }
  }

  @Test("Other bounds take a detour, the rows do not")
  func rebound() async throws {
    let transition = try await Transition.between(
      parent
        + """
        CREATE TABLE p PARTITION OF par FOR VALUES FROM (0) TO (10);
        INSERT INTO par VALUES (3, 'here', 1);
        """,
      parent + "CREATE TABLE p PARTITION OF par FOR VALUES FROM (0) TO (20);"
    )
    #expect(
      transition.statements == [
        "ALTER TABLE public.par DETACH PARTITION public.p",
        "ALTER TABLE public.par ATTACH PARTITION public.p FOR VALUES FROM (0) TO (20)",
      ]
    )
    #expect(try await transition.value("SELECT a FROM par") == "here")
  }

  @Test("Changes of a parent reach its children by themselves")
  func recursion() async throws {
    func script(_ type: String, _ more: String) -> String {
      """
      CREATE TABLE base (x \(type) DEFAULT 4\(more));
      CREATE TABLE kid (x \(type) DEFAULT 5, z text) INHERITS (base);
      CREATE TABLE par (id integer NOT NULL, v \(type) DEFAULT 3\(more)) PARTITION BY RANGE (id);
      CREATE TABLE p PARTITION OF par DEFAULT;
      """
    }
    try await Transition.between(script("integer", ""), script("bigint", ", n text"))
    try await Transition.between(script("integer", ", n text"), script("integer", ""))
  }
}
