import Glibc

/// The programs that come with a PostgreSQL server for its users.
public enum ClientProgram {
  /// Has `psql` run a text in one transaction, up to the first error, as the server's user.
  ///
  /// It is kept from running its own commands, which could do anything on this machine, as far as
  /// it knows how: since the minor versions of August 2025.
  ///
  /// - Parameters:
  ///   - text: What to run.
  ///   - connection: The database, as a keyword string of libpq.
  /// - Returns: The exit code, and what it wrote to standard output and error.
  /// - Throws: `cannotRun` when it is not installed.
  public static func psql(
    _ text: String,
    in connection: String
  ) async throws(EmbeddedPostgresError) -> (code: Int32, output: String) {
    let program = try await path("psql")
    let key = String(UInt64.random(in: .min ... .max), radix: 36)
    let run = try await run(program, ["-c", "\\restrict \(key)"], text, connection)
    // An older one.
    let isUnknown = run.code != 0 && run.output.contains("invalid command \\restrict")
    return isUnknown ? try await self.run(program, [], text, connection) : run
  }

  private static func run(
    _ program: String,
    _ first: [String],
    _ text: String,
    _ connection: String
  ) async throws(EmbeddedPostgresError) -> (code: Int32, output: String) {
    let file = try temporaryFile(text)
    let input = open(file, O_RDONLY | O_CLOEXEC)
    unlink(file)
    guard input >= 0 else {
      throw .cannotRun(program: "psql", reason: String(cString: strerror(errno)))
    }
    defer { close(input) }
    let options = [
      "-X", "-q", "-1", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=verbose",
      "-d", connection,
    ]
    let user = try ServerUser.current()
    return try await ChildProcess.run(
      user.prefix + [program] + options + first + ["-f", "-"],
      input: input
    )
  }

  private static func path(_ name: String) async throws(EmbeddedPostgresError) -> String {
    let folder = try await ServerBinaries.find().folder
    if access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
    let path = (Folders.variable("PATH") ?? "").split(separator: ":")
    guard let found = path.first(where: { access("\($0)/\(name)", X_OK) == 0 }) else {
      throw .cannotRun(program: name, reason: "it is not installed")
    }
    return "\(found)/\(name)"
  }

  private static func temporaryFile(_ text: String) throws(EmbeddedPostgresError) -> String {
    var template = Array("\(Folders.variable("TMPDIR") ?? "/tmp")/plumb-script-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw .cannotRun(program: "psql", reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else {
        throw .cannotRun(program: "psql", reason: String(cString: strerror(errno)))
      }
      bytes = bytes.dropFirst(count)
    }
    let end = template.firstIndex(of: 0) ?? template.endIndex
    return String(decoding: template[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
