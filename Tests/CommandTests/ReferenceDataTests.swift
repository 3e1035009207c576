import Foundation
import PostgresVocabulary
import Testing

@Suite("Reference data")
struct ReferenceDataTests {
  private static let table = """
    table: currencies
    columns:
      code: text
      name: {type: text, not_null: true}
      rate: numeric(6,2)
    primary_key: [code]

    """
  private static let rows = """
    rows:
      - {code: EUR, name: Euro, rate: 1}  # the base
      - {code: USD, name: Dollar, rate: 1.1}

    """
  private static let path = "desired-state/public/tables/currencies.yaml"
  private static let files = [path: table + rows]

  @Test("what differs in declared rows is drift, in every command that tells of drift")
  func drift() async throws {
    try await Story.with(["dev": "", "prod": ""], files: Self.files) { story in
      for name in ["dev", "prod"] {
        let applied = try await story.plumb("apply", name, "--auto-approve")
        #expect(applied.code == 0, "\(applied.errors)")
      }
      try await story.sql("INSERT INTO currencies VALUES ('XXX', 'None')", in: "prod")
      let kept = try await story.plumb("verify")
      #expect(kept.code == 0, "\(kept.output)")
      #expect(kept.output.contains("1 undeclared row in table public.currencies"))
      try await story.sql("UPDATE currencies SET rate = 2 WHERE code = 'USD'", in: "prod")
      let verified = try await story.plumb("verify")
      #expect(verified.code == 2)
      #expect(verified.output.contains("\(Self.path):8:3"), "\(verified.output)")
      let compared = try await story.plumb("diff", "dev", "prod")
      #expect(compared.code == 2)
      #expect(compared.output.contains("USD: {name: Dollar, rate: 1.10}"), "\(compared.output)")
      try await story.sql("DELETE FROM currencies", in: "prod")
      #expect(try await story.plumb("drift", "prod").code == 2)
      #expect(try await story.plumb("diff", ".", "prod").code == 2)
      #expect(try await story.plumb("plan", "prod", "--detailed-exitcode").code == 2)
    }
  }

  @Test("a saved plan applies to the rows that it was made for, and to no others")
  func savedPlan() async throws {
    try await Story.with(["dev": ""], files: Self.files) { story in
      #expect(try await story.plumb("apply", "dev", "--auto-approve").code == 0)
      try story.write(Self.table + Self.rows.replacing("Dollar", with: "US dollar"), to: Self.path)
      let plan = "\(story.folder)/plan.json"
      #expect(try await story.plumb("plan", "dev", "--out", plan).code == 0)
      try await story.sql("UPDATE currencies SET name = 'Buck' WHERE code = 'USD'", in: "dev")
      #expect(try await story.plumb("apply", "dev", plan, "--allow", "data-loss").code == 4)
      try await story.sql("UPDATE currencies SET name = 'Dollar' WHERE code = 'USD'", in: "dev")
      let applied = try await story.plumb("apply", "dev", plan, "--allow", "data-loss")
      #expect(applied.code == 0, "\(applied.errors)")
      #expect(try await story.plumb("verify", "dev").code == 0)
      let past = try await story.plumb("diff", "dev@1", "dev")
      #expect(past.output.contains("USD: {name: Dollar, rate: 1.10}"), "\(past.output)")
    }
  }

  @Test("files get the rows in a file of their own")
  func migrations() async throws {
    try await Story.with(["dev": ""], files: Self.files) { story in
      let run = try await story.plumb("migrations", "write", "dev")
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.output.contains("_data.sql"))
      #expect(try await story.plumb("migrations", "verify").code == 0)
    }
  }

  @Test("an export keeps declared rows, says what they have become, and adopts those of a table")
  func export() async throws {
    try await Story.with(["dev": ""], files: Self.files) { story in
      #expect(try await story.plumb("apply", "dev", "--auto-approve").code == 0)
      func manifest() throws -> String {
        try String(contentsOfFile: "\(story.folder)/\(Self.path)", encoding: .utf8)
      }
      let update = ["export", "dev", "--to", story.folder, "--update"]
      #expect(try await story.plumb(update).code == 0)
      #expect(try manifest() == Self.table + Self.rows)
      try await story.sql("UPDATE currencies SET name = 'Buck' WHERE code = 'USD'", in: "dev")
      #expect(try await story.plumb(update).code == 0)
      #expect(try manifest().contains("Buck"))
      #expect(try await story.plumb("verify", "dev").code == 0)
      try await story.sql("INSERT INTO currencies VALUES ('CHF', 'Franc', 1)", in: "dev")
      let adopted = try await story.plumb(update + ["--rows", "public.currencies"])
      #expect(adopted.code == 0, "\(adopted.errors)")
      #expect(try manifest().contains("Franc"))
      #expect(try await story.plumb("verify", "dev").code == 0)
    }
  }

  @Test("no secret becomes a row")
  func secrets() async throws {
    let secret = Self.rows.replacing("Dollar", with: "\"${env:HOME}\"")
    try await Story.with(["dev": ""], files: [Self.path: Self.table + secret]) { story in
      let run = try await story.plumb("plan", "dev")
      #expect(run.code == 1)
      let text = run.output + run.errors
      #expect(text.contains("cannot hold a value of the process's environment"))
    }
  }
}
