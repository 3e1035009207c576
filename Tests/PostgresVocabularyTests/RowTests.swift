import PostgresVocabulary
import Testing

@Suite struct RowTests {
  let row = Row([
    "name": "todos", "missing": nil, "count": "-42", "flag": "t", "off": "f",
    "oid": "4294967295", "tags": "{a,\"b c\",\"say \\\"x\\\\\"}", "holes": "{NULL,\"NULL\"}",
    "keys": "1 2 -3", "numbers": "{4,5}", "kind": "r", "empty": "", "ratio": "0.5",
  ])

  @Test func readsValues() throws {
    #expect(try row.text("name") == "todos")
    #expect(try row.text(0) == "todos")
    #expect(try row.text("missing") == nil)
    #expect(try row.int("count") == -42)
    #expect(try row.optionalInt("missing") == nil)
    #expect(try row.bool("flag"))
    #expect(try !row.bool("off"))
    #expect(try row.oid("oid") == .max)
    #expect(try row.textArray("tags") == ["a", "b c", "say \"x\\"])
    #expect(try row.nullableTextArray("holes") == [nil, "NULL"])
    #expect(try row.intArray("keys") == [1, 2, -3])
    #expect(try row.intArray("numbers") == [4, 5])
    #expect(try row.intArray("empty") == [])
    #expect(try row.character("kind") == "r")
    #expect(try row.character("empty") == nil)
    #expect(try row.double("ratio") == 0.5)
  }

  @Test func namesTheColumnThatIsWrong() {
    #expect(throws: RowError(column: "nope", problem: .missing)) { try row.text("nope") }
    #expect(throws: RowError(column: 99, problem: .missing)) { try row.text(99) }
    #expect(throws: RowError(column: "missing", problem: .null(expected: "text"))) {
      try row.requiredText("missing")
    }
    #expect(throws: RowError(column: "name", problem: .notReadable(as: "integer"))) {
      try row.int("name")
    }
    #expect(throws: RowError(column: "holes", problem: .notReadable(as: "array without NULL"))) {
      try row.textArray("holes")
    }
    #expect(throws: RowError.self) { try row.oid("count") }
  }

  @Test(arguments: [
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("0", 0),
    ("9223372036854775808", nil), ("", nil), ("-", nil), ("1a", nil), ("+1", nil),
  ])
  func integersAreReadExactly(text: String, expected: Int?) {
    let row = Row(["x": text])
    #expect((try? row.int("x")) == expected)
  }

  @Test func rowsShareOneTable() throws {
    var builder = ResultTable.Builder(columns: ["a", "b"], expectedRows: 2)
    builder.append("1")
    builder.appendNull()
    builder.appendNull()
    builder.append("é")
    let rows = builder.finish().rows
    #expect(rows.map(\.values) == [["1", nil], [nil, "é"]])
  }
}

@Suite struct ArrayLiteralTests {
  @Test(arguments: [
    ("{}", []), ("{a}", ["a"]), ("{\"\"}", [""]), ("{NULL,null}", [nil, "null"]),
    ("[0:1]={a,b}", ["a", "b"]), ("{\"{x,y}\"}", ["{x,y}"]), ("{\"a\\\\b\"}", ["a\\b"]),
  ])
  func reads(text: String, expected: [String?]) {
    #expect(ArrayLiteral.elements(of: text) == expected)
  }

  @Test(arguments: ["", "{", "a", "{a,}", "{{a},{b}}", "{\"a}", "{a\"b\"}", "{,}"])
  func refuses(text: String) {
    #expect(ArrayLiteral.elements(of: text) == nil)
  }

  @Test func readsWhatItWrites() {
    let elements: [String?] = ["a", nil, "", "NULL", "x,y", "\"\\", "é"]
    #expect(ArrayLiteral.elements(of: ArrayLiteral.text(of: elements)) == elements)
  }
}
