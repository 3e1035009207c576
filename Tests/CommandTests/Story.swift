import EmbeddedPostgres
import Foundation
import PostgresClient
import PostgresVocabulary
import Testing

/// One server for all tests; it ends with the test process.
private let server = Task {
  try await EphemeralServer.start(ServerBinaries.find(), settings: ["max_connections": "200"])
}

/// A project in a folder of its own, with databases that its environments are.
struct Story {
  /// The project's folder.
  let folder: String
  private let names: [String: String]
  private let servers: [String: EphemeralServer]

  /// What a run of the program printed.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Runs something with a project and databases, which are removed afterwards.
  ///
  /// - Parameters:
  ///   - environments: the environments and what their files say beside the database.
  ///   - files: further files of the project.
  ///   - haveServers: whether each environment has a server of its own, with roles of its own.
  ///   - body: what is run.
  /// - Throws: what `body` throws, and failures of the server.
  static func with(
    _ environments: [String: String] = [:],
    files: [String: String] = [:],
    haveServers: Bool = false,
    _ body: (Story) async throws -> Void
  ) async throws {
    let id = UInt64.random(in: 0 ... .max)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("story-\(id)").path
    var names: [String: String] = [:]
    var servers: [String: EphemeralServer] = [:]
    for name in environments.keys {
      names[name] = "\(name)_\(id)"
      servers[name] =
        haveServers
        ? try await EphemeralServer.start(ServerBinaries.find()) : try await server.value
    }
    let story = Story(folder: folder, names: names, servers: servers)
    do {
      for (name, database) in names {
        try await story.administer(name) {
          try await $0.query("CREATE DATABASE \(identifier: database) TEMPLATE template0")
        }
      }
      try story.write("platform: postgres\nmanage: [public]\n", to: "plumb.yaml")
      for (name, text) in environments {
        let database = "database: \(story.url(name))\n"
        try story.write("environment: \(name)\n\(database)\(text)", to: "environments/\(name).yaml")
      }
      for (path, text) in files { try story.write(text, to: path) }
      try await body(story)
      await story.end(stopping: haveServers)
    } catch {
      await story.end(stopping: haveServers)
      throw error
    }
  }

  private func end(stopping isLast: Bool) async {
    for (name, database) in names {
      if isLast {
        try? await servers[name]?.stop()
      } else {
        try? await administer(name) {
          try await $0.cleanUp("DROP DATABASE \(identifier: database) WITH (FORCE)")
        }
      }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func administer(_ name: String, _ body: (Connection) async throws -> Void) async throws {
    let connection = try await Connection.open(try settings(name))
    try await body(connection)
    await connection.close()
  }

  private func settings(_ name: String) throws -> ConnectionSettings {
    try ConnectionSettings(#require(servers[name]).connectionString)
  }

  /// The address of an environment's database.
  func url(_ name: String) -> String {
    let socket = servers[name]?.folder ?? ""
    let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return "postgres://postgres@\(host)/\(names[name] ?? "")"
  }

  /// The name of an environment's database.
  func database(_ name: String) -> String { names[name] ?? "" }

  /// Writes a file of the project.
  func write(_ text: String, to path: String) throws {
    let file = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs statements in an environment's database, behind Plumb's back.
  @discardableResult
  func sql(_ sql: SQL, in name: String, database: String? = nil) async throws -> [[String?]] {
    let settings = try settings(name).with(databaseName: database ?? names[name] ?? "")
    let connection = try await Connection.open(settings)
    defer { Task { await connection.close() } }
    if sql.text.contains(";") {
      try await connection.execute(sql)
      return []
    }
    return try await connection.query(sql).map(\.values)
  }

  /// Runs the built program in the project's folder.
  @discardableResult
  func plumb(
    _ arguments: String...,
    environment: [String: String] = [:]
  ) async throws -> Run {
    try await plumb(arguments, environment: environment)
  }

  /// Runs the built program in the project's folder.
  @discardableResult
  func plumb(_ arguments: [String], environment: [String: String] = [:]) async throws -> Run {
    try await Program.run([Program.plumb] + arguments, in: folder, environment: environment)
  }

  /// What `pg_dump` says of an environment's database, without what tools keep for themselves.
  func dump(_ name: String) async throws -> String {
    let program = try #require(servers[name]).binaries.folder + "/pg_dump"
    let own = ["plumb", "supabase_migrations"].map { "--exclude-schema=\($0)" }
    let run = try await Program.run([program, "--schema-only"] + own + [url(name)], in: folder)
    #expect(run.code == 0, "\(run.errors)")
    // Each dump draws the word of its \restrict anew.
    return run.output.split(separator: "\n").filter { !$0.contains("restrict ") }
      .joined(separator: "\n")
  }

  /// Runs git in the project's folder.
  func git(_ arguments: String...) async throws {
    let identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]
    let run = try await Program.run(["git"] + identity + arguments, in: folder)
    #expect(run.code == 0, "\(run.errors)")
  }
}

/// Runs programs.
enum Program {
  /// The program that the tests are about, beside the tests themselves.
  static var plumb: String {
    let tests = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let beside = tests.appendingPathComponent("plumb").path
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return root.appendingPathComponent(".build/debug/plumb").path
  }

  /// Starts a program in a folder.
  static func start(
    _ command: [String],
    in folder: String,
    environment: [String: String] = [:],
    input: FileHandle = .nullDevice,
    output: Any?,
    errors: Any?
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = "1"
    variables.merge(environment) { $1 }
    process.environment = variables
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return process
  }

  /// Runs a program to its end.
  static func run(
    _ command: [String],
    in folder: String,
    environment: [String: String] = [:]
  ) async throws -> Story.Run {
    let files = try ["out", "err"].map { try Self.file(named: $0) }
    defer { for file in files { try? FileManager.default.removeItem(at: file.url) } }
    let process = try start(
      command,
      in: folder,
      environment: environment,
      output: files[0].handle,
      errors: files[1].handle
    )
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    let texts = try files.map { try String(contentsOf: $0.url, encoding: .utf8) }
    return Story.Run(code: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  private static func file(named name: String) throws -> (url: URL, handle: FileHandle) {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumb-\(name)-\(UUID().uuidString)")
    try Data().write(to: url)
    return (url, try FileHandle(forWritingTo: url))
  }
}

/// Manifests that the stories begin with.
enum Manifests {
  static let todos = """
    table: todos
    columns:
      id: {type: bigint, identity: always}
      title: {type: text, not_null: true}
    primary_key: [id]
    row_level_security: enabled
    policies:
      Everybody reads:
        for: select
        using: length(title) > 0

    """
  static let path = "desired-state/public/tables/todos.yaml"
  static let files = [path: todos]
}
