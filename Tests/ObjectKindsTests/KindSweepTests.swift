import EmbeddedPostgres
import Foundation
import ObjectModel
import PostgresClient
import PostgresVocabulary
import TestSupport
import Testing

@testable import ObjectKinds

/// What must hold of every kind, whichever it is.
@Suite struct KindSweepTests {
  private static let kinds: [String] = KindRegistry.standard.kinds.map { $0.kind.text }

  /// What identifies an object, and where it stands among its siblings.
  private static let identity: Set = ["id", "ordinal"]

  /// How many fields share a property with another: whether a column takes nulls is one value, with
  /// the constraint's name in it.
  private static let fieldsOfOneProperty = ["column": 1]

  @Test("every stored property is identity or a field", arguments: kinds)
  func properties(kind: String) {
    func sweep<Kind: ManagedObject>(_ kind: Kind.Type) {
      let object = Kind(id: ObjectID(Kind.kind, ["app", "some"]))
      let properties = Mirror(reflecting: object).children.compactMap(\.label)
        .filter { !Self.identity.contains($0) }
      let fields = Kind.fields.map(\.name)
      let more = Self.fieldsOfOneProperty[Kind.kind.text] ?? 0
      #expect(properties.count + more == fields.count, "\(properties) and \(fields)")
      #expect(Set(fields).count == fields.count)
    }
    sweep(KindRegistry.standard.kind(KindName(kind)))
  }

  @Test("every catalog query runs on every server that there is")
  func queries() async throws {
    let servers = await TestServers.all()
    #expect(!servers.isEmpty)
    for binaries in servers {
      let server = try await EphemeralServer.start(binaries)
      let connection = try await Connection.open(try ConnectionSettings(server.connectionString))
      for kind in KindRegistry.standard.catalogKinds {
        do {
          try await connection.query(kind.catalogQuery(connection.serverVersion))
        } catch {
          Issue.record("\(kind.kind) on \(binaries.version): \(error.message)")
        }
      }
      await connection.close()
      try await server.stop()
    }
  }
}
