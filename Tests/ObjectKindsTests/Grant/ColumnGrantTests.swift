import ObjectModel
import PostgresVocabulary
import Testing

/// PostgreSQL takes from a table's columns what is revoked on the table.
@Suite struct ColumnGrantTests {
  private static let table = "CREATE TABLE t (a int, b int, z int);"

  private static func between(
    _ old: String,
    _ new: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Transition {
    try await Transition.between(table + old, table + new, sourceLocation: sourceLocation)
  }

  @Test func grantsOfColumnsOutlastTheirTables() async throws {
    let columns = "GRANT SELECT (a), UPDATE (b) ON t TO ann WITH GRANT OPTION;"
    let transition = try await Self.between(
      "GRANT SELECT, UPDATE, DELETE ON t TO ann; " + columns,
      columns
    )
    #expect(
      transition.statements == [
        "REVOKE SELECT, UPDATE, DELETE ON TABLE public.t FROM ann",
        "GRANT SELECT (a) ON TABLE public.t TO ann WITH GRANT OPTION",
        "GRANT UPDATE (b) ON TABLE public.t TO ann WITH GRANT OPTION",
      ]
    )
    #expect(transition.hazards.isEmpty, "nobody can do more than before")
  }

  @Test func anAlteredGrantOnATableGivesColumnsBackWhatTheyKeep() async throws {
    let transition = try await Self.between(
      "GRANT SELECT, INSERT ON t TO ann; GRANT SELECT (a) ON t TO ann; GRANT SELECT ON t TO bob",
      "GRANT INSERT, UPDATE ON t TO ann; GRANT SELECT (a) ON t TO ann; GRANT SELECT ON t TO bob"
    )
    #expect(
      transition.statements == [
        "REVOKE SELECT ON TABLE public.t FROM ann", "GRANT UPDATE ON TABLE public.t TO ann",
        "GRANT SELECT (a) ON TABLE public.t TO ann",
      ]
    )
    #expect(transition.steps.map(\.hazards.count) == [0, 1, 0])
  }

  @Test func aRevokedGrantOptionIsKeptOnColumns() async throws {
    _ = try await Self.between(
      """
      GRANT SELECT, UPDATE ON t TO ann WITH GRANT OPTION;
      GRANT SELECT (a), UPDATE (a) ON t TO ann WITH GRANT OPTION;
      """,
      """
      GRANT SELECT, UPDATE ON t TO ann; GRANT SELECT (a), UPDATE (a) ON t TO ann WITH GRANT OPTION;
      REVOKE GRANT OPTION FOR UPDATE (a) ON t FROM ann;
      """
    )
  }

  @Test func changedGrantsOfColumnsComeAfterThoseOfTheTable() async throws {
    let old = "GRANT ALL ON t TO ann; GRANT ALL ON t TO PUBLIC; GRANT SELECT (a) ON t TO ann;"
    let narrowed = "GRANT SELECT (z), UPDATE (a) ON t TO ann; GRANT SELECT (b) ON t TO PUBLIC;"
    _ = try await Self.between(old, narrowed)
    _ = try await Self.between(narrowed, old)
    _ = try await Self.between(
      old,
      narrowed + "GRANT DELETE ON t TO ann; ALTER TABLE t ADD c int;"
        + "GRANT SELECT (c) ON t TO ann, PUBLIC; ALTER TABLE t OWNER TO owning"
    )
  }

  @Test func aNewColumnsGrantComesAfterTheTablesIsDropped() async throws {
    let old = "GRANT ALL ON t TO ann WITH GRANT OPTION; SET ROLE ann; GRANT SELECT ON t TO bob;"
    _ = try await Self.between(
      old,
      "ALTER TABLE t ADD c int; GRANT SELECT (c) ON t TO ann, bob"
    )
  }

  @Test func defaultPrivilegesAreTakenBackBeforeColumnsGetTheirs() async throws {
    let defaults = """
      ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ann, bob;
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
      """
    let transition = try await Transition.between(
      defaults,
      defaults + Self.table + """
        CREATE VIEW v AS SELECT a, b FROM t; REVOKE ALL ON t, v FROM ann, bob, PUBLIC;
        GRANT SELECT (a) ON t TO ann, PUBLIC; GRANT INSERT ON t TO bob;
        GRANT SELECT (b) ON t TO bob;
        GRANT SELECT (a) ON v TO ann;
        """
    )
    #expect(
      try await transition.value("SELECT has_column_privilege('ann', 't', 'a', 'select')") == "t"
    )
  }

  @Test func grantsOfOtherGrantorsOnColumnsFollowTheirRight() async throws {
    let granted = """
      GRANT SELECT ON t TO bob WITH GRANT OPTION; SET ROLE bob; GRANT SELECT (a) ON t TO ann;
      RESET ROLE
      """
    _ = try await Self.between("", granted)
    _ = try await Self.between(granted, "")
  }

  @Test func whatMayBeGrantedOnIsToldApart() async throws {
    let transition = try await Self.between(
      "GRANT UPDATE ON t TO ann",
      """
      GRANT SELECT ON t TO ann WITH GRANT OPTION; GRANT REFERENCES ON t TO ann;
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann WITH GRANT OPTION;
      """
    )
    let user = try #require(try await transition.value("SELECT current_user"))
    #expect(
      transition.steps.map { $0.hazards.map(\.message) } == [
        [], ["ann can now refer to public.t by foreign keys"],
        [
          "ann can now read rows of public.t, each of them: row level security is off,"
            + " and let others do so"
        ],
        [
          "ann will have select on all tables that \(user) makes from now on,"
            + " and can let others have that"
        ],
      ]
    )
  }
}
