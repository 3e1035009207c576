import EmbeddedPostgres
import Foundation
import ManagementStandIn
import PostgresClient
import PostgresVocabulary
import SupabasePlatform
import Testing

/// A project in a folder of its own, with a database that looks like Supabase's and a stand-in of
/// the hosted platform, on which the built program is run.
struct CommandLineProject {
  static let hosted = "abcdefghijklmnopqrst"
  static let otherHosted = "bcdefghijklmnopqrstu"
  let folder: URL
  let server: EphemeralServer
  let standIn: ManagementStandIn
  let connection: Connection

  /// Makes one for as long as the body runs.
  static func with(_ body: (Self) async throws -> Void) async throws {
    let server = try await EphemeralServer.start(try await ServerBinaries.find())
    let folder = URL(filePath: NSTemporaryDirectory())
      .appending(path: "plumb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let connection = try await Connection.open(ConnectionSettings(server.connectionString))
    // The platform's text is the module's own.
    try await connection.execute(SQL(unchecked: SupabasePlatform.bootstrap))
    let project = Self(
      folder: folder,
      server: server,
      standIn: try ManagementStandIn(projects: [hosted, otherHosted]),
      connection: connection
    )
    var failure: (any Error)?
    do { try await body(project) } catch { failure = error }
    await connection.close()
    try await server.stop()
    try FileManager.default.removeItem(at: folder)
    if let failure { throw failure }
  }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  /// What a run of the program ends with.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The text of a file of the project.
  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The files of a folder of the project.
  func paths(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path).sorted()
      .map { "\(path)/\($0)" }
  }

  /// Runs the program in the project's folder.
  func plumb(
    _ arguments: String...,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  func run(_ arguments: [String], environment: [String: String]) throws -> Outcome {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = tests.appending(path: "plumb")
    process.currentDirectoryURL = folder
    process.arguments = arguments
    let own = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "NO_COLOR": "1",
      "HOME": folder.path, "DATABASE": server.connectionString, "API": standIn.address,
      "SUPABASE_ACCESS_TOKEN": ManagementStandIn.token,
      "PLUMB_POSTGRES_BIN": ProcessInfo.processInfo.environment["PLUMB_POSTGRES_BIN"] ?? "",
    ]
    process.environment = own.merging(environment) { _, new in new }.filter { !$0.value.isEmpty }
    let output = folder.appending(path: ".output")
    let errors = folder.appending(path: ".errors")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// One value of the database.
  func value(_ sql: SQL) async throws -> String? {
    try await connection.query(sql).first?.text(0)
  }
}
