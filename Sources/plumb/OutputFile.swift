import FoundationEssentials
import Glibc
import Reporting

/// A file that the command line names to be written.
///
/// It is looked at before the work begins, since a plan that cannot be saved would be lost. A file
/// is replaced at once, by its whole new text; what is none, such as a device or a pipe, is written
/// to and stays what it is.
struct OutputFile {
  private let path: String
  /// The file itself, where the path is that of a symbolic link.
  private let place: String
  private let kind: Kind

  private enum Kind {
    case new
    case file(mode_t)
    case stream
  }

  /// Looks whether a file can be written.
  ///
  /// - Throws: `ErrorReport` when it cannot.
  init(_ path: String) throws {
    self.path = path
    guard !path.isEmpty else { throw Self.failure("", "the path is empty") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw Self.failure(path, Self.reason()) }
      place = path
      kind = .new
      try Self.checkFolder(of: path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw Self.failure(path, "it is a folder")
    case S_IFREG: kind = .file(status.st_mode & 0o777)
    default: kind = .stream
    }
    place = URL(filePath: path).resolvingSymlinksInPath().path
    guard access(path, W_OK) == 0 else { throw Self.failure(path, Self.reason()) }
  }

  /// Writes the file.
  ///
  /// - Throws: `ErrorReport` when it cannot be written; what was there before is there still.
  func write(_ text: String) throws {
    switch kind {
    case .stream: try write(text, to: path, O_WRONLY, 0)
    case .new: try replace(with: text, 0o666)
    case .file(let mode):
      let folder = Self.folder(of: place)
      if access(folder, W_OK) == 0 {
        try replace(with: text, mode)
      } else {
        try write(text, to: path, O_WRONLY | O_TRUNC, 0)
      }
    }
  }

  private func replace(with text: String, _ mode: mode_t) throws {
    let aside = "\(Self.folder(of: place))/.plumb-\(UInt64.random(in: .min ... .max))"
    do {
      try write(text, to: aside, O_WRONLY | O_CREAT | O_EXCL, mode)
    } catch {
      unlink(aside)
      throw error
    }
    guard rename(aside, place) == 0 else {
      let reason = Self.reason()
      unlink(aside)
      throw Self.failure(path, reason)
    }
  }

  private func write(_ text: String, to file: String, _ flags: Int32, _ mode: mode_t) throws {
    let descriptor = open(file, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.failure(path, Self.reason()) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = Self.reason()
        close(descriptor)
        throw Self.failure(path, reason)
      }
      rest = rest.dropFirst(count)
    }
    guard close(descriptor) == 0 else { throw Self.failure(path, Self.reason()) }
  }

  private static func checkFolder(of path: String) throws {
    let folder = folder(of: path)
    var status = stat()
    guard stat(folder, &status) == 0 else {
      throw failure(path, "there is no folder \(folder)")
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw failure(path, "\(folder): \(reason())") }
  }

  private static func folder(of path: String) -> String {
    let folder = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
    return folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(folder)
  }

  private static func reason() -> String { String(cString: strerror(errno)).lowercasedFirst }

  private static func failure(_ path: String, _ reason: String) -> ErrorReport {
    ErrorReport(
      code: "file.unwritable",
      what: "\(path.isEmpty ? "the file" : path) cannot be written: \(reason)",
      fix: "Name a file in a folder that is there and may be written to."
    )
  }
}

extension String {
  /// The text as a part of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
