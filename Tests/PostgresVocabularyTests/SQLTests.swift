import PostgresVocabulary
import Testing

@Suite struct SQLTests {
  @Test(arguments: [
    ("todos", "todos"), ("_a1", "_a1"), ("Todos", "\"Todos\""), ("a$b", "\"a$b\""),
    ("a b", "\"a b\""), ("1a", "\"1a\""), ("", "\"\""), ("a\"b", "\"a\"\"b\""), ("é", "\"é\""),
    ("select", "\"select\""), ("left", "\"left\""), ("json", "\"json\""), ("text", "text"),
    ("system_user", "\"system_user\""), ("user", "\"user\""),
  ])
  func identifiersAreQuotedWhereNeeded(name: String, expected: String) {
    let sql: SQL = "\(identifier: name)"
    #expect(sql.text == expected)
  }

  @Test(arguments: [
    ("", "''"), ("a", "'a'"), ("it's", "'it''s'"), ("a\\b'", "E'a\\\\b'''"), ("é\n", "'é\n'"),
  ])
  func literalsAreQuoted(value: String, expected: String) {
    let sql: SQL = "\(literal: value)"
    #expect(sql.text == expected)
  }

  @Test func missingLiteralIsNull() {
    let missing: String? = nil
    let present: String? = "x"
    let sql: SQL = "SELECT \(literal: missing), \(literal: present)"
    #expect(sql.text == "SELECT NULL, 'x'")
  }

  @Test func partsCompose() {
    let table = QualifiedName(schema: "Public", name: "todos")
    let columns: SQL = "\(identifiers: ["id", "Title"])"
    let filters: [SQL] = ["a", "b"]
    let condition: SQL = "\(filters, separator: " AND ") LIMIT \(number: -3)"
    let sql: SQL = "SELECT \(columns) FROM \(qualified: table) WHERE \(condition)"
    #expect(sql.text == "SELECT id, \"Title\" FROM \"Public\".todos WHERE a AND b LIMIT (-3)")
    #expect((["a", "b"] as [SQL]).joined(separator: ";").text == "a;b")
    #expect(("a" + "b" as SQL).text == "ab")
  }

  @Test(arguments: [
    ("x", "$$"), ("a $$ b", "$function$"), ("cost: 5$", "$function$"),
    ("$$ and $function$", "$function1$"), ("$$ ends with $function", "$function1$"),
    ("$1", "$$"),
  ])
  func bodiesGetATagThatTheyDoNotHold(body: String, tag: String) {
    let sql: SQL = "\(body: body)"
    #expect(sql.text == tag + body + tag)
  }
}
