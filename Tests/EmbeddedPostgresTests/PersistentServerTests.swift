import EmbeddedPostgres
import FoundationEssentials
import Glibc
import Testing

@Suite struct PersistentServerTests {
  @Test func keepsItsDataAndStartsOnce() async throws {
    try await withPersistentServer { server in
      let binaries = server.binaries
      #expect(!server.isRunning)

      async let first: Void = server.start()
      async let second: Void = server.start()
      _ = try await (first, second)
      #expect(server.isRunning)
      #expect(try await psql(binaries, server.connectionString, "SHOW fsync") == "on")
      _ = try await psql(binaries, server.connectionString, "CREATE TABLE kept (id int)")

      try await server.stop()
      #expect(!server.isRunning)
      #expect(access(server.socketFolder, F_OK) != 0)

      try await server.start()
      let count = try await psql(binaries, server.connectionString, "SELECT count(*) FROM kept")
      #expect(count == "0")
      try await server.remove()
      #expect(access(server.home, F_OK) != 0)
    }
  }

  @Test func refusesDataOfAnotherVersion() async throws {
    try await withPersistentServer { server in
      try await server.start()
      try await server.stop()
      let path = "\(server.home)/data/PG_VERSION"
      try Data("9\n".utf8).write(to: URL(filePath: path))
      let expected = EmbeddedPostgresError.versionMismatch(
        path: server.home,
        dataMajor: 9,
        wantedMajor: server.binaries.major
      )
      await #expect(throws: expected) { try await server.start() }
    }
  }

  @Test func survivesACrash() async throws {
    try await withPersistentServer { server in
      try await server.start()
      let file = try String(contentsOfFile: "\(server.home)/data/postmaster.pid", encoding: .utf8)
      let pid = try #require(file.split(separator: "\n").first.flatMap { pid_t($0) })
      kill(pid, SIGKILL)
      try await eventually { !server.isRunning }
      try await server.start()
      let one = try await psql(server.binaries, server.connectionString, "SELECT 1")
      #expect(one == "1")
    }
  }

  @Test func stoppingWhatDoesNotExistIsFine() async throws {
    let server = try await PersistentServer(
      folder: "/tmp/plumb-does-not-exist-\(getpid())",
      binaries: ServerBinaries.find()
    )
    try await server.stop()
    #expect(access(server.home, F_OK) != 0)
  }
}
