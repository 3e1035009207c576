import FoundationEssentials
import Glibc

/// Small tasks on folders and files.
enum Folders {
  /// Makes a folder, readable for its owner only, that belongs to the server's user; its parents
  /// stay ours.
  ///
  /// - Throws: `folderUnusable` when it cannot be made or is somebody else's, as a folder with a
  ///   known name below `/tmp` can be.
  static func makePrivate(
    _ path: String,
    owner: ServerUser
  ) throws(EmbeddedPostgresError) {
    var parent = ""
    for name in path.split(separator: "/").dropLast() {
      parent += "/\(name)"
      if access(parent, F_OK) == 0 { continue }
      guard mkdir(parent, 0o777) == 0 || errno == EEXIST else {
        throw .folderUnusable(path: parent, reason: String(cString: strerror(errno)))
      }
    }
    let code = mkdir(path, 0o700) == 0 ? 0 : errno
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let reason = code == EEXIST || code == 0 ? errno : code
      throw .folderUnusable(path: path, reason: String(cString: strerror(reason)))
    }
    let isOurs = status.st_uid == owner.uid || status.st_uid == geteuid()
    guard status.st_mode & S_IFMT == S_IFDIR, isOurs else {
      throw .folderUnusable(path: path, reason: "it belongs to somebody else")
    }
    guard status.st_mode & 0o022 == 0 else {
      throw .folderUnusable(path: path, reason: "others may write to it")
    }
    if status.st_uid != owner.uid, lchown(path, owner.uid, owner.gid) != 0 {
      throw .folderUnusable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Makes a new folder with a short unique name, owned by the server's user.
  static func makeTemporary(
    _ prefix: String,
    owner: ServerUser
  ) throws(EmbeddedPostgresError) -> String {
    let parent = temporaries(owner)[0]
    var template = Array((parent + "/" + prefix + "XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .folderUnusable(path: parent, reason: String(cString: strerror(errno)))
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if owner.isOther, chown(path, owner.uid, owner.gid) != 0 {
      let reason = String(cString: strerror(errno))
      rmdir(path)
      throw .folderUnusable(path: path, reason: reason)
    }
    return path
  }

  /// Where short-lived folders go, the best place first.
  ///
  /// That is `TMPDIR`, unless a socket below it would have too long a path (107 bytes) or the
  /// server's user may be unable to enter it; else memory, when there is plenty; else `/tmp`.
  static func temporaries(_ owner: ServerUser) -> [String] {
    var folders: [String] = []
    if !owner.isOther, let folder = variable("TMPDIR"), folder.hasPrefix("/"),
      folder.utf8.count <= 60
    {
      folders.append(folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder)
    }
    if hasRoom("/dev/shm") { folders.append("/dev/shm") }
    return folders + ["/tmp"]
  }

  /// Whether a gigabyte is free there and everybody may write; containers often have far less.
  private static func hasRoom(_ path: String) -> Bool {
    var room = statvfs()
    var status = stat()
    guard statvfs(path, &room) == 0, stat(path, &status) == 0, status.st_mode & 0o1777 == 0o1777
    else { return false }
    return UInt64(room.f_bavail) * UInt64(room.f_frsize) > 1 << 30
  }

  /// An environment variable that is set and not empty.
  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Finds a program in PATH.
  static func program(_ name: String) -> String? {
    let path = variable("PATH") ?? "/usr/sbin:/usr/bin:/sbin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// The text of a file; `nil` when there is none.
  static func text(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  /// Writes a small file.
  @discardableResult
  static func write(_ text: String, to path: String) -> Bool {
    FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
  }

  /// The names in a folder, sorted; empty when there is no such folder.
  static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Where a symbolic link points to; `nil` when there is none or it may not be read.
  static func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a folder and all in it, if it is there.
  static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A short name for a path or other text that stays the same from run to run (FNV-1a).
  static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
