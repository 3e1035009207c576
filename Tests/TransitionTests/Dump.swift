import EmbeddedPostgres
import Foundation

/// What `pg_dump` says of a database's structure: a witness that shares no code with Plumb.
struct Dump {
  /// The statements, in an order that does not depend on when objects were made.
  let statements: [String]

  /// Dumps a database with the programs of its own server.
  init(of database: Database, anyColumnOrder: Bool) async throws {
    var text = try await Self.output(
      "pg_dump",
      ["--schema-only", "--exclude-schema=plumb", "-d", database.address],
      database
    )
    if database.holdsRoles {
      text += try await Self.output(
        "pg_dumpall",
        ["--roles-only", "--no-role-passwords", "-d", database.address],
        database
      )
    }
    statements = Self.statements(in: text)
      .map { anyColumnOrder ? Self.withSortedLines($0) : $0 }.sorted()
  }

  private static func statements(in text: String) -> [String] {
    var result: [String] = []
    var current: [Substring] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("--") || line.hasPrefix("\\") || line.hasPrefix("SET ") { continue }
      current.append(line)
      if line.hasSuffix(";") {
        result.append(current.joined(separator: "\n"))
        current = []
      }
    }
    return result + (current.isEmpty ? [] : [current.joined(separator: "\n")])
  }

  private static func withSortedLines(_ statement: String) -> String {
    let isTable = ["CREATE TABLE", "CREATE UNLOGGED TABLE"].contains { statement.hasPrefix($0) }
    guard isTable else { return statement }
    return statement.split(separator: "\n")
      .map { $0.hasSuffix(",") ? $0.dropLast() : $0 }.sorted().joined(separator: "\n")
  }

  private static func output(
    _ program: String,
    _ arguments: [String],
    _ database: Database
  ) async throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "plumb-dump-\(UUID().uuidString).sql"
    )
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: database.binaries.folder).appending(path: program)
    process.arguments = arguments + ["-f", file.path]
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { ended in
        if ended.terminationStatus == 0 {
          continuation.resume()
        } else {
          continuation.resume(throwing: Failure(program: program, code: ended.terminationStatus))
        }
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return try String(contentsOf: file, encoding: .utf8)
  }

  struct Failure: Error {
    let program: String
    let code: Int32
  }
}
