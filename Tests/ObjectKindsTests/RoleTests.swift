import Diagnostics
import Diffing
import Introspection
import ObjectModel
import PostgresClient
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

/// Roles, their memberships and settings, and extensions: what belongs to the whole server or comes
/// with it.
@Suite struct RoleTests {
  /// What a manifest declares; fails the test when it has mistakes.
  private func declared(_ manifest: String) -> Catalog {
    var decoder = ManifestDecoder(registry: .standard)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: manifest, file: "r.yaml", diagnostics: &diagnostics)
    for document in documents { decoder.decode(document: document) }
    #expect(diagnostics.isEmpty)
    #expect(decoder.diagnostics.diagnostics.map(\.message) == [])
    var catalog = Catalog()
    for object in decoder.declared { catalog.insert(object.object) }
    return catalog
  }

  /// Brings one manifest about and then another, and demands each time that the server holds what
  /// is declared.
  private func follows(_ manifests: String..., role: String) async throws {
    let settings = try await TestServer.shared.database("SELECT 1")
    for manifest in manifests {
      let declared = declared(manifest)
      let left = try await Transition.bringAbout(declared, in: settings) {
        $0.root == ObjectID(.role, [role]) || $0.root.kind == .extension
          || $0 == ObjectID(.schema, ["app"])
      }
      #expect(left.map(\.id.description) == [])
    }
  }

  @Test func attributesAreAltered() async throws {
    try await follows(
      "role: r1",
      """
      role: r1
      comment: Who it is.
      superuser: true
      createdb: true
      createrole: true
      inherit: false
      login: true
      replication: true
      bypassrls: true
      connection_limit: 3
      valid_until: 2030-06-01T12:30:00.250+02:00
      """,
      """
      role: r1
      valid_until: infinity
      """,
      role: "r1"
    )
  }

  @Test func settingsAreSpelledAsTheServerDoes() async throws {
    try await follows(
      """
      role: r2
      settings:
        search_path: public,"$user",  "Foo"
        Statement_Timeout: 8s
        my.Setting: "a, b"
        DateStyle: ISO, DMY
      """,
      """
      role: r2
      settings:
        search_path: ""
        log_statement: all
      """,
      "role: r2",
      role: "r2"
    )
  }

  @Test func membershipsComeAndGo() async throws {
    try await follows(
      """
      role: r3
      member_of: [ann, pg_monitor]
      """,
      """
      role: r3
      inherit: false
      member_of:
        ann: {admin: true}
        bob: {}
      """,
      "role: r3",
      role: "r3"
    )
  }

  @Test func extensionsAreInstalledAndMoved() async throws {
    // One that the server at hand can install.
    let settings = try await TestServer.shared.database("SELECT 1")
    let connection = try await Connection.open(settings)
    let name = try await connection.query(
      """
      SELECT name FROM pg_catalog.pg_available_extensions
      WHERE name IN ('citext', 'pg_trgm', 'vector') ORDER BY name
      """
    ).first?.text(0)
    await connection.close()
    let found = try #require(name)
    try await follows(
      "extension: \(found)",
      """
      schema: app
      ---
      extension: \(found)
      schema: app
      comment: Ours.
      """,
      role: "none"
    )
  }

  @Test(arguments: [
    ("2030-01-01", "2030-01-01 00:00:00+00"), ("2024-02-29 23:30-01:00", "2024-03-01 00:30:00+00"),
    ("2024-03-01T00:30:00.5000+01", "2024-02-29 23:30:00.5+00"), ("infinity", "infinity"),
  ])
  func timesHaveOneSpelling(written: String, spelled: String) {
    #expect(Expiry(parsing: written)?.text == spelled)
  }

  @Test func whatGivesPowerIsAHazard() {
    var role = Role(id: ObjectID(.role, ["r"]))
    role.isSuperuser = true
    role.canLogIn = true
    let context = StepContext(
      version: 16,
      live: Catalog(),
      desired: Catalog(),
      applyingRole: "postgres",
      registry: .standard
    )
    #expect(
      role.create(in: context).flatMap(\.hazards).map(\.message) == [
        "r now is a superuser: it can read and do everything on the whole server"
      ]
    )
  }
}
