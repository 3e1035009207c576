import EmbeddedPostgres
import Foundation
import ObjectKinds
import ObjectModel
import PostgresVocabulary
import TestSupport
import Testing

@Suite("Every column of the system catalogs is accounted for")
struct CompletenessTests {
  @Test("it is read by a kind or ignored for a reason")
  func columns() async throws {
    for binaries in await TestServers.all() {
      let catalogs = try await CatalogColumns(of: binaries)
      var known: Set<String> = []
      for kind in KindRegistry.standard.catalogKinds {
        known.formUnion(catalogs.read(by: kind.catalogQuery(in: catalogs.context)))
      }
      for (catalog, columns) in catalogs.columns.sorted(by: { $0.key < $1.key }) {
        let missing = columns.filter {
          !known.contains("\(catalog).\($0)") && IgnoredColumns.reason(catalog, $0) == nil
        }
        #expect(missing == [], "\(catalog) on \(binaries.version)")
      }
    }
  }

  @Test("nothing is ignored that no server has, or that is read after all")
  func ignored() async throws {
    var there: Set<String> = []
    var read: Set<String> = []
    for binaries in await TestServers.all() {
      let catalogs = try await CatalogColumns(of: binaries)
      for (catalog, columns) in catalogs.columns {
        there.formUnion([catalog] + columns.map { "\(catalog).\($0)" })
      }
      for kind in KindRegistry.standard.catalogKinds {
        read.formUnion(catalogs.read(by: kind.catalogQuery(in: catalogs.context)))
      }
    }
    let listed = IgnoredColumns.all
    #expect(listed.filter { !there.contains($0) } == [])
    #expect(listed.filter(read.contains) == [])
  }

  @Test(
    "Kinds.md says what is true; RECORD=1 writes it",
    .enabled("no server of version 18 is here, so nobody checks Documentation/Kinds.md") {
      await TestServers.all().contains { $0.major >= 18 }
    }
  )
  func document() async throws {
    var columns: [KindName: Set<String>] = [:]
    for binaries in await TestServers.all() {
      let catalogs = try await CatalogColumns(of: binaries)
      for kind in KindRegistry.standard.catalogKinds {
        let read = catalogs.read(by: kind.catalogQuery(in: catalogs.context))
        columns[kind.kind, default: []].formUnion(read)
      }
    }
    let text = KindsDocument(registry: .standard, columns: columns).text
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Documentation/Kinds.md"
    ).standardizedFileURL
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if recorded != text, ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(recorded == text, "run this test with RECORD=1, and read what has changed")
  }
}
