import ObjectModel
import PostgresVocabulary
import Testing

@Suite struct SequenceGeneratorTests {
  @Test func everyOptionIsAlteredAndThePositionKept() async throws {
    let transition = try await Transition.between(
      """
      CREATE SEQUENCE s; SELECT setval('s', 7); CREATE SEQUENCE down INCREMENT -1;
      CREATE SEQUENCE typed AS smallint MAXVALUE 9 CYCLE;
      """,
      """
      CREATE SEQUENCE s AS integer INCREMENT 5 MINVALUE 2 MAXVALUE 99 START 3 CACHE 4 CYCLE;
      CREATE SEQUENCE down INCREMENT 2 START 11; CREATE UNLOGGED SEQUENCE typed AS bigint;
      """
    )
    #expect(try await transition.value("SELECT last_value FROM s") == "7")
    #expect(!transition.hazards.contains(.dataLoss))
  }

  @Test func anUnusedSequenceFollowsItsBounds() async throws {
    let transition = try await Transition.between(
      "CREATE SEQUENCE s",
      "CREATE SEQUENCE s MINVALUE 100 MAXVALUE 200"
    )
    #expect(try await transition.value("SELECT nextval('s')") == "100")
  }

  @Test func aPositionOutsideOfTheBoundsIsInTheWay() async throws {
    let obstacles = try await Transition.obstacles(
      "CREATE SEQUENCE s; SELECT setval('s', 7)",
      "CREATE SEQUENCE s MINVALUE 100"
    )
    #expect(obstacles.count == 1)
  }

  @Test func sequencesAreTiedToColumnsOfOtherOwners() async throws {
    try await Transition.between(
      "CREATE TABLE t (a int, b int); ALTER TABLE t OWNER TO owning; CREATE SEQUENCE free",
      """
      CREATE TABLE t (a serial, b int); CREATE SEQUENCE free OWNED BY t.b;
      ALTER TABLE t OWNER TO owning;
      """
    )
    try await Transition.between(
      "CREATE TABLE t (a serial, b serial)",
      """
      CREATE TABLE t (a int NOT NULL, b serial); CREATE SEQUENCE t_a_seq AS int;
      ALTER TABLE t ALTER a SET DEFAULT nextval('t_a_seq'); ALTER TABLE t OWNER TO owning;
      """
    )
  }
}
