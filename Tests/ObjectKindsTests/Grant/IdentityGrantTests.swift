import ObjectModel
import PostgresVocabulary
import Testing

@Suite struct IdentityGrantTests {
  private static let table = """
    CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, b int);
    CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public."Nu"));
    """
  private static let grants = """
    GRANT USAGE, SELECT ON SEQUENCE t_id_seq TO ann; GRANT ALL ON SEQUENCE "Nu" TO bob, PUBLIC;
    """

  @Test func sequencesOfColumnsTakeGrants() async throws {
    let given = try await Transition.between(Self.table, Self.table + Self.grants)
    #expect(given.statements.contains("GRANT USAGE, SELECT ON SEQUENCE public.t_id_seq TO ann"))
    #expect(
      given.steps.flatMap(\.hazards).map(\.message).contains(
        "ann can now read the position of the sequence of public.t.id"
          + " and use the sequence of public.t.id"
      )
    )
    let taken = try await Transition.between(Self.table + Self.grants, Self.table)
    #expect(taken.statements.contains(#"REVOKE ALL ON SEQUENCE public."Nu" FROM PUBLIC"#))
    #expect(taken.hazards.isEmpty)
  }

  @Test func newTablesSequencesGetThem() async throws {
    _ = try await Transition.between("", Self.table + Self.grants)
    _ = try await Transition.between(Self.table + Self.grants, "")
  }

  @Test func defaultPrivilegesForSequencesAreTakenBack() async throws {
    let defaults = "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO ann, bob;"
    let transition = try await Transition.between(
      defaults,
      defaults + Self.table + "REVOKE ALL ON SEQUENCE t_id_seq FROM ann, bob;"
    )
    #expect(
      try await transition.value("SELECT has_sequence_privilege('bob', '\"Nu\"', 'usage')") == "t"
    )
  }

  @Test func ownersOfTheTableHaveEverything() async throws {
    let owned = Self.table + Self.grants + "ALTER TABLE u OWNER TO bob;"
    _ = try await Transition.between(Self.table + Self.grants, owned)
    _ = try await Transition.between("", owned + "REVOKE ALL ON SEQUENCE \"Nu\" FROM bob;")
  }

  @Test func renamedSequencesKeepGrantsAndComments() async throws {
    let comment = #"COMMENT ON SEQUENCE "Nu" IS 'it''s';"#
    let transition = try await Transition.between(
      Self.table + Self.grants + comment,
      Self.table + "ALTER SEQUENCE t_id_seq RENAME TO other; ALTER SEQUENCE \"Nu\" RENAME TO nu;"
        + "GRANT UPDATE ON SEQUENCE other TO ann; COMMENT ON SEQUENCE other IS 'new';"
    )
    #expect(transition.statements.contains("COMMENT ON SEQUENCE public.other IS 'new'"))
    #expect(transition.statements.contains(#"COMMENT ON SEQUENCE public."Nu" IS NULL"#))
  }
}
