import Glibc

/// Reads files whole and replaces them whole: whoever reads one sees the old or the new contents.
enum AtomicFile {
  /// The bytes of a file; nil when there is none.
  static func read(_ path: String) throws(EnvFileError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw failure("read \(path)")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("read \(path)")
      }
      bytes += buffer[..<count]
    }
  }

  /// Puts new contents in the place of a file, with its mode and owner.
  ///
  /// A new file can be read by its owner only. A symbolic link stays one, and the file that it
  /// leads to is replaced.
  ///
  /// The new contents are written next to the file under a name that no service takes for an
  /// environment file, flushed to the disk, and given the name of the file in one step.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - bytes: the new contents.
  ///   - old: the contents that they were made from; nil when there was no file.
  /// - Returns: false when the file does not hold the old contents any more; then nothing is done.
  /// - Throws: `EnvFileError.system` when an operation fails; then nothing is changed.
  static func replace(
    _ path: String,
    with bytes: [UInt8],
    old: [UInt8]?
  ) throws(EnvFileError) -> Bool {
    let path = resolved(path)
    var status = stat()
    let isThere = stat(path, &status) == 0
    let temporary = "\(folder(of: path))/.plumb-\(getpid())-\(UInt32.random(in: 0...(.max))).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw failure("write \(temporary)") }
    var isDone = false
    defer {
      close(descriptor)
      if !isDone { unlink(temporary) }
    }
    try write(bytes, to: descriptor, temporary)
    if isThere { try adopt(status, descriptor, temporary) }
    if fsync(descriptor) != 0 { throw failure("flush \(temporary)") }
    if try read(path) != old { return false }
    if rename(temporary, path) != 0 { throw failure("replace \(path)") }
    isDone = true
    flush(folder(of: path))
    return true
  }

  private static func write(
    _ bytes: [UInt8],
    to descriptor: Int32,
    _ path: String
  ) throws(EnvFileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write \(path)")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives a new file the owner and mode of the old one.
  private static func adopt(
    _ status: stat,
    _ descriptor: Int32,
    _ path: String
  ) throws(EnvFileError) {
    if status.st_uid != geteuid() || status.st_gid != getegid(),
      fchown(descriptor, status.st_uid, status.st_gid) != 0
    {
      throw failure("keep the owner of \(path)")
    }
    if fchmod(descriptor, status.st_mode & 0o7777) != 0 {
      throw failure("keep the mode of \(path)")
    }
  }

  /// The path with its symbolic links resolved.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Flushes a folder, so that the new name outlives a power failure.
  private static func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func failure(_ operation: String) -> EnvFileError {
    .system(operation: operation, reason: String(cString: strerror(errno)))
  }
}
