import Diagnostics
import ManifestLoading
import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

/// A kind whose objects stand in a tree: `settings: {site: {url: …}}`.
private struct ToySwitch: ManagedObject {
  static let kind = KindName("switch")
  static let summary = "A setting."
  static let places: [ManifestPlace] = [.tree("settings")]
  static let fields: [Field<Self>] = [
    Field(
      "value",
      \.value,
      .alter,
      "The value.",
      shape: .object([
        .init("name", .text("text"), summary: "A name."),
        .init(
          "site",
          .object([
            .init("url", .text("text"), summary: "An address."),
            .init("key", .text("a secret"), summary: "A secret."),
          ]),
          summary: "A group."
        ),
      ]),
      fieldValue: { .text($0) },
      decode: { node, _, _ in node.stringValue }
    )
  ]
  static let traits = KindTraits.with {
    $0.isUnnamed = true
    $0.shorthand = "value"
    $0.shorthandTakesMappings = true
    $0.exportFolder = "settings"
  }
  let id: ObjectID
  var value = ""
  init(id: ObjectID) { self.id = id }

  static func treeNode(at path: [String]) -> TreeNode { path == ["site"] ? .branch : .object }
  static func address(of id: ObjectID) -> SQL { "SETTING" }
  func create(in context: StepContext) -> [Step] { [] }
  func drop(in context: StepContext) -> [Step] { [] }
}

@Suite("Trees of settings")
struct TreeTests {
  private static let registry = KindRegistry([ToySwitch.self])

  private static func values(_ loaded: Loaded) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: loaded.state.catalog.all(ToySwitch.self).map { ($0.id.name, $0.value) }
    )
  }

  @Test("each setting of an overlay goes to the document that says it")
  func overlay() async {
    let loaded = await Loaded(
      [
        "a.yaml": "settings: {name: a}\n",
        "b.yaml": "settings: {site: {url: b, key: \"${env:KEY}\"}}\n",
        "environments/dev.yaml":
          "overrides: [{settings: {name: x, site.url: y, other: z}}]\n",
      ],
      environment: "dev",
      process: ["KEY": "hidden"],
      registry: Self.registry
    )
    loaded.expectClean()
    #expect(
      Self.values(loaded) == [
        "name": "x", "site.url": "y", "site.key": "${env:KEY}", "other": "z",
      ]
    )
  }

  @Test("null takes a setting out, and a tree may be new")
  func removal() async {
    let removed = await Loaded(
      [
        "a.yaml": "settings: {name: a, site: {url: b}}\n",
        "environments/dev.yaml": "overrides: [{settings: {site: {url: null}}}]\n",
      ],
      environment: "dev",
      registry: Self.registry
    )
    removed.expectClean()
    #expect(Self.values(removed) == ["name": "a"])
    let new = await Loaded(
      ["environments/dev.yaml": "overrides: [{settings: {name: n}}]\n"],
      environment: "dev",
      registry: Self.registry
    )
    new.expectClean()
    #expect(Self.values(new) == ["name": "n"])
  }

  @Test("secrets stay references however their key is written")
  func secrets() async {
    let loaded = await Loaded(
      ["a.yaml": "settings: {site.key: \"${env:KEY}\", name: \"${env:KEY}\"}\n"],
      process: ["KEY": "hidden"],
      registry: Self.registry
    )
    loaded.expectClean()
    #expect(Self.values(loaded) == ["site.key": "${env:KEY}", "name": "hidden"])
  }

  @Test("a setting that two documents say is declared twice")
  func duplicate() async {
    let loaded = await Loaded(
      ["a.yaml": "settings: {name: a}\n", "b.yaml": "settings: {⟦name⟧: b}\n"],
      registry: Self.registry
    )
    loaded.expect("manifest.duplicate-object")
  }

  @Test("a tree is exported as one document and read again")
  func export() async {
    let loaded = await Loaded(
      ["a.yaml": "settings: {name: a, site: {url: b}}\n"],
      registry: Self.registry
    )
    let files = await ExportWriter(
      registry: Self.registry,
      catalog: loaded.state.catalog,
      project: ProjectFile()
    ).files()
    #expect(
      files["desired-state/settings/settings.yaml"]
        == "settings:\n  name: a\n  site: {url: b}\n"
    )
  }
}
