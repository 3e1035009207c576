/// Why a private server cannot be had.
public enum EmbeddedPostgresError: Error, Hashable, Sendable {
  /// No server of the wanted major version, or of any, is installed in the places searched.
  case binariesMissing(major: Int?, searched: [String])
  /// We run as root, which PostgreSQL refuses, and there is no way to become another user.
  case noUnprivilegedUser(reason: String)
  /// A folder cannot be made, or belongs to somebody else.
  case folderUnusable(path: String, reason: String)
  /// A program could not be started.
  case cannotRun(program: String, reason: String)
  /// `initdb` failed.
  case initFailed(output: String)
  /// The server ended, or did not get ready in time; with the end of its log.
  case startFailed(log: String)
  /// The folder's data belong to a server of another major version.
  case versionMismatch(path: String, dataMajor: Int, wantedMajor: Int)
  /// A server that runs on other data holds the socket of the folder.
  case socketTaken(path: String, pid: Int)
  /// The server did not stop in time.
  case stopFailed(path: String)
}

extension EmbeddedPostgresError: CustomStringConvertible {
  /// One line for people; the logs of servers may follow on further lines.
  public var description: String {
    switch self {
    case .binariesMissing(let major, let searched):
      "no PostgreSQL \(major.map { "\($0) " } ?? "")server binaries in "
        + searched.joined(separator: ", ")
    case .noUnprivilegedUser(let reason):
      "PostgreSQL does not run as root: \(reason)"
    case .folderUnusable(let path, let reason):
      "cannot use folder \"\(path)\": \(reason)"
    case .cannotRun(let program, let reason):
      "cannot run \"\(program)\": \(reason)"
    case .initFailed(let output):
      "initdb failed\n\(output)"
    case .startFailed(let log):
      "the private server did not start\n\(log)"
    case .versionMismatch(let path, let dataMajor, let wantedMajor):
      "\"\(path)\" holds data of PostgreSQL \(dataMajor), not \(wantedMajor)"
    case .socketTaken(let path, let pid):
      "another server, process \(pid), holds the socket of \"\(path)\": its data have been moved"
    case .stopFailed(let path):
      "the server in \"\(path)\" did not stop"
    }
  }
}

extension EmbeddedPostgresError {
  /// What to do about it, in sentences; nil when there is nothing to say.
  public var hint: String? {
    switch self {
    case .binariesMissing:
      "Install a PostgreSQL server, or name the folder of its programs in PLUMB_POSTGRES_BIN."
    case .noUnprivilegedUser: "Run plumb as another user than root."
    case .folderUnusable: "See that the folder is there, is yours, and may be written to."
    case .cannotRun, .initFailed, .startFailed: nil
    case .versionMismatch:
      "Install that version, or remove the folder, and with it the data, to begin anew."
    case .socketTaken(_, let pid): "Stop it: kill -INT \(pid)"
    case .stopFailed: "See what it waits for, or end it by hand."
    }
  }
}
