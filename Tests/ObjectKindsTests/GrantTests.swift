import ObjectModel
import PostgresVocabulary
import Testing

@Suite struct GrantTests {
  private static let objects = """
    CREATE TABLE t (a int, b int); CREATE SEQUENCE s; CREATE SCHEMA app;
    CREATE TYPE e AS ENUM ('x'); CREATE DOMAIN d AS int; CREATE VIEW v AS SELECT 1 AS one;
    CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
    """

  private static func between(
    _ old: String,
    _ new: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Transition {
    try await Transition.between(
      objects + old,
      objects + new,
      sourceLocation: sourceLocation
    )
  }

  @Test func everySortOfObjectTakesGrants() async throws {
    let grants = """
      GRANT SELECT, INSERT ON t TO ann; GRANT UPDATE ON t TO ann WITH GRANT OPTION;
      GRANT ALL ON t TO "Cy d"; GRANT SELECT ON t TO PUBLIC;
      GRANT SELECT (a), UPDATE (b) ON t TO bob;
      GRANT USAGE ON SEQUENCE s TO ann; GRANT USAGE ON SCHEMA app TO PUBLIC;
      GRANT ALL ON SCHEMA app TO ann WITH GRANT OPTION; GRANT SELECT ON v TO ann;
      GRANT SELECT (one) ON v TO bob;
      REVOKE USAGE ON TYPE e FROM PUBLIC; GRANT USAGE ON DOMAIN d TO bob;
      REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(int) TO ann;
      REVOKE EXECUTE ON PROCEDURE p FROM PUBLIC;
      """
    let given = try await Self.between("", grants)
    #expect(given.hazards.contains(.accessWidened))
    let taken = try await Self.between(grants, "")
    #expect(taken.statements.contains(#"REVOKE ALL ON TABLE public.t FROM "Cy d""#))
  }

  @Test func grantOptionsComeAndGo() async throws {
    let transition = try await Self.between(
      "GRANT SELECT, INSERT ON t TO ann WITH GRANT OPTION; GRANT UPDATE ON t TO ann",
      "GRANT SELECT, UPDATE ON t TO ann WITH GRANT OPTION; GRANT INSERT ON t TO ann"
    )
    #expect(
      transition.statements == [
        "REVOKE GRANT OPTION FOR INSERT ON TABLE public.t FROM ann",
        "GRANT UPDATE ON TABLE public.t TO ann WITH GRANT OPTION",
      ]
    )
  }

  @Test func grantsOfOtherGrantorsAreMadeAsThem() async throws {
    let grants = """
      GRANT SELECT ON t TO ann WITH GRANT OPTION; SET ROLE ann; GRANT SELECT ON t TO bob; RESET ROLE
      """
    _ = try await Self.between("", grants)
    _ = try await Self.between(grants, "")
  }

  @Test func anOwnerCanHaveLessThanEverything() async throws {
    let restricted =
      "REVOKE DELETE, TRUNCATE ON t FROM CURRENT_USER; REVOKE ALL ON s FROM CURRENT_USER"
    _ = try await Self.between("", restricted)
    _ = try await Self.between(restricted, "")
  }

  @Test func aNewOwnerKeepsEverything() async throws {
    let transition = try await Self.between(
      "GRANT SELECT ON t TO owning; GRANT INSERT ON t TO ann",
      "ALTER TABLE t OWNER TO owning; GRANT INSERT ON t TO ann"
    )
    #expect(
      try await transition.value("SELECT has_table_privilege('owning', 't', 'select')") == "t"
    )
    _ = try await Self.between(
      "ALTER TABLE t OWNER TO owning; REVOKE SELECT ON t FROM owning",
      "GRANT SELECT ON t TO owning"
    )
  }

  @Test func defaultPrivilegesOfTheApplyingRoleAreTakenBack() async throws {
    let defaults = """
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO bob;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      """
    let transition = try await Transition.between(
      defaults,
      defaults + Self.objects
        + """
        REVOKE ALL ON t, v FROM bob; GRANT INSERT ON t TO ann; ALTER TABLE t OWNER TO bob;
        GRANT EXECUTE ON FUNCTION f(int) TO PUBLIC;
        """
    )
    #expect(try await transition.value("SELECT has_table_privilege('bob', 't', 'select')") == "t")
  }

  @Test func defaultPrivilegesAreAltered() async throws {
    let old = """
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann;
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO bob;
      ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
      """
    let new = """
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann WITH GRANT OPTION;
      ALTER DEFAULT PRIVILEGES GRANT INSERT ON TABLES TO "Cy d";
      ALTER DEFAULT PRIVILEGES FOR ROLE "Cy d" REVOKE ALL ON TABLES FROM "Cy d";
      ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO ann;
      ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO PUBLIC;
      """
    let transition = try await Self.between(old, new)
    #expect(transition.hazards.contains(.accessWidened))
    _ = try await Self.between(new, old)
  }
}
