import FoundationEssentials
import Glibc
import PostgresVocabulary
import Reconciliation

/// SQL files as the command line names them; a folder stands for its `.sql` files by name.
struct SQLFiles {
  private let paths: [String]

  init(_ paths: [String]) {
    self.paths = paths
  }

  /// The files' texts, in the order in which they are run.
  ///
  /// - Throws: `UsageError` when a path cannot be read.
  func scripts() throws -> [SQLScript] {
    try paths.flatMap(files).map { path in
      if Self.isArchive(path) {
        throw UsageError(
          "\(path) is an archive of pg_dump, not SQL",
          hint: "Make SQL of it: pg_restore --schema-only --file \(path).sql \(path)"
        )
      }
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw UsageError("\(path) cannot be read", hint: "Name SQL files or folders of them.")
      }
      // What the user names as SQL to run is run as it is, on a server of our own.
      return SQLScript(name: path, sql: SQL(unchecked: text))
    }
  }

  /// Whether a file has the custom format of `pg_dump`.
  private static func isArchive(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    var start = [UInt8](repeating: 0, count: 5)
    return fread(&start, 1, start.count, file) == start.count && start == Array("PGDMP".utf8)
  }

  private func files(_ path: String) throws -> [String] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw UsageError(
        "there is no \(path.withoutSecrets)",
        hint: "Name SQL files or folders of them."
      )
    }
    guard isFolder else { return [path] }
    let scripts = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".sql") }.sorted().map { "\(path)/\($0)" }
    if scripts.isEmpty {
      throw UsageError(
        "there are no SQL files in \(path)",
        hint: "Name a folder of files whose names end with .sql."
      )
    }
    return scripts
  }
}
