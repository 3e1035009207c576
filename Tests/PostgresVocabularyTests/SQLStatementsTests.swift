import PostgresVocabulary
import Testing

@Suite("statements of a script")
struct SQLStatementsTests {
  @Test(
    "are cut at semicolons outside of everything that can hold one",
    arguments: [
      ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
      ("SELECT 'a;''b'; SELECT E'\\';'", ["SELECT 'a;''b'", "SELECT E'\\';'"]),
      ("SELECT E'a'\n'\\';b'; SELECT 2", ["SELECT E'a'\n'\\';b'", "SELECT 2"]),
      ("SELECT \"a;b\"; ;;", ["SELECT \"a;b\""]),
      ("SELECT $$;$$, $a$;$$;$a$; SELECT $1", ["SELECT $$;$$, $a$;$$;$a$", "SELECT $1"]),
      ("-- a;\nSELECT 1 -- b;\n; /* c; /* d; */ ; */", ["-- a;\nSELECT 1 -- b;"]),
      (
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
        ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
      ),
      (
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SELECT 3",
        [
          "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END",
          "SELECT 3",
        ]
      ),
      ("BEGIN; SELECT a$b$c; COMMIT", ["BEGIN", "SELECT a$b$c", "COMMIT"]),
      ("SELECT 'ä;", ["SELECT 'ä;"]),
      ("", []),
    ]
  )
  func cuts(script: String, expected: [String]) {
    #expect(SQL(unchecked: script).statements.map(\.text) == expected)
  }

  @Test("know their line, and are found by the position that an error gives")
  func places() throws {
    let script: SQL = "-- ä\n\nSELECT 1;\n-- why\nSELECT 'ö',\n  nothing;\n"
    #expect(script.statements.map(\.line) == [3, 5])
    let position = 38
    #expect(script.statement(at: position)?.line == 5)
    #expect(script.line(at: position) == 6)
    #expect(script.statement(at: 1000) == nil)
  }
}
