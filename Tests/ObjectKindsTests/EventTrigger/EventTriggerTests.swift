import Diagnostics
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

@Suite("Event triggers")
struct EventTriggerTests {
  private func decode(_ text: String) -> (EventTrigger?, [String]) {
    var diagnostics = DiagnosticCollector()
    var decoder = ManifestDecoder(registry: .standard)
    for document in YAMLParser.documents(in: text, file: "a.yaml", diagnostics: &diagnostics) {
      decoder.decode(document: document)
    }
    return (
      decoder.declared.first?.object as? EventTrigger,
      decoder.diagnostics.diagnostics.map(\.message)
    )
  }

  @Test("are the same however tags and function are written")
  func spelling() {
    let one = decode(
      """
      event_trigger: guard
      event: sql_drop
      tags: [drop view, DROP TABLE]
      execute: audit
      """
    )
    let other = decode(
      """
      event_trigger: guard
      event: sql_drop
      tags: [Drop Table, DROP VIEW]
      execute: public.audit()
      """
    )
    #expect(one.0 != nil && one.0 == other.0)
    #expect(one.1 + other.1 == [])
    #expect(one.0?.function.fieldValue == .text("audit()"))
    #expect(one.0?.references == [ObjectID(.function, ["public", "audit", ""])])
  }

  @Test("are refused with an event or a function that cannot be")
  func mistakes() {
    let found = decode("event_trigger: guard\nevent: ddl_command\nexecute: a.b.c()")
    #expect(found.1.count == 2)
  }

  @Test("follow a function that gets another name")
  func following() {
    var trigger = EventTrigger(id: ObjectID(.eventTrigger, ["guard"]))
    trigger.function = .init(QualifiedName(schema: "app", name: "old"))
    let renamed = trigger.following { $0.name == "" ? $0.renamed(to: "new") : $0 }
    #expect(renamed.function.fieldValue == .text("app.new()"))
  }

  @Test(
    "open something when they fire less",
    arguments: [
      ("", "", 0), ("enabled: disabled", "", 1), ("enabled: always", "", 0),
      ("enabled: replica", "enabled: always", 1), ("tags: [DROP TABLE]", "", 1),
      ("", "tags: [DROP TABLE]", 0), ("tags: [DROP VIEW]", "tags: [DROP TABLE]", 1),
      ("tags: [DROP VIEW]", "tags: [DROP TABLE]\nenabled: disabled", 0),
    ]
  )
  func hazards(_ new: String, _ old: String, _ count: Int) throws {
    let head = "event_trigger: guard\nevent: sql_drop\nexecute: app.f()\n"
    let trigger = try #require(decode(head + new).0)
    let before = try #require(decode(head + old).0)
    var live = Catalog()
    live.insert(before)
    let context = StepContext(
      version: ServerVersion(major: 17, minor: 0),
      live: live,
      desired: Catalog(),
      applyingRole: "postgres",
      registry: .standard
    )
    #expect(trigger.create(in: context)[0].hazards.count == count)
  }

  @Test("on logins need a server that knows them")
  func login() throws {
    let trigger = try #require(decode("event_trigger: a\nevent: login\nexecute: app.f()").0)
    func messages(_ major: Int) -> [String] {
      let context = StepContext(
        version: ServerVersion(major: major, minor: 0),
        live: Catalog(),
        desired: Catalog(),
        applyingRole: "postgres",
        registry: .standard
      )
      return trigger.create(in: context)[0].preconditions.map(\.message)
    }
    #expect(messages(16).count == 2)
    #expect(messages(17) == ["there is no function app.f()"])
  }
}
