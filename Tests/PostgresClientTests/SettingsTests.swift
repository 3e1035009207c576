import PostgresClient
import PostgresVocabulary
import Testing

@Suite struct SettingsTests {
  @Test func readsURLsAndKeywords() throws {
    let url = try ConnectionSettings("postgres://ann:s%40fe@db.example:6543/app?sslmode=require")
    #expect(url.user == "ann")
    #expect(url.password == "s@fe")
    #expect(url.host == "db.example")
    #expect(url.port == "6543")
    #expect(url.databaseName == "app")
    let words = try ConnectionSettings("host=/tmp dbname=x application_name='a b'")
    #expect(words.host == "/tmp")
    #expect(words.applicationName == "a b")
    #expect(words.with(databaseName: "y").databaseName == "y")
  }

  @Test(
    "know whether the server is on this machine",
    arguments: [
      ("host=/tmp", true), ("postgresql://localhost/x", true), ("hostaddr=::1", true),
      ("postgresql://db.example/x", false), ("host=localhost hostaddr=10.0.0.1", false),
    ]
  )
  func places(text: String, isHere: Bool) throws {
    #expect(try ConnectionSettings(text).isOnThisMachine == isHere)
  }

  @Test func neverShowsAPassword() throws {
    let settings = try ConnectionSettings("postgresql://ann:hunter2@h:1/db?sslmode=prefer")
    var dumped = ""
    dump(settings, to: &dumped)
    for text in ["\(settings)", String(reflecting: settings), dumped] {
      #expect(!text.contains("hunter2"))
      #expect(text.contains("postgresql://ann@h:1/db"))
    }
  }

  @Test(arguments: [
    "postgres://u:hunter2@h:1/db?nonsense=hunter2", "password=x hunter2", "hunter2",
    "postgres://u:hunter2@[h/db", "host=h password='hunter2",
  ])
  func badSettingsDoNotQuotePasswords(text: String) throws {
    let error = #expect(throws: ConnectionError.self) { try ConnectionSettings(text) }
    guard case .badSettings = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(!"\(String(describing: error))".contains("hunter2"))
  }

  @Test(arguments: [
    "postgres://u:hunter2/x@127.0.0.1:1/db", "postgres://u:a@hunter2@127.0.0.1:1/db",
    "postgres://u:1@hunter2@127.0.0.1/db",
  ])
  func wronglyEscapedPasswordsStayHidden(text: String) async {
    let error = await #expect(throws: ConnectionError.self) {
      try await Connection.open(ConnectionSettings(text))
    }
    #expect(!"\(String(describing: error))".contains("hunter2"))
    #expect(!"\(String(describing: try? ConnectionSettings(text)))".contains("hunter2"))
  }
}

@Suite struct OpeningTests {
  @Test func saysWhyItCannotConnect() async throws {
    await #expect(throws: ConnectionError.self) {
      try await Connection.open(ConnectionSettings("host=/tmp/nobody-here-1 user=x dbname=x"))
    }
    try await withServer { settings, connection in
      let host = "\(settings.host ?? ""):5432"
      await #expect(throws: ConnectionError.databaseMissing(host: host, database: "nope")) {
        try await Connection.open(settings.with(databaseName: "nope"))
      }
      var stranger = settings
      stranger.user = "stranger"
      let error = await #expect(throws: ConnectionError.self) {
        try await Connection.open(stranger)
      }
      guard case .authenticationFailed(host, "stranger", let reason) = error else {
        Issue.record("unexpected error \(String(describing: error))")
        return
      }
      #expect(reason == "role \"stranger\" does not exist")
      try await connection.execute("ALTER DATABASE postgres CONNECTION LIMIT 0")
      try await connection.execute("CREATE ROLE somebody LOGIN")
      stranger.user = "somebody"
      let full = await #expect(throws: ConnectionError.self) {
        try await Connection.open(stranger)
      }
      guard case .tooManyConnections(host, _) = full else {
        Issue.record("unexpected error \(String(describing: full))")
        return
      }
    }
  }

  @Test func noticesWhileConnectingAreHandedOver() async throws {
    try await withServer { settings, connection in
      try await connection.execute("ALTER ROLE postgres SET search_path = 'a'")
      try await connection.execute("ALTER ROLE postgres SET default_text_search_config = 'no.such'")
      let notices = NoticeLog()
      let other = try await Connection.open(settings) { notices.add($0) }
      #expect(notices.all.allSatisfy { $0.severity == "NOTICE" || $0.severity == "WARNING" })
      await other.close()
    }
  }
}

@Suite struct QuotingAgainstServerTests {
  @Test func identifiersAreQuotedAsTheServerDoes() async throws {
    try await withDatabase { _, connection in
      let keywords = try await connection.query("SELECT word FROM pg_catalog.pg_get_keywords()")
      let words = try keywords.map { try $0.requiredText("word") }
      let others = [
        "", "a", "A", "a$b", "é", "a\"b", "a b", "_1", "1a", "a.b", "\\", "日本", "\u{7f}",
      ]
      for name in words + others {
        let row = try await connection.query("SELECT pg_catalog.quote_ident($1) AS q", [name])[0]
        let ours: SQL = "\(identifier: name)"
        let server = try row.requiredText("q")
        // Keywords of newer servers are quoted on every server.
        let isNewer = words.contains(name) && server == name && ours.text == "\"\(name)\""
        #expect(ours.text == server || (isNewer && connection.serverVersion < 17))
      }
    }
  }

  @Test func literalsAreQuotedAsTheServerDoes() async throws {
    try await withDatabase { _, connection in
      for text in ["", "a", "it's", "\\", "\\'", "a\nb", "é", "$$", "E'x'"] {
        let literal: SQL = "\(literal: text)"
        let row = try await connection.query(
          "SELECT pg_catalog.quote_literal($1) AS q, \(literal) AS ours, \(body: text) AS body",
          [text]
        )[0]
        #expect(try row.text("q") == literal.text)
        #expect(try row.text("ours") == text)
        #expect(try row.text("body") == text)
      }
      try await connection.execute("SET standard_conforming_strings = off")
      let row = try await connection.query("SELECT \(literal: "a\\'b") AS x")[0]
      #expect(try row.text("x") == "a\\'b")
    }
  }
}
