import ObjectModel
import PostgresVocabulary
import Testing
import YAMLSource

@testable import ObjectKinds

@Suite("Names of extended statistics")
struct StatisticsTests {
  private static let table = ObjectID(.table, ["app", "t"])

  @Test(
    "are in the table's schema unless they say another",
    arguments: [
      ("s", ["s"], "STATISTICS app.s", "s"), ("app.s", ["s"], "STATISTICS app.s", "s"),
      ("more.s", ["more", "s"], "STATISTICS more.s", "more.s"),
      ("\"a.b\"", ["a.b"], "STATISTICS app.\"a.b\"", "\"a.b\""),
    ]
  )
  func names(_ text: String, _ names: [String], _ address: String, _ written: String) throws {
    var body = try #require(MappingReader(Node(.mapping([]))))
    let id = try Statistics.identify(text, in: Self.table, body: &body).get()
    #expect(id.names == names)
    #expect(id.parent == Self.table)
    #expect(Statistics.address(of: id).text == address)
    #expect(Statistics(id: id).manifestName.name == written)
  }
}
