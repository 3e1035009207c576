import Foundation

/// The git commit that a project's manifests are at.
enum GitCommit {
  /// The commit's short name, with a plus sign when manifests have been edited since; nil outside
  /// of a repository or without git.
  static func current(in folder: String) async -> String? {
    // Blocks while git works.
    await Task.detached {
      git(["status", "--porcelain=v2", "--branch", "--", "."], in: folder).flatMap(commit(in:))
    }.value
  }

  /// Reads `# branch.oid COMMIT`; lines that do not begin with `#` are edits.
  private static func commit(in status: String) -> String? {
    let lines = status.split(separator: "\n")
    let key = "# branch.oid "
    guard let commit = lines.first(where: { $0.hasPrefix(key) })?.dropFirst(key.count).prefix(12),
      commit != "(initial)"
    else { return nil }
    return lines.contains { !$0.hasPrefix("#") } ? commit + "+" : String(commit)
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
