import ObjectModel
import PostgresClient
import PostgresVocabulary
import Testing

@Suite("Collations of the library icu")
struct CollationTests {
  @Test("change under columns, with all that says how they order", .enabled { await hasICU() })
  func icu() async throws {
    let table = """
      CREATE TABLE t (a text COLLATE app.c PRIMARY KEY, b text COLLATE app.c);
      INSERT INTO t VALUES ('one', 'two');
      """
    let transition = try await Transition.between(
      "CREATE SCHEMA app; CREATE COLLATION app.c (provider = icu, locale = 'de');" + table,
      """
      CREATE SCHEMA app;
      CREATE COLLATION app.c (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      """ + table
    )
    #expect(transition.hazards == [.accessWidened, .indexRebuild, .longLock])
    #expect(try await transition.value("SELECT b FROM t WHERE a = 'ONE'") == "two")
  }

  @Test("have rules from 16 on", .enabled { await hasICU(since: 16) })
  func rules() async throws {
    try await Transition.between(
      "CREATE COLLATION c (provider = icu, locale = 'und', rules = '&a < g');",
      "CREATE COLLATION c (provider = icu, locale = 'und', rules = '&a < h');"
    )
  }

  /// Whether the server at hand is of a version and has been built with the library.
  private static func hasICU(since major: Int = 15) async -> Bool {
    guard let settings = try? await TestServer.shared.database("SELECT"),
      let connection = try? await Connection.open(settings)
    else { return false }
    let rows = try? await connection.query(
      "SELECT FROM pg_catalog.pg_collation WHERE collprovider = 'i' LIMIT 1"
    )
    let isRecent = connection.serverVersion.major >= major
    await connection.close()
    return isRecent && rows?.isEmpty == false
  }
}
