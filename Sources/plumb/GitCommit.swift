import FoundationEssentials
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
  func output(_ arguments: [String], input: [UInt8] = []) throws(GitError) -> [UInt8] {
    let git: FinishedProgram
    do {
      git = try FinishedProgram(running: ["git", "-C", folder] + arguments, input: input)
    } catch {
      throw GitError(message: "git cannot be run", hint: "Install git.")
    }
    guard git.exitCode == 0 else {
      throw GitError(message: "git: \(Self.text(git.errors))", hint: nil)
    }
    return git.output
  }

  /// What git prints, as text without the line breaks at its end.
  func text(_ arguments: [String]) throws(GitError) -> String {
    Self.text(try output(arguments))
  }

  private static func text(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}

/// What git refuses.
struct GitError: Error {
  let message: String
  let hint: String?
}
