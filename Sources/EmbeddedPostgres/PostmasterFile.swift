import Glibc

/// What a running server writes into `postmaster.pid` of its data folder.
struct PostmasterFile: Sendable {
  let pid: pid_t
  let isReady: Bool

  /// Reads the file; `nil` when there is none or it is incomplete.
  init?(dataFolder: String) {
    guard let text = Folders.text("\(dataFolder)/postmaster.pid") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let pid = lines.first.flatMap({ pid_t($0) }), pid > 1 else { return nil }
    self.pid = pid
    isReady = lines.count > 7 && lines[7].hasPrefix("ready")
  }

  /// Whether the process that the file names is a server for this folder, not one that got the
  /// same number later.
  func isAlive(dataFolder: String) -> Bool {
    Folders.text("/proc/\(pid)/cmdline")?.contains(dataFolder) ?? false
  }

  /// The server that runs on a data folder, if one does.
  static func running(dataFolder: String) -> PostmasterFile? {
    PostmasterFile(dataFolder: dataFolder).flatMap {
      $0.isAlive(dataFolder: dataFolder) ? $0 : nil
    }
  }
}

// MARK: - Servers that nobody has buried

extension PostmasterFile {
  /// Makes way for a new server when the one that the file names is dead but still a zombie.
  ///
  /// PostgreSQL takes a zombie for a living server. We bury our own children; in a container whose
  /// first process buries nobody, the file goes once no process works in the data folder.
  static func clearZombie(dataFolder: String) async {
    guard let file = PostmasterFile(dataFolder: dataFolder) else { return }
    while file.isDying, !file.isZombie { await pause() }
    guard file.isZombie else { return }
    waitpid(file.pid, nil, WNOHANG)
    guard file.isZombie else { return }
    for _ in 0..<2000 {
      if !isWorkedIn(dataFolder) {
        unlink("\(dataFolder)/postmaster.pid")
        return
      }
      await pause()
    }
  }

  /// Whether the process has given up its memory, and with it its arguments, but still exists.
  private var isDying: Bool {
    Folders.text("/proc/\(pid)/cmdline")?.isEmpty ?? false
  }

  private var isZombie: Bool {
    guard let text = Folders.text("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
      return false
    }
    return text[name...].hasPrefix(") Z")
  }

  /// Whether a process has the folder as its working directory, as all of a server's have.
  private static func isWorkedIn(_ folder: String) -> Bool {
    guard let real = realpath(folder, nil) else { return false }
    defer { free(real) }
    let path = String(cString: real)
    return Folders.names(in: "/proc").contains { name in
      name.first?.isNumber == true && Folders.linkTarget("/proc/\(name)/cwd") == path
    }
  }
}

/// The server that holds the socket of a folder, by the lock file beside it.
struct SocketLock {
  let pid: pid_t

  /// Reads the file; `nil` when there is none.
  init?(folder: String) {
    guard let text = Folders.text("\(folder)/.s.PGSQL.5432.lock"),
      let pid = text.split(separator: "\n").first.flatMap({ pid_t($0) }), pid > 1
    else { return nil }
    self.pid = pid
  }

  /// Whether the process is a server that was started for a data folder.
  func isAlive(dataFolder: String) -> Bool {
    Folders.text("/proc/\(pid)/cmdline")?.contains(dataFolder) ?? false
  }

  /// Whether the folder that it works in, which is that of its data, has been removed.
  var hasLostData: Bool {
    Folders.linkTarget("/proc/\(pid)/cwd")?.hasSuffix(" (deleted)") ?? false
  }
}

/// The end of a server's log, for error messages.
func endOfLog(_ path: String) -> String {
  let lines = (Folders.text(path) ?? "").split(separator: "\n")
  return lines.suffix(12).joined(separator: "\n")
}
