import EmbeddedPostgres
import Foundation

/// Runs one statement with `psql`, so that the server is seen with other eyes than ours.
func psql(_ binaries: ServerBinaries, _ connection: String, _ sql: String) async throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: "\(binaries.folder)/psql")
  process.arguments = ["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", connection, "-c", sql]
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw Failure.psql(process.terminationStatus) }
  return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}

/// Waits until a condition holds; fails when it never does.
func eventually(_ condition: () -> Bool) async throws {
  for _ in 0..<24_000 {
    if condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  throw Failure.neverHappened
}

enum Failure: Error {
  case psql(Int32)
  case neverHappened
}

/// Runs something with a server in a new folder, and removes both whatever happens.
func withPersistentServer(_ body: (PersistentServer) async throws -> Void) async throws {
  let parent = "/tmp/plumb-test-\(UUID().uuidString.prefix(8))"
  // Every user must be able to enter it: a server of root's runs as another user.
  try FileManager.default.createDirectory(
    atPath: parent,
    withIntermediateDirectories: false,
    attributes: [.posixPermissions: 0o755]
  )
  let server = try await PersistentServer(
    folder: "\(parent)/local",
    binaries: ServerBinaries.find()
  )
  do {
    try await body(server)
  } catch {
    try await server.remove()
    try FileManager.default.removeItem(atPath: parent)
    throw error
  }
  try await server.remove()
  try FileManager.default.removeItem(atPath: parent)
}
