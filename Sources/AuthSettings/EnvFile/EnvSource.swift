import FoundationEssentials
import Glibc

/// The files that an auth service's environment comes from: one, or those of the folder that is
/// given to its `--config-dir`, where the last one that sets a variable wins.
struct EnvSource {
  /// One file.
  struct File {
    let path: String
    /// The bytes as they were read; nil when there is no file yet.
    let old: [UInt8]?
    var content: Content
  }

  /// What a file holds.
  enum Content {
    case env(EnvFile)
    /// Texts by name; such a file is read and never written.
    case json([String: String])
  }

  private(set) var files: [File]
  /// Where a variable goes that no file sets.
  private let home: Int

  /// Reads a file, or all files of a folder; what is not there is empty.
  ///
  /// - Throws: `EnvFileError` for a file that the service could not read either.
  init(_ path: String) throws(EnvFileError) {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFDIR
    guard isFolder || path.hasSuffix("/") else {
      files = [try Self.env(path)]
      home = 0
      return
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    let names = try Self.names(in: folder)
    var files: [File] = []
    for name in names.sorted() {
      if name.hasSuffix(".json") {
        files.append(try Self.json(folder + name))
      } else if !names.contains(name.dropLast(3) + "json") {
        files.append(try Self.env(folder + name))
      }
    }
    let own = files.indices.filter { files[$0].path.hasSuffix(".env") }
    if own.count == 1 {
      home = own[0]
    } else if let index = files.firstIndex(where: { $0.path.hasSuffix("/plumb.env") }) {
      home = index
    } else {
      files.append(try Self.env(folder + "plumb.env"))
      home = files.count - 1
    }
    self.files = files
  }

  private static func env(_ path: String) throws(EnvFileError) -> File {
    let bytes = try AtomicFile.read(path)
    return File(path: path, old: bytes, content: .env(try EnvFile(bytes ?? [])))
  }

  private static func json(_ path: String) throws(EnvFileError) -> File {
    let bytes = try AtomicFile.read(path) ?? []
    guard let values = try? JSONDecoder().decode([String: String].self, from: Data(bytes)) else {
      throw .system(operation: "read \(path)", reason: "it is no object of texts")
    }
    return File(path: path, old: bytes, content: .json(values))
  }

  private static func names(in folder: String) throws(EnvFileError) -> [String] {
    guard let handle = opendir(folder) else {
      if errno == ENOENT { return [] }
      throw .system(operation: "read \(folder)", reason: String(cString: strerror(errno)))
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".env") || name.hasSuffix(".json") { names.append(name) }
    }
    return names
  }
}

// MARK: - Variables

extension EnvSource {
  /// The value of a variable.
  subscript(key: String) -> String? {
    files.reversed().lazy.compactMap { file -> String? in
      switch file.content {
      case .env(let file): file[key]
      case .json(let values): values[key]
      }
    }.first
  }

  /// The names of all variables, each once.
  var keys: [String] {
    var seen: Set<String> = []
    return files.flatMap { file -> [String] in
      switch file.content {
      case .env(let file): file.keys
      case .json(let values): values.keys.sorted()
      }
    }
    .filter { seen.insert($0).inserted }
  }

  /// Sets a variable where it is set last, or in the file for new ones.
  ///
  /// - Throws: `EnvFileError.unwritable` when a file sets it that is not written, or no form of the
  ///   grammar can say the value.
  mutating func set(_ key: String, to value: String) throws(EnvFileError) {
    let index = files.lastIndex { file in
      switch file.content {
      case .env(let file): file[key] != nil
      case .json(let values): values[key] != nil
      }
    }
    guard case .env(var file) = files[index ?? home].content else { throw .unwritable(key) }
    try file.set(key, to: value)
    files[index ?? home].content = .env(file)
  }

  /// Removes a variable from every file.
  mutating func remove(_ key: String) throws(EnvFileError) {
    for index in files.indices {
      switch files[index].content {
      case .env(var file):
        try file.remove(key)
        files[index].content = .env(file)
      case .json(let values):
        if values[key] != nil { throw .unwritable(key) }
      }
    }
  }

  /// Writes the files that have changed, each in one step.
  ///
  /// - Returns: false when a file does not hold the old contents any more.
  func write() throws(EnvFileError) -> Bool {
    for file in files {
      guard case .env(let new) = file.content, new.bytes != file.old ?? [] else { continue }
      if try !AtomicFile.replace(file.path, with: new.bytes, old: file.old) { return false }
    }
    return true
  }
}
