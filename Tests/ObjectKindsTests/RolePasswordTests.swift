import Diagnostics
import ObjectModel
import PostgresClient
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

/// Passwords of roles: what a server keeps of them, and what manifests may say.
@Suite struct RolePasswordTests {
  @Test(
    arguments: ["scram-sha-256", "md5"],
    ["secret", "it's \\ se$cret", String(repeating: "x", count: 200)]
  )
  func whatAServerKeepsIsKnownAgain(form: String, password: String) async throws {
    let settings = try await TestServer.shared.database("SELECT 1")
    let connection = try await Connection.open(settings)
    try await connection.execute("BEGIN")
    try await connection.query("SET LOCAL password_encryption = \(literal: form)")
    try await connection.query("CREATE ROLE remembered PASSWORD \(literal: password)")
    let rows = try await connection.query(
      "SELECT a.rolpassword FROM pg_catalog.pg_authid a WHERE a.rolname = 'remembered'"
    )
    try await connection.execute("ROLLBACK")
    await connection.close()
    let kept = try rows[0].requiredText("rolpassword")
    let verifier = PasswordVerifier(kept, role: "remembered")
    #expect(verifier.fits(password))
    #expect(!verifier.fits(password + "x"))
    #expect(verifier.isMD5 == (form == "md5"))
    #expect("\(verifier)".contains(kept) == false)
    #expect("\(RolePassword.live(.verifier(verifier)))".contains(kept.suffix(20)) == false)
  }

  @Test func aVerifierIsAnotherOneEachTimeAndFits() throws {
    let first = try #require(PasswordVerifier.text(of: "p", iterations: 8))
    let second = try #require(PasswordVerifier.text(of: "p", iterations: 8))
    #expect(first != second)
    #expect(first.hasPrefix("SCRAM-SHA-256$8:"))
    #expect(PasswordVerifier(first, role: "r").fits("p"))
    #expect(!PasswordVerifier(first, role: "r").fits("q"))
    #expect(!PasswordVerifier("nonsense", role: "r").fits("nonsense"))
    #expect(PasswordVerifier.text(of: "größe") == nil)
    #expect(PasswordVerifier.text(of: "") == nil)
  }

  private func mistakes(_ manifest: String) -> [Diagnostic] {
    var decoder = ManifestDecoder(registry: .standard)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: manifest, file: "r.yaml", diagnostics: &diagnostics)
    for document in documents { decoder.decode(document: document) }
    return decoder.diagnostics.diagnostics
  }

  @Test func onlyReferencesAreTaken() {
    for good in ["${env:A}", "${file:/run/secrets/a}", "null"] {
      #expect(mistakes("role: r\npassword: \(good)") == [])
    }
    for bad in ["hunter2", "[hunter2]", "{a: hunter2}", "1234", "x${env:A}", "\"\""] {
      let found = mistakes("role: r\npassword: \(bad)")
      #expect(found.map(\.code) == ["manifest.plain-secret"], "\(bad)")
      #expect(found.allSatisfy { $0.isSourceSecret && !$0.message.contains("hunter2") })
    }
    #expect(mistakes("role: r\npasword: hunter2").map(\.isSourceSecret) == [true])
  }
}
