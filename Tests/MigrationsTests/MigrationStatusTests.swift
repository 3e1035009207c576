import PostgresVocabulary
import Testing

@testable import Migrations

@Suite("migration files and the table that tracks them")
struct MigrationStatusTests {
  private func file(_ version: String, _ sql: SQL = "SELECT 1;") throws -> MigrationFile {
    MigrationFile(version: try #require(MigrationVersion(version)), name: "n", sql: sql)
  }

  private func row(_ version: String, _ statements: [String]?) -> MigrationTable.Row {
    MigrationTable.Row(version: version, name: "n", statements: statements)
  }

  @Test("each state that a migration can have")
  func states() throws {
    let files = [try file("1"), try file("2"), try file("3"), try file("5")]
    let rows = [row("1", ["SELECT 1"]), row("3", ["SELECT 3"]), row("4", nil)]
    let status = MigrationStatus(files: files, rows: rows)
    #expect(
      status.entries.map { "\($0.version) \($0.state.rawValue)" } == [
        "1 applied", "2 out-of-order", "3 changed", "4 file-missing", "5 pending",
      ]
    )
    #expect(!status.isSettled)
    #expect(MigrationStatus(files: [files[0]], rows: [rows[0]]).isSettled)
  }

  @Test(
    "what the Supabase CLI records is what the file says",
    arguments: [
      ["-- Why.\nSELECT 1", "SELECT ';' /* ; */"],
      ["SELECT 1", "SELECT ';' /* ; */", "-- the end"],
    ]
  )
  func recorded(statements: [String]) throws {
    let script: SQL = "-- Why.\nSELECT 1;\n\nSELECT ';' /* ; */;\n-- the end\n"
    let status = MigrationStatus(files: [try file("1", script)], rows: [row("1", statements)])
    #expect(status.entries.map(\.state) == [.applied])
  }

  @Test("nothing is said of changes where no statements were recorded")
  func unrecorded() throws {
    let status = MigrationStatus(files: [try file("1")], rows: [row("1", nil)])
    #expect(status.entries.map(\.state) == [.applied])
    #expect(status.entries.map(\.isRecorded) == [false])
  }

  @Test("versions are times in UTC, and tell which digits are none")
  func versions() throws {
    #expect(MigrationVersion(seconds: 951_782_400).text == "20000229000000")
    #expect(try #require(MigrationVersion("20000229000000")).seconds == 951_782_400)
    #expect(try #require(MigrationVersion("20010229000000")).seconds == nil)
    #expect(MigrationVersion("2000_a") == nil)
    #expect(MigrationFile.parts(of: "20000229000000_a_b.sql")?.name == "a_b")
    #expect(MigrationFile.parts(of: "seed.sql") == nil)
  }
}
