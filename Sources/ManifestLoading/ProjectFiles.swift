/// The files of a project, wherever they are kept: a folder, a git revision, memory.
///
/// Paths are relative to the project's root, with `/` between their parts.
public struct ProjectFiles: Sendable {
  /// Why a file cannot be read.
  public enum Problem: Error, Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The file is not within the project, by its path or by a symbolic link.
    case outside
    /// The file is there but cannot be read; the text says why.
    case unreadable(String)
  }

  /// Reads a file.
  public let contents: @Sendable (_ path: String) -> Result<[UInt8], Problem>
  /// Lists the files anywhere below a folder, in order; none when there is no such folder.
  public let paths: @Sendable (_ folder: String) -> [String]
  /// The path of a file as it is shown to people.
  public let shownPath: @Sendable (_ path: String) -> String

  /// Makes access to files from its parts.
  public init(
    contents: @escaping @Sendable (_ path: String) -> Result<[UInt8], Problem>,
    paths: @escaping @Sendable (_ folder: String) -> [String],
    shownPath: @escaping @Sendable (_ path: String) -> String = { $0 }
  ) {
    self.contents = contents
    self.paths = paths
    self.shownPath = shownPath
  }
}

// MARK: - Memory

extension ProjectFiles {
  /// Files that are held in memory.
  ///
  /// - Parameters:
  ///   - files: the texts by path.
  ///   - shownPath: the path of a file as it is shown to people.
  /// - Returns: access to the files.
  public static func inMemory(
    _ files: [String: String],
    shownPath: @escaping @Sendable (_ path: String) -> String = { $0 }
  ) -> Self {
    Self(
      contents: { path in files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing) },
      paths: { folder in files.keys.filter { $0.hasPrefix(folder + "/") }.sorted() },
      shownPath: shownPath
    )
  }
}

// MARK: - Paths

extension ProjectFiles {
  /// The path of a file that another names relative to itself; nil when it leaves the project.
  static func path(_ name: String, besideFile file: String) -> String? {
    if name.hasPrefix("/") { return nil }
    var parts = file.split(separator: "/").dropLast().map(String.init)
    for part in name.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
