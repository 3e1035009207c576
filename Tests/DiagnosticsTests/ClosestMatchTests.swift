import Diagnostics
import Testing

@Suite struct ClosestMatchTests {
  static let keys = ["table", "columns", "primary_key", "foreign_keys", "checks", "on", "owner"]

  @Test(
    arguments: [
      ("colums", "columns"), ("Columns", "columns"), ("coulmns", "columns"),
      ("primary-key", "primary_key"), ("primarykey", "primary_key"), ("tabel", "table"),
      ("no", "on"), ("ownr", "owner"), ("forein_kyes", "foreign_keys"),
    ])
  func `finds what was meant`(written: String, meant: String) {
    #expect(closestMatch(to: written, among: Self.keys) == meant)
  }

  @Test(arguments: ["", "x", "trigger", "policies", "col", "zz"])
  func `does not guess`(written: String) {
    #expect(closestMatch(to: written, among: Self.keys) == nil)
  }

  @Test func `takes the first of equally close ones`() {
    #expect(closestMatch(to: "cart", among: ["card", "care"]) == "card")
    #expect(closestMatch(to: "cart", among: ["care", "card"]) == "care")
  }

  @Test func `takes the closest one`() {
    #expect(closestMatch(to: "indexs", among: ["indent", "indexes", "index"]) == "indexes")
  }

  @Test func `finds nothing among nothing`() {
    #expect(closestMatch(to: "table", among: []) == nil)
  }
}
