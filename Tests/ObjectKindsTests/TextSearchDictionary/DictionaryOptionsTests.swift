import PostgresVocabulary
import Testing

@testable import ObjectKinds

@Suite("Options of a text search dictionary")
struct DictionaryOptionsTests {
  @Test(
    "are read from the catalog and written as they were",
    arguments: [
      "", "language = 'german', stopwords = 'german'", "\"Odd \"\"Name\" = 'it''s, so = 1'",
      "maxlen = 5, rejectlong = 'true', depth = -1", "path = E'a\\\\b''c', last = 'x'",
    ]
  )
  func read(_ text: String) {
    let options = DictionaryOptions(catalogText: text)
    #expect(options?.list.map(\.assignment.text).joined(separator: ", ") == text)
  }

  @Test("are not guessed", arguments: ["language", "language = 'german", "a = 'b' c = 'd'"])
  func unreadable(_ text: String) {
    #expect(DictionaryOptions(catalogText: text) == nil)
  }

  @Test(
    "change in as few assignments as give the same order",
    arguments: [
      ("a = 1, b = 2, c = 3", "a = 1, c = 3", "b"),
      ("a = 1, b = 2", "a = 1, b = 3", "b = 3"),
      ("a = 1, b = 2", "a = 5, b = 2", "a = 5, b = 2"),
      ("a = 1, b = 2", "b = 2, a = 1", "b = 2, a = 1"),
      ("a = 1", "a = 1, z = '1'", "z = '1'"),
    ]
  )
  func changes(_ old: String, _ new: String, _ expected: String) {
    let before = DictionaryOptions(catalogText: old)
    let changes = before.flatMap { DictionaryOptions(catalogText: new)?.changes(from: $0) }
    #expect(changes?.map(\.text).joined(separator: ", ") == expected)
  }
}
