import EmbeddedPostgres
import Foundation
import PostgresClient
import PostgresVocabulary
import Testing
import TypeGeneration

/// What types are made of a database that has everything that they must tell apart.
struct TypeGenerationTests {
  @Test func typeScriptIsAsRecorded() async throws {
    let text = TypeScriptFormat().text(of: try await shape.value)
    try expect(text, isAsIn: "database.types.ts")
  }

  @Test func swiftIsAsRecorded() async throws {
    let text = SwiftFormat().text(of: try await shape.value)
    try expect(text, isAsIn: "Database.swift.txt")
  }

  @Test(.enabled("needs TypeScript's compiler, tsc") { has("tsc") })
  func typeScriptCompilesWithCodeThatUsesIt() async throws {
    try await inFolder { folder in
      let text = TypeScriptFormat().text(of: try await shape.value)
      try text.write(to: folder.appending(path: "database.types.ts"), atomically: true)
      try fixture("use.ts").write(to: folder.appending(path: "use.ts"), atomically: true)
      let result = try run(
        ["tsc", "--strict", "--noEmit", "--target", "es2020", "use.ts"],
        in: folder
      )
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test(.enabled("needs swiftc") { has("swiftc") })
  func swiftCompilesWithCodeThatUsesIt() async throws {
    try await inFolder { folder in
      let text = SwiftFormat().text(of: try await shape.value)
      try text.write(to: folder.appending(path: "Database.swift"), atomically: true)
      try fixture("use.swift.txt").write(to: folder.appending(path: "Use.swift"), atomically: true)
      let compiled = try run(
        [
          "swiftc", "-swift-version", "6", "-parse-as-library", "Database.swift", "Use.swift",
          "-o", "use",
        ],
        in: folder
      )
      #expect(compiled.status == 0, "\(compiled.output)")
      let used = try run(["./use"], in: folder)
      #expect(used.output == "fine\n")
    }
  }

  @Test func schemasThatAreNotDescribedAreSpelledOut() async throws {
    let only = try await read(["public"])
    let text = TypeScriptFormat().text(of: only)
    #expect(text.contains(#"mood: "calm" | "wild \"one\"" | null"#))
    #expect(SwiftFormat().text(of: only).contains("public var mood: String?"))
  }
}

// MARK: - Support

/// The shape of the fixture's database; it is read once.
private let shape = Task { try await read(["public", "other"]) }

private func read(_ schemas: [String]) async throws -> DatabaseShape {
  let connection = try await Connection.open(ConnectionSettings(server.value.connectionString))
  let shape = try await ShapeReader(schemas: schemas).read(connection)
  await connection.close()
  return shape
}

/// One server for all tests, with the fixture in it: it ends with the test process.
private let server = Task {
  let server = try await EphemeralServer.start(ServerBinaries.find())
  let connection = try await Connection.open(ConnectionSettings(server.connectionString))
  // The text of a fixture.
  try await connection.execute(SQL(unchecked: try fixture("schema.sql")))
  await connection.close()
  return server
}

private let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "Fixtures")

private func fixture(_ name: String) throws -> String {
  try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
}

private func expect(_ text: String, isAsIn name: String) throws {
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try text.write(to: fixtures.appending(path: name), atomically: true)
    Issue.record("\(name) has been recorded")
    return
  }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let recorded = try fixture(name).split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.difference(from: recorded).isEmpty, "RECORD=1 accepts what differs in \(name)")
}

extension String {
  fileprivate func write(to file: URL, atomically: Bool) throws {
    try write(to: file, atomically: atomically, encoding: .utf8)
  }
}

private func inFolder(_ body: (URL) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "plumb-types-\(UInt64.random(in: 0 ... .max))")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder)
}

private func has(_ program: String) -> Bool {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
}

private func run(_ command: [String], in folder: URL) throws -> (status: Int32, output: String) {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  process.currentDirectoryURL = folder
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
