import ManifestLoading
import ObjectKinds
import ObjectModel
import Testing

@Suite("Tables in the publication of the platform")
struct RealtimeTests {
  private static let publication = ObjectID(KindName("publication"), ["supabase_realtime"])

  private static func member(_ schema: String, _ table: String) -> ObjectID {
    ObjectID(KindName("publication_table"), [schema, table], in: publication)
  }

  private let project = [
    "plumb.yaml": "platform: supabase\nmanage: {schemas: [public]}\n",
    "tasks.yaml": "table: tasks\npublications: [supabase_realtime]\n",
  ]

  @Test("are declared with the tables, and the publication is not")
  func membership() async {
    let loaded = await Loaded(project, registry: .standard)
    loaded.expectClean()
    #expect(loaded.state.catalog[Self.member("public", "tasks")] != nil)
    #expect(loaded.state.catalog[Self.publication] == nil)
  }

  @Test("are managed where their schema is")
  func scope() async {
    let state = await Loaded(project, registry: .standard).state
    #expect(state.manages(Self.member("public", "notes")))
    #expect(!state.manages(Self.member("other", "notes")))
    #expect(!state.manages(Self.publication))
    let kind = KindName("publication")
    let own = ObjectID(kind, ["supabase_realtime_messages_publication"])
    #expect(!state.manages(ObjectID(KindName("publication_table"), ["public", "notes"], in: own)))
  }

  @Test("leave the publication itself to the platform")
  func platform() async {
    var files = project
    files["feed.yaml"] = "publication: ⟦supabase_realtime⟧\n"
    let loaded = await Loaded(files, registry: .standard)
    loaded.expect(
      "manifest.platform-object",
      "publication supabase_realtime belongs to the platform supabase"
    )
  }
}
