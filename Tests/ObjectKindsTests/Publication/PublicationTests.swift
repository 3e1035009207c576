import Diagnostics
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

/// Publications, and the tables and schemas that they publish.
@Suite struct PublicationTests {
  private static let tables = """
    CREATE SCHEMA app;
    CREATE TABLE app.t (id bigint PRIMARY KEY, n integer, s text);
    CREATE TABLE app.child () INHERITS (app.t);
    CREATE TABLE app.log (at timestamptz);
    CREATE TABLE app.p (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
    """

  @discardableResult
  private func transition(_ old: String, _ new: String) async throws -> Transition {
    try await Transition.between(Self.tables + old, Self.tables + new)
  }

  private func declared(_ manifest: String) -> Catalog {
    var decoder = ManifestDecoder(registry: .standard)
    var diagnostics = DiagnosticCollector()
    let documents = YAMLParser.documents(in: manifest, file: "p.yaml", diagnostics: &diagnostics)
    for document in documents { decoder.decode(document: document) }
    #expect(diagnostics.isEmpty)
    #expect(decoder.diagnostics.diagnostics.map(\.message) == [])
    return Catalog(objects: decoder.declared.map(\.object))
  }

  // MARK: Statements

  @Test func childrenOfTablesAreNotPublishedWithThem() async throws {
    let made = try await transition("", "CREATE PUBLICATION p FOR TABLE ONLY app.t, app.p;")
    #expect(
      made.statements == [
        "CREATE PUBLICATION p", "ALTER PUBLICATION p ADD TABLE ONLY app.p",
        "ALTER PUBLICATION p ADD TABLE ONLY app.t",
      ]
    )
    try await transition(
      "CREATE PUBLICATION p FOR TABLE app.t, app.p;",
      "CREATE PUBLICATION p FOR TABLE ONLY app.t;"
    )
  }

  @Test func membershipChangesLeaveThePublicationAlone() async throws {
    let changed = try await transition(
      "CREATE PUBLICATION p FOR TABLE ONLY app.t (id, n), app.log;",
      "CREATE PUBLICATION p FOR TABLE ONLY app.t (id, n, s) WHERE (n > 0), app.p;"
    )
    #expect(changed.steps.allSatisfy { $0.effect.summary.hasPrefix("ALTER PUBLICATION p ") })
    #expect(changed.hazards == [.accessWidened])
  }

  @Test func columnListsGiveWayToWholeSchemas() async throws {
    try await transition(
      "CREATE PUBLICATION p FOR TABLE ONLY app.t (id);",
      "CREATE PUBLICATION p FOR TABLE ONLY app.t, TABLES IN SCHEMA app;"
    )
    try await transition(
      "CREATE PUBLICATION p FOR TABLES IN SCHEMA app;",
      "CREATE PUBLICATION p FOR TABLE ONLY app.t (id);"
    )
  }

  // MARK: Words

  @Test(arguments: [
    ("app.t", "app.t WHERE (n > 0)", []), ("app.t", "app.t (id)", []),
    ("app.t (id, n)", "app.t (id)", []),
    ("app.t (id)", "app.t", ["subscribers of p can now read rows of app.t, with all columns"]),
    (
      "app.t (id)", "app.t (id, s, n)",
      ["subscribers of p can now read rows of app.t, with n and s too"]
    ),
    ("app.t WHERE (n > 0)", "app.t", ["subscribers of p can now read every row of app.t"]),
    (
      "app.t WHERE (n > 0)", "app.t (id) WHERE (n > 1)",
      [
        """
        subscribers of p can now read rows of app.t that match the filter as it is now, of them id
        """
      ]
    ),
  ])
  func widening(_ old: String, _ new: String, _ words: [String]) async throws {
    let changed = try await transition(
      "CREATE PUBLICATION p FOR TABLE ONLY \(old);",
      "CREATE PUBLICATION p FOR TABLE ONLY \(new);"
    )
    #expect(changed.steps.flatMap(\.hazards).map(\.message) == words)
  }

  @Test func whatPublishesMoreWidens() async throws {
    let all = try await transition("", "CREATE PUBLICATION p FOR ALL TABLES;")
    #expect(all.hazards == [.accessWidened])
    let more = try await transition(
      "CREATE PUBLICATION p WITH (publish = 'insert');",
      "CREATE PUBLICATION p;"
    )
    #expect(
      more.steps.flatMap(\.hazards).map(\.message) == [
        "subscribers of p can now read updates and deletes too"
      ]
    )
    let less = try await transition(
      "CREATE PUBLICATION p;",
      "CREATE PUBLICATION p WITH (publish = '', publish_via_partition_root = true);"
    )
    #expect(less.hazards == [])
  }

  @Test func rowsWithoutIdentityAreWarnedOf() async throws {
    let reason = "UPDATE and DELETE on it fail until it has a primary key or replica identity"
    let made = try await transition("", "CREATE PUBLICATION p FOR TABLE app.log, ONLY app.t;")
    #expect(made.steps.filter { $0.reason == reason }.map(\.subject.label) == ["p.app.log"])
    let inserts = try await transition(
      "",
      "CREATE PUBLICATION p FOR TABLE app.log WITH (publish = 'insert');"
    )
    #expect(inserts.steps.filter { $0.reason == reason }.isEmpty)
  }

  @Test func generatedColumnsNeedAServerThatPublishesThem() {
    var publication = Publication(id: ObjectID(.publication, ["p"]))
    publication.generatedColumns = .stored
    func messages(_ version: Int) -> [String] {
      let context = StepContext(
        version: version == 17 ? 17 : 18,
        live: Catalog(),
        desired: Catalog(),
        applyingRole: "postgres",
        registry: .standard
      )
      return publication.create(in: context).flatMap(\.preconditions).map(\.message)
    }
    #expect(messages(17) == ["PostgreSQL 17 does not publish generated columns"])
    #expect(messages(18) == [])
  }

  // MARK: Manifests

  @Test func aTableIsTheSameInEitherManifest() {
    let inPublication = declared(
      "publication: feed\ntables:\n  app.t: {columns: [s, id], where: n > 0}\n  todos: {}"
    )
    let inTables = declared(
      """
      publication: feed
      ---
      table: app.t
      publications: {feed: {columns: [id, s], where: n > 0}}
      ---
      table: todos
      publications: [feed]
      """
    )
    let members = inPublication.all(PublicationTable.self)
    #expect(members == inTables.all(PublicationTable.self))
    #expect(members.map(\.id.label) == ["feed.app.t", "feed.public.todos"])
    #expect(members.first?.columns == ["id", "s"])
  }

  @Test func aTableIsWrittenWhereThereIsAManifestForIt() {
    let all = declared(
      "table: t\n---\npublication: feed\ntables: {t: {columns: [id]}}\nschemas: [app]"
    )
    let feed = ObjectID(.publication, ["feed"])
    let table = ObjectID(.table, ["public", "t"])
    #expect(
      document(of: feed, in: all)
        == "{publication: feed, tables: {t: {columns: [id]}}, schemas: [app]}"
    )
    #expect(document(of: table, in: all) == "{table: t}")
    let others = all.filter { $0 != feed }
    #expect(document(of: table, in: others) == "{table: t, publications: {feed: {columns: [id]}}}")
  }

  private func document(of id: ObjectID, in catalog: Catalog) -> String? {
    let encoder = ManifestEncoder(
      registry: .standard,
      catalog: catalog,
      defaults: ProjectDefaults()
    )
    return catalog[id].map { encoder.document(of: $0).description }
  }
}

extension Catalog {
  fileprivate init(objects: [any ManagedObject]) {
    self.init()
    for object in objects { insert(object) }
  }
}
