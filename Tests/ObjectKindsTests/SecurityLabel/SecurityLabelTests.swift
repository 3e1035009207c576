import Diagnostics
import Introspection
import ObjectModel
import PostgresClient
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

/// What a server with a provider does is in the fixtures; here what is run is said, and what is
/// read is put into the catalogs by hand.
@Suite("Security labels")
struct SecurityLabelTests {
  private static let table = ObjectID(.table, ["app", "t"])

  private func decode(_ text: String) -> (Catalog, [String]) {
    var diagnostics = DiagnosticCollector()
    var decoder = ManifestDecoder(registry: .standard)
    for document in YAMLParser.documents(in: text, file: "a.yaml", diagnostics: &diagnostics) {
      decoder.decode(document: document)
    }
    var catalog = Catalog()
    for declared in decoder.declared { catalog.insert(declared.object) }
    return (catalog, decoder.diagnostics.diagnostics.map(\.message))
  }

  private func context(_ live: Catalog, _ desired: Catalog) -> StepContext {
    StepContext(
      version: ServerVersion(major: 15, minor: 0),
      live: live,
      desired: desired,
      applyingRole: "postgres",
      registry: .standard
    )
  }

  @Test(
    "are put on every kind of object that takes them",
    arguments: [
      (
        "table: app.t\ncolumns:\n  a: {type: text, security_labels: {anon: MASKED}}",
        "COLUMN app.t.a"
      ),
      ("table: app.t\nsecurity_labels: {anon: MASKED}", "TABLE app.t"),
      ("view: app.v\nquery: SELECT 1\nsecurity_labels: {anon: MASKED}", "VIEW app.v"),
      (
        "view: app.v\nquery: SELECT 1 AS a\ncolumns: {a: {security_labels: {anon: MASKED}}}",
        "COLUMN app.v.a"
      ),
      (
        "materialized_view: app.m\nquery: SELECT 1\nsecurity_labels: {anon: MASKED}",
        "MATERIALIZED VIEW app.m"
      ),
      ("sequence: app.s\nsecurity_labels: {anon: MASKED}", "SEQUENCE app.s"),
      (
        "function: app.f(integer)\nlanguage: sql\nbody: x\nsecurity_labels: {anon: MASKED}",
        "FUNCTION app.f(integer)"
      ),
      (
        "procedure: app.f()\nlanguage: sql\nbody: x\nsecurity_labels: {anon: MASKED}",
        "PROCEDURE app.f()"
      ),
      ("enum: app.e\nvalues: [a]\nsecurity_labels: {anon: MASKED}", "TYPE app.e"),
      ("domain: app.d\ntype: text\nsecurity_labels: {anon: MASKED}", "DOMAIN app.d"),
      ("schema: app\nsecurity_labels: {anon: MASKED}", "SCHEMA app"),
      ("role: reader\nsecurity_labels: {anon: MASKED}", "ROLE reader"),
      (
        "event_trigger: g\nevent: sql_drop\nexecute: f()\nsecurity_labels: {anon: MASKED}",
        "EVENT TRIGGER g"
      ),
    ]
  )
  func addresses(_ manifest: String, _ address: String) throws {
    let (catalog, messages) = decode(manifest)
    #expect(messages == [])
    let label = try #require(catalog.all(SecurityLabel.self).first)
    let steps = label.create(in: context(Catalog(), catalog))
    #expect(
      steps.map(\.effect.summary) == ["SECURITY LABEL FOR anon ON \(address) IS 'MASKED'"]
    )
    #expect(steps[0].hazards.isEmpty)
  }

  @Test("are no key of what takes none", arguments: ["text_search_template: a\nlexize: b"])
  func refused(_ manifest: String) {
    let (_, messages) = decode(manifest + "\nsecurity_labels: {anon: MASKED}")
    #expect(messages.count == 1)
  }

  @Test("may open something whenever they change on what is there")
  func hazards() throws {
    let (live, _) = decode("table: app.t\nsecurity_labels: {\"Odd one\": it's}")
    let (desired, _) = decode("table: app.t\nsecurity_labels: {\"Odd one\": other, new: x}")
    let context = context(live, desired)
    let old = try #require(live.all(SecurityLabel.self).first)
    let labels = desired.all(SecurityLabel.self)
    let steps =
      labels[0].alter(from: old, changed: ["label"], in: context) + labels[1].create(in: context)
      + old.drop(in: context)
    #expect(
      steps.map(\.effect.summary) == [
        "SECURITY LABEL FOR \"Odd one\" ON TABLE app.t IS 'other'",
        "SECURITY LABEL FOR new ON TABLE app.t IS 'x'",
        "SECURITY LABEL FOR \"Odd one\" ON TABLE app.t IS NULL",
      ]
    )
    #expect(steps.allSatisfy { $0.hazards.map(\.name) == [.accessWidened] })
  }

  @Test("are read from both catalogs")
  func reading() async throws {
    let settings = try await TestServer.shared.database(
      """
      CREATE SCHEMA app; CREATE TABLE app.t (a integer); CREATE VIEW app.v AS SELECT 1 AS one;
      CREATE TABLE app.c () INHERITS (app.t); CREATE ROLE labelled;
      INSERT INTO pg_catalog.pg_seclabel (objoid, classoid, objsubid, provider, label) VALUES
        ('app.t'::regclass, 'pg_class'::regclass, 0, 'anon', 'table'),
        ('app.t'::regclass, 'pg_class'::regclass, 1, 'anon', 'column'),
        ('app.t'::regclass, 'pg_class'::regclass, 1, 'other', 'too'),
        ('app.c'::regclass, 'pg_class'::regclass, 1, 'anon', 'inherited'),
        ('app.v'::regclass, 'pg_class'::regclass, 1, 'anon', 'of a view');
      INSERT INTO pg_catalog.pg_shseclabel (objoid, classoid, provider, label)
        VALUES ('labelled'::regrole, 'pg_authid'::regclass, 'anon', 'role');
      """
    )
    let catalog = try await Introspector(registry: .standard).read(settings).catalog
    func label(_ provider: String = "anon", on subject: ObjectID) -> String? {
      catalog.object(ObjectID(.securityLabel, [provider], in: subject), as: SecurityLabel.self)?
        .label
    }
    let column = ObjectID(.column, ["a"], in: Self.table)
    #expect(label(on: Self.table) == "table")
    #expect(label(on: column) == "column")
    #expect(label("other", on: column) == "too")
    #expect(
      label(on: ObjectID(.column, ["a"], in: ObjectID(.table, ["app", "c"]))) == "inherited"
    )
    #expect(
      label(on: ObjectID(.viewColumn, ["one"], in: ObjectID(.view, ["app", "v"]))) == "of a view"
    )
    #expect(label(on: ObjectID(.role, ["labelled"])) == "role")
    try await TestServer.shared.run(
      "DELETE FROM pg_catalog.pg_shseclabel; DROP ROLE labelled",
      in: settings
    )
  }
}
