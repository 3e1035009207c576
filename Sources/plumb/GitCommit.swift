import Foundation

/// The git commit that a project's manifests are at.
enum GitCommit {
  /// The commit's short name, with a plus sign when manifests have been edited since; nil outside
  /// of a repository or without git.
  static func current(in folder: String) -> String? {
    guard let commit = git(["rev-parse", "--short=12", "HEAD"], in: folder), !commit.isEmpty else {
      return nil
    }
    let edits = git(["status", "--porcelain", "--", "."], in: folder) ?? ""
    return edits.isEmpty ? commit : commit + "+"
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
