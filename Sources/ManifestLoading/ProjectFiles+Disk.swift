import FoundationEssentials
import Glibc
import Synchronization

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
    let file: OpenFile
    do {
      file = try OpenFile(path)
    } catch {
      return .failure(error)
    }
    if file.isFolder { return .failure(.unreadable("it is a folder")) }
    guard folders.place(of: file, at: path).hasPrefix(base.hasSuffix("/") ? base : base + "/")
    else { return .failure(.outside) }
    return file.contents().map(Result.success)
      ?? .failure(.refusedByTheSystem)
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

/// A file that is open for reading, as long as the value lives.
private struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let status: stat
  /// Whether the path is that of a symbolic link to the file.
  let isLinked: Bool

  /// Opens a file, or a folder.
  ///
  /// - Throws: `missing` or `unreadable`.
  init(_ path: String) throws(ProjectFiles.Problem) {
    // Most files are no links, and this tells it with no further question to the system.
    let direct = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    isLinked = direct < 0 && errno == ELOOP
    descriptor = isLinked ? open(path, O_RDONLY | O_CLOEXEC) : direct
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let isMissing = access(path, F_OK) != 0
      throw isMissing ? .missing : .refusedByTheSystem
    }
    self.status = status
  }

  deinit {
    close(descriptor)
  }

  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// All that it holds; nil when the system does not give it.
  consuming func contents() -> [UInt8]? {
    var contents: [UInt8] = []
    while true {
      // One byte more than is said to be there: to get less is the end.
      let room = max(Int(status.st_size) - contents.count, 4095) + 1
      var count = 0
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        count = Glibc.read(descriptor, buffer.baseAddress, room)
        initialized = max(count, 0)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      contents = contents.isEmpty ? part : contents + part
      if count < room { return contents }
    }
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

  /// Where a file is: in the place of its folder, unless its path is that of a link.
  func place(of file: borrowing OpenFile, at path: String) -> String {
    guard !file.isLinked, let slash = path.lastIndex(of: "/") else {
      return ProjectFiles.resolved(path)
    }
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
    for entry in entries(of: root + folder) {
      let path = folder + "/" + entry.name
      switch entry.isFolder ?? isFolder(root + path) {
      case true?: visit(path)
      case false?: found.append(path)
      case nil: continue
      }
    }
  }

  /// What stands in a folder, by name, without what is hidden; of a link it is not said whether it
  /// leads to a folder.
  private func entries(of folder: String) -> [(name: String, isFolder: Bool?)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [(name: String, isFolder: Bool?)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let isFolder: Bool? =
        switch Int(entry.pointee.d_type) {
        case Int(DT_DIR): true
        case Int(DT_REG): false
        default: nil
        }
      entries.append((name, isFolder))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Whether a path, or what it leads to, is a folder; nil when there is nothing.
  private func isFolder(_ path: String) -> Bool? {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    return isFolder
  }
}

extension ProjectFiles.Problem {
  fileprivate static let refusedByTheSystem = unreadable(
    "permission is missing or the disk has failed"
  )
}
