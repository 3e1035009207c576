import PostgresVocabulary
import Testing

@Suite struct QualifiedNameTests {
  @Test(arguments: [
    ("todos", nil, "todos"), ("public.todos", "public", "todos"),
    ("Public.Todos", "Public", "Todos"), ("\"A.b\".c", "A.b", "c"),
    ("a.\"say \"\"hi\"\"\"", "a", "say \"hi\""), ("my schema.x", "my schema", "x"),
  ])
  func readsWhatItWrites(text: String, schema: String?, name: String) throws {
    let parsed = try #require(QualifiedName(parsing: text))
    #expect(parsed == QualifiedName(schema: schema, name: name))
    #expect(parsed.description == text)
  }

  @Test(arguments: ["", ".", "a.", ".a", "a.b.c", "\"a", "\"a\"b", "a\"b", "\"\"", "a.\"\""])
  func refusesWhatIsNoName(text: String) {
    #expect(QualifiedName(parsing: text) == nil)
  }

  @Test func ordersBySchemaThenName() {
    let names = ["b.a", "c", "a.z", "a.b"].compactMap(QualifiedName.init(parsing:))
    #expect(names.sorted().map(\.description) == ["c", "a.b", "a.z", "b.a"])
  }

  @Test func quotesItsParts() {
    #expect(QualifiedName(schema: "s", name: "Table").sql.text == "s.\"Table\"")
  }
}

@Suite struct ServerVersionTests {
  @Test func comparesWithMajorVersions() {
    let version = ServerVersion(number: 160_004)
    #expect(version >= 16)
    #expect(version < 17)
    #expect(version > 16)
    #expect(version.major == 16)
    #expect(version.description == "16.4")
  }
}

@Suite struct ServerErrorTests {
  @Test func describesWithoutDetail() {
    let error = ServerError(
      sqlState: .uniqueViolation,
      message: "duplicate key",
      detail: "Key (ssn)=(123) exists."
    )
    #expect(error.description == "ERROR 23505: duplicate key")
    #expect(!error.endsSession)
    #expect(ServerError(sqlState: .adminShutdown, severity: "FATAL", message: "x").endsSession)
  }
}
