import Glibc

/// Folders of ephemeral servers whose owner is gone and whose watcher was killed as well.
enum Orphans {
  static let prefix = "plumb-pg-"

  /// Notes in a folder which process it belongs to.
  static func markOwner(of folder: String) {
    Folders.write(identity(of: getpid()) ?? "", to: "\(folder)/owner")
  }

  /// Stops the servers and removes the folders that belong to no living process.
  static func remove(below temporary: String) async {
    for name in Folders.names(in: temporary) where name.hasPrefix(prefix) {
      let folder = "\(temporary)/\(name)"
      guard isOrphan(folder) else { continue }
      let data = "\(folder)/data"
      if let server = PostmasterFile.running(dataFolder: data) {
        kill(server.pid, SIGQUIT)
        for _ in 0..<1000 where server.isAlive(dataFolder: data) { await pause() }
      }
      removeAtOnce(folder)
    }
  }

  /// Removes a folder into which a watcher may be about to write: under its new name it is not
  /// found any more.
  private static func removeAtOnce(_ folder: String) {
    let gone = "\(folder)-gone"
    Folders.remove(rename(folder, gone) == 0 ? gone : folder)
  }

  /// A folder without a note, or with one from another system or container, is left alone.
  private static func isOrphan(_ folder: String) -> Bool {
    guard let note = Folders.text("\(folder)/owner") else { return false }
    let parts = note.split(separator: " ")
    guard parts.count == 4, let pid = pid_t(parts[0]), parts[2] == system(), parts[3] == namespace()
    else { return false }
    // What cannot be read says nothing: only a process that is certainly gone leaves orphans.
    if kill(pid, 0) != 0 { return errno == ESRCH }
    guard let start = startTime(of: pid) else { return false }
    return start != parts[1]
  }

  /// Number and start time of a process, the boot and the process namespace that they belong to.
  private static func identity(of pid: pid_t) -> String? {
    startTime(of: pid).map { "\(pid) \($0) \(system()) \(namespace())" }
  }

  /// When a process was started, in clock ticks since the boot; nil when it cannot be read.
  private static func startTime(of pid: pid_t) -> Substring? {
    guard let text = Folders.text("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
      return nil
    }
    let fields = text[text.index(after: name)...].split(separator: " ")
    return fields.count > 19 ? fields[19] : nil
  }

  private static func system() -> String {
    let text = Folders.text("/proc/sys/kernel/random/boot_id") ?? "unknown"
    return String(text.prefix { !$0.isWhitespace })
  }

  private static func namespace() -> String {
    Folders.linkTarget("/proc/self/ns/pid") ?? "unknown"
  }
}

extension EphemeralServer {
  /// Stops servers and removes folders that killed processes have left behind.
  ///
  /// - Throws: `noUnprivilegedUser`.
  public static func removeOrphans() async throws(EmbeddedPostgresError) {
    for folder in Set(Folders.temporaries(try ServerUser.current()) + ["/dev/shm"]) {
      await Orphans.remove(below: folder)
    }
  }
}
