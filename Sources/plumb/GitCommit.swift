import Foundation
import ManifestLoading

/// The git commit that a project's manifests are at.
enum GitCommit {
  /// The commit's short name, with a plus sign when manifests have been edited since; nil outside
  /// of a repository or without git.
  static func current(in folder: String) async -> String? {
    if !Git.mayKnow(folder) { return nil }
    // Blocks while git works.
    return await Task.detached {
      (try? Git(folder: folder).text(["status", "--porcelain=v2", "--branch", "--", "."]))
        .flatMap(commit(in:))
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
}

/// Runs git in a folder.
struct Git: Sendable {
  let folder: String

  /// Whether a folder may lie in a repository: to ask git takes longer than to look.
  static func mayKnow(_ folder: String) -> Bool {
    if ProcessInfo.processInfo.environment["GIT_DIR"] != nil { return true }
    var place = URL(filePath: folder).standardizedFileURL.resolvingSymlinksInPath()
    while !FileManager.default.fileExists(atPath: place.appending(path: ".git").path) {
      if place.path == "/" { return false }
      place.deleteLastPathComponent()
    }
    return true
  }

  /// What git prints.
  ///
  /// - Throws: `GitError` with git's own words.
  func output(_ arguments: [String], input: Data? = nil) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    let file = try input.map(Self.temporaryFile)
    defer { if let file { try? FileManager.default.removeItem(at: file) } }
    process.standardInput =
      try file.map { try FileHandle(forReadingFrom: $0) }
      ?? FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw GitError(message: "git cannot be run", hint: "Install git.")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: complaint, as: UTF8.self)
      throw GitError(
        message: "git: \(text.trimmingCharacters(in: .whitespacesAndNewlines))",
        hint: nil
      )
    }
    return data
  }

  /// What git prints, as text without white space around it.
  func text(_ arguments: [String]) throws -> String {
    String(decoding: try output(arguments), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func temporaryFile(_ data: Data) throws -> URL {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("plumb-git-\(UUID().uuidString)")
    try data.write(to: file)
    return file
  }
}

/// What git refuses.
struct GitError: Error {
  let message: String
  let hint: String?
}
