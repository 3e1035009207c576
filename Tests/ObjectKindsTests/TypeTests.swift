import ObjectModel
import PostgresVocabulary
import Testing

/// Enums, domains, composite and range types on a real server.
@Suite struct TypeTests {
  @Test func enumValuesAreAddedInPlace() async throws {
    let transition = try await Transition.between(
      "CREATE TYPE mood AS ENUM ('b', 'd'); CREATE TABLE t (m mood DEFAULT 'b')",
      "CREATE TYPE mood AS ENUM ('a', 'a2', 'b', 'c', 'd', 'e', 'f'); "
        + "CREATE TABLE t (m mood DEFAULT 'b')"
    )
    #expect(transition.steps.count == 5)
    #expect(transition.steps.allSatisfy { $0.isolation == .committedBeforeUse })
  }

  @Test func enumValuesAreRemovedUnderColumns() async throws {
    let transition = try await Transition.between(
      """
      CREATE TYPE mood AS ENUM ('a', 'b', 'c');
      COMMENT ON TYPE mood IS 'how'; REVOKE USAGE ON TYPE mood FROM PUBLIC;
      CREATE TABLE t (m mood DEFAULT 'b', l mood[] DEFAULT '{a}', CHECK (m <> 'a'));
      CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
      INSERT INTO t VALUES ('b', '{a,b}'), (NULL, NULL);
      """,
      """
      CREATE TYPE mood AS ENUM ('b', 'a');
      COMMENT ON TYPE mood IS 'how'; REVOKE USAGE ON TYPE mood FROM PUBLIC;
      CREATE TABLE t (m mood DEFAULT 'b', l mood[] DEFAULT '{a}', CHECK (m <> 'a'));
      CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
      """
    )
    #expect(transition.hazards.contains(.tableRewrite))
    #expect(!transition.hazards.contains(.dataLoss))
    #expect(try await transition.value("SELECT l FROM t WHERE m = 'b'") == "{a,b}")
  }

  @Test func rowsThatHoldARemovedValueAreInTheWay() async throws {
    let obstacles = try await Transition.obstacles(
      """
      CREATE TYPE mood AS ENUM ('a', 'b', 'c'); CREATE TABLE t (m mood, l mood[]);
      INSERT INTO t VALUES ('c', '{a}'), ('a', '{c,a}');
      """,
      "CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (m mood, l mood[])"
    )
    #expect(obstacles.count == 2)
  }

  @Test func anUnusedEnumIsReplaced() async throws {
    try await Transition.between(
      "CREATE TYPE mood AS ENUM ('a', 'b')",
      "CREATE TYPE mood AS ENUM ('b', 'a')"
    )
  }

  @Test func domainsAreAltered() async throws {
    try await Transition.between(
      """
      CREATE DOMAIN d AS text DEFAULT 'x' CONSTRAINT short CHECK (length(VALUE) < 9);
      CREATE DOMAIN e AS int NOT NULL; CREATE TABLE t (c d); INSERT INTO t VALUES ('y');
      """,
      """
      CREATE DOMAIN d AS text CONSTRAINT filled NOT NULL
        CONSTRAINT short CHECK (length(VALUE) < 8);
      ALTER DOMAIN d ADD CONSTRAINT later CHECK (VALUE <> 'q') NOT VALID;
      CREATE DOMAIN e AS int DEFAULT 3; CREATE TABLE t (c d);
      """
    )
  }

  @Test func theTypeOfADomainIsExchangedUnderColumns() async throws {
    let transition = try await Transition.between(
      """
      CREATE DOMAIN d AS int DEFAULT 1 CHECK (VALUE > 0); CREATE TABLE t (c d, l d[]);
      INSERT INTO t VALUES (5, '{6}')
      """,
      "CREATE DOMAIN d AS bigint CHECK (VALUE > 0); CREATE TABLE t (c d, l d[])"
    )
    #expect(try await transition.value("SELECT c FROM t") == "5")
  }

  @Test func attributesAreAddedAndDropped() async throws {
    let transition = try await Transition.between(
      """
      CREATE TYPE c AS (a int, b text, z int); CREATE TABLE t (v c);
      INSERT INTO t VALUES (ROW(1, 'x', 3));
      """,
      """
      CREATE TYPE c AS (b text, z int, d text COLLATE "C"); COMMENT ON COLUMN c.b IS 'what';
      CREATE TABLE t (v c);
      """
    )
    #expect(transition.hazards.contains(.dataLoss))
    #expect(try await transition.value("SELECT v FROM t") == "(x,3,)")
  }

  @Test func attributesAreReorderedUnderColumns() async throws {
    let transition = try await Transition.between(
      """
      CREATE TYPE c AS (a int, b text); CREATE TABLE t (v c); INSERT INTO t VALUES (ROW(1, 'x'));
      """,
      "CREATE TYPE c AS (b text, n int, a bigint); CREATE TABLE t (v c)"
    )
    #expect(try await transition.value("SELECT v FROM t") == "(x,,1)")
  }

  @Test func rangesAreReplacedWhileUnused() async throws {
    try await Transition.between(
      "CREATE TYPE r AS RANGE (SUBTYPE = int)",
      """
      CREATE TYPE r AS RANGE (SUBTYPE = text, COLLATION = "C", SUBTYPE_OPCLASS = text_pattern_ops,
        MULTIRANGE_TYPE_NAME = many);
      CREATE TYPE floats AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
      """
    )
    let obstacles = try await Transition.obstacles(
      "CREATE TYPE r AS RANGE (SUBTYPE = int); CREATE TABLE t (v r)",
      "CREATE TYPE r AS RANGE (SUBTYPE = bigint); CREATE TABLE t (v r)"
    )
    #expect(obstacles.count == 1)
  }
}
