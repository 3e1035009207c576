import EmbeddedPostgres
import FoundationEssentials
import Glibc
import Testing

@Suite struct EphemeralServerTests {
  @Test func startsAndLeavesNothingBehind() async throws {
    let server = try await EphemeralServer.start(ServerBinaries.find())
    let socket = "\(server.folder)/.s.PGSQL.5432"
    #expect(socket.utf8.count <= 107)
    #expect(access(socket, F_OK) == 0)
    #expect(try await psql(server.binaries, server.connectionString, "SHOW fsync") == "off")
    try await server.stop()
    #expect(access(server.folder, F_OK) != 0)
    try await server.stop()
  }

  @Test func severalRunSideBySide() async throws {
    let binaries = try await ServerBinaries.find()
    async let first = EphemeralServer.start(binaries)
    async let second = EphemeralServer.start(binaries)
    let servers = try await [first, second]
    #expect(servers[0].folder != servers[1].folder)
    for server in servers { try await server.stop() }
  }

  @Test func disappearsWhenNobodyHoldsIt() async throws {
    let folder = try await EphemeralServer.start(ServerBinaries.find()).folder
    try await eventually { access(folder, F_OK) != 0 }
  }

  @Test func settingsReachTheServer() async throws {
    let server = try await EphemeralServer.start(
      ServerBinaries.find(),
      settings: ["wal_level": "logical"]
    )
    let level = try await psql(server.binaries, server.connectionString, "SHOW wal_level")
    #expect(level == "logical")
    try await server.stop()
  }

  @Test func reportsTheLogOfAServerThatDoesNotStart() async throws {
    let binaries = try await ServerBinaries.find()
    let error = await #expect(throws: EmbeddedPostgresError.self) {
      try await EphemeralServer.start(binaries, settings: ["no_such_setting": "1"])
    }
    guard case .startFailed(let log) = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(log.contains("no_such_setting"))
  }

  @Test func orphansOfDeadProcessesGo() async throws {
    let server = try await EphemeralServer.start(ServerBinaries.find())
    let note = "\(server.folder)/owner"
    // The same process number with another start time is another process.
    var parts = try String(contentsOfFile: note, encoding: .utf8).split(separator: " ")
    parts[1] = "1"
    try Data(parts.joined(separator: " ").utf8).write(to: URL(filePath: note))
    try await EphemeralServer.removeOrphans()
    #expect(access(server.folder, F_OK) != 0)
    try await server.stop()
  }

  @Test func orphansOfLivingProcessesStay() async throws {
    let server = try await EphemeralServer.start(ServerBinaries.find())
    try await EphemeralServer.removeOrphans()
    #expect(try await psql(server.binaries, server.connectionString, "SELECT 1") == "1")
    try await server.stop()
  }
}

@Suite struct ServerBinariesTests {
  @Test func findsAServer() async throws {
    let binaries = try await ServerBinaries.find()
    #expect(binaries.major >= 15)
    #expect(binaries.version.hasPrefix("\(binaries.major)"))
    #expect(try await ServerBinaries.find(major: binaries.major).major == binaries.major)
  }

  @Test func saysWhereItHasLooked() async throws {
    let error = await #expect(throws: EmbeddedPostgresError.self) {
      try await ServerBinaries.find(major: 7)
    }
    guard case .binariesMissing(7, let searched) = error else {
      Issue.record("unexpected error \(String(describing: error))")
      return
    }
    #expect(!searched.isEmpty)
  }
}
