import FoundationEssentials
import Glibc
import Synchronization

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

// MARK: - Disk

extension ProjectFiles {
  /// The files below a folder of the disk.
  ///
  /// - Parameter root: the folder, as the user names it; file names are shown with it in front.
  /// - Returns: access to the files.
  public static func onDisk(_ root: String) -> Self {
    let prefix = root == "." || root.isEmpty ? "" : root.hasSuffix("/") ? root : root + "/"
    let folders = ResolvedFolders()
    let base = folders.place(of: prefix.isEmpty ? "." : prefix)
    return Self(
      contents: { path in read(prefix + path, within: base, folders) },
      paths: { folder in
        var walk = FolderWalk(root: prefix)
        walk.visit(folder)
        return walk.found.sorted()
      },
      shownPath: { prefix + $0 }
    )
  }

  private static func read(
    _ path: String,
    within base: String,
    _ folders: ResolvedFolders
  ) -> Result<[UInt8], Problem> {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .failure(.missing)
    }
    if isFolder { return .failure(.unreadable("it is a folder")) }
    guard folders.place(ofFile: path).hasPrefix(base.hasSuffix("/") ? base : base + "/") else {
      return .failure(.outside)
    }
    guard let contents = FileManager.default.contents(atPath: path) else {
      return .failure(.unreadable("permission is missing or the disk has failed"))
    }
    return .success(Array(contents))
  }

  /// The path without symbolic links, absolute.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else {
      return URL(filePath: path).standardizedFileURL.path
    }
    defer { free(real) }
    return String(cString: real)
  }
}

/// Where files are once symbolic links are followed; each folder is asked for once.
private final class ResolvedFolders: Sendable {
  private let known = Mutex<[String: String]>([:])

  /// Where a folder is.
  func place(of folder: String) -> String {
    known.withLock { known in
      if let place = known[folder] { return place }
      let place = ProjectFiles.resolved(folder)
      known[folder] = place
      return place
    }
  }

  /// Where a file is: in the place of its folder, unless it is a link itself.
  func place(ofFile path: String) -> String {
    var status = stat()
    let isLink = lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFLNK
    guard !isLink, let slash = path.lastIndex(of: "/") else { return ProjectFiles.resolved(path) }
    return place(of: String(path[...slash])) + path[slash...]
  }
}

/// Lists files below a folder, following symbolic links, each folder once.
private struct FolderWalk {
  let root: String
  var found: [String] = []
  private var ancestors: [String] = []

  init(root: String) {
    self.root = root
  }

  mutating func visit(_ folder: String) {
    let place = ProjectFiles.resolved(root + folder)
    // A link back to a folder that is being walked would never end.
    guard !ancestors.contains(place) else { return }
    ancestors.append(place)
    defer { ancestors.removeLast() }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder + "/" + name
      var isFolder = false
      guard FileManager.default.fileExists(atPath: root + path, isDirectory: &isFolder) else {
        continue
      }
      if isFolder { visit(path) } else { found.append(path) }
    }
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
