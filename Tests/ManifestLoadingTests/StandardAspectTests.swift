import ManifestLoading
import ObjectKinds
import ObjectModel
import Testing

@Suite("Owners and grants that manifests omit")
struct StandardAspectTests {
  private static let column = ObjectID(
    KindName("column"),
    ["a"],
    in: ObjectID(KindName("table"), ["public", "t"])
  )

  private func isLeftAlone(_ manifest: String, project: String = "") async -> Bool {
    let loaded = await Loaded(
      ["t.yaml": manifest, ProjectFile.name: project],
      registry: .standard
    )
    loaded.expectClean()
    return loaded.state.leftAlone[Self.column]?.contains(KindName("grant")) == true
  }

  @Test("a column's grants are left alone together with its table's")
  func columns() async {
    let table = "table: t\ncolumns: {a: int}\n"
    #expect(await isLeftAlone(table))
    #expect(await !isLeftAlone(table + "grants: {}\n"))
    #expect(await !isLeftAlone(table + "grants: {ann: [select]}\n"))
    #expect(await !isLeftAlone(table, project: "defaults: {grants: {}}\n"))
  }
}
