import ManifestLoading

/// The files of a project at a revision of its git repository.
struct GitRevision: Sendable {
  /// The revision as it was named.
  let name: String
  /// Its commit's short name.
  let commit: String
  private let git: Git
  private let blobs: [String: Blob]
  private let texts: [String: [UInt8]]

  private struct Blob {
    let id: String
    let isLink: Bool
  }

  /// Reads the files of a project at a revision.
  ///
  /// - Throws: `GitError` for an unknown revision, or outside of a repository.
  init(_ name: String, ofProjectIn folder: String) throws {
    let git = Git(folder: folder)
    guard let commit = try? git.text(["rev-parse", "--verify", "--short=12", "\(name)^{commit}"])
    else {
      _ = try git.text(["rev-parse", "--git-dir"])
      throw GitError(
        message: "there is no revision \"\(name)\" in the repository of the project",
        hint: "Name a branch, a tag or a commit, such as git:main or git:HEAD~1."
      )
    }
    let listing = try git.output(["ls-tree", "-r", "-z", commit, "--", "."])
    blobs = Self.blobs(in: listing)
    guard blobs[ProjectFile.name] != nil else {
      throw GitError(
        message: "there is no \(ProjectFile.name) in this folder at the revision \"\(name)\"",
        hint: "Name a revision at which the project was here."
      )
    }
    texts = try Self.read(blobs, git)
    self.name = name
    self.commit = commit
    self.git = git
  }

  /// Access to the files, which are shown as `main:desired-state/…`.
  var files: ProjectFiles {
    ProjectFiles(
      contents: contents,
      paths: { folder in blobs.keys.filter { $0.hasPrefix(folder + "/") }.sorted() },
      shownPath: { "\(name):\($0)" }
    )
  }

  @Sendable private func contents(
    _ path: String
  ) -> Result<[UInt8], ProjectFiles.Problem> {
    guard let blob = blobs[path] else { return .failure(.missing) }
    let lazily = { try? git.output(["cat-file", "blob", blob.id]) }
    guard let bytes = texts[path] ?? lazily() else {
      return .failure(.unreadable("git does not give it"))
    }
    guard blob.isLink else { return .success(bytes) }
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in String(decoding: bytes, as: UTF8.self).split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return .failure(.outside)
      }
    }
    let target = parts.joined(separator: "/")
    return target == path ? .failure(.missing) : contents(target)
  }

  /// Takes `mode type id TAB path NUL …` apart.
  private static func blobs(in listing: [UInt8]) -> [String: Blob] {
    var result: [String: Blob] = [:]
    for entry in listing.split(separator: 0) {
      let parts = entry.split(separator: 9, maxSplits: 1)
      guard parts.count == 2 else { continue }
      let words = String(decoding: parts[0], as: UTF8.self).split(separator: " ")
      guard words.count == 3, words[1] == "blob" else { continue }
      let path = String(decoding: parts[1], as: UTF8.self)
      result[path] = Blob(id: String(words[2]), isLink: words[0] == "120000")
    }
    return result
  }

  /// Reads what every command needs in one go; other files are read when they are asked for.
  private static func read(_ blobs: [String: Blob], _ git: Git) throws -> [String: [UInt8]] {
    let folders = [ManifestLoader.folder + "/", EnvironmentFile.folder + "/"]
    let wanted = blobs.filter { path, _ in
      path == ProjectFile.name || folders.contains { path.hasPrefix($0) }
    }.sorted { $0.key < $1.key }
    let request = wanted.map { $0.value.id + "\n" }.joined()
    var rest = try git.output(["cat-file", "--batch"], input: Array(request.utf8))[...]
    var result: [String: [UInt8]] = [:]
    for (path, _) in wanted {
      // `id blob size LF contents LF`
      guard let end = rest.firstIndex(of: 10),
        let size = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last
          .flatMap({ Int($0) })
      else { break }
      let start = end + 1
      guard start + size <= rest.endIndex else { break }
      result[path] = Array(rest[start..<start + size])
      rest = rest[min(start + size + 1, rest.endIndex)...]
    }
    return result
  }
}
