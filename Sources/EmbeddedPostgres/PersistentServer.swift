import Glibc

/// A local server that keeps its data in a given folder and goes on running after we have ended.
///
/// It listens on a Unix-domain socket only, whose folder follows from the data folder's path.
public struct PersistentServer: Hashable, Sendable {
  /// The binaries that it runs.
  public let binaries: ServerBinaries
  /// The folder that it was asked to use.
  public let folder: String
  /// The folder that holds data, log and lock: `folder`, unless we are root and the server's user
  /// cannot enter it.
  public let home: String
  /// The folder that holds its socket.
  public let socketFolder: String

  private let user: ServerUser

  /// A keyword string for libpq that connects as superuser to database `postgres`.
  public var connectionString: String {
    "host=\(socketFolder) port=5432 user=postgres dbname=postgres sslmode=disable"
      + " gssencmode=disable"
  }

  private var data: String { "\(home)/data" }

  /// Describes the server of a folder; starts nothing.
  ///
  /// - Parameters:
  ///   - folder: An absolute path.
  ///   - binaries: What to run.
  /// - Throws: `noUnprivilegedUser`.
  public init(folder: String, binaries: ServerBinaries) async throws(EmbeddedPostgresError) {
    let user = try ServerUser.current()
    let digest = Folders.digest(folder)
    self.folder = folder
    self.binaries = binaries
    self.user = user
    home = try await Self.isReachable(folder, user) ? folder : "/var/lib/plumb/\(digest)"
    socketFolder = "/tmp/plumb-s-\(user.uid)-\(digest)"
  }

  /// Whether it runs now.
  public var isRunning: Bool {
    PostmasterFile.running(dataFolder: data)?.isReady == true
  }

  /// Starts the server unless it runs, and waits until it accepts connections.
  ///
  /// Makes its data at the first start. Any number of processes may call this at the same time.
  ///
  /// - Throws: `initFailed`, `startFailed`, `versionMismatch` and others.
  public func start() async throws(EmbeddedPostgresError) {
    try Folders.makePrivate(home, owner: user)
    let lock = try await FileLock(path: "\(home)/lock")
    defer { lock.release() }
    try await prepareData()
    try Folders.makePrivate(socketFolder, owner: user)
    await PostmasterFile.clearZombie(dataFolder: data)
    let isUp = PostmasterFile.running(dataFolder: data) != nil
    if !isUp { try await makeWay() }
    try await waitUntilReady(isUp ? nil : launch())
  }

  /// Stops the server, if it runs: sessions are ended, their transactions rolled back.
  ///
  /// - Throws: `stopFailed` when that takes more than thirty seconds.
  public func stop() async throws(EmbeddedPostgresError) {
    guard access(home, F_OK) == 0 else { return }
    let lock = try await FileLock(path: "\(home)/lock")
    defer { lock.release() }
    if let server = PostmasterFile.running(dataFolder: data) {
      kill(server.pid, SIGINT)
      let deadline = ContinuousClock.now + .seconds(30)
      while server.isAlive(dataFolder: data) {
        guard ContinuousClock.now < deadline else { throw .stopFailed(path: home) }
        await pause()
      }
    }
    Folders.remove(socketFolder)
  }

  /// Stops the server and removes its data for good.
  ///
  /// - Throws: `stopFailed`; nothing is removed then.
  public func remove() async throws(EmbeddedPostgresError) {
    try await stop()
    Folders.remove(home)
  }
}

// MARK: - Starting

extension PersistentServer {
  private func prepareData() async throws(EmbeddedPostgresError) {
    if let text = Folders.text("\(data)/PG_VERSION") {
      let major = Int(text.prefix { $0.isNumber }) ?? 0
      guard major == binaries.major else {
        throw .versionMismatch(path: home, dataMajor: major, wantedMajor: binaries.major)
      }
      return
    }
    let draft = "\(home)/draft"
    Folders.remove(draft)
    try await ClusterTemplate.initialise(draft, binaries, user)
    guard rename(draft, data) == 0 else {
      throw .folderUnusable(path: data, reason: String(cString: strerror(errno)))
    }
  }

  /// Stops a server of ours that goes on running though somebody has removed its data.
  private func makeWay() async throws(EmbeddedPostgresError) {
    guard let server = SocketLock(folder: socketFolder), server.isAlive(dataFolder: data) else {
      return
    }
    guard server.hasLostData else { throw .socketTaken(path: home, pid: Int(server.pid)) }
    kill(server.pid, SIGQUIT)
    let deadline = ContinuousClock.now + .seconds(10)
    while server.isAlive(dataFolder: data) {
      guard ContinuousClock.now < deadline else { throw .stopFailed(path: home) }
      await pause()
    }
  }

  private func launch() throws(EmbeddedPostgresError) -> ChildProcess {
    let log = open("\(home)/server.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else {
      throw .folderUnusable(path: home, reason: String(cString: strerror(errno)))
    }
    defer { close(log) }
    let settings = [
      "listen_addresses": "", "port": "5432", "unix_socket_directories": socketFolder,
      "max_connections": "50", "shared_buffers": "32MB", "jit": "off", "ssl": "off",
      "max_locks_per_transaction": "256", "logging_collector": "off", "lc_messages": "C",
    ]
    return try ChildProcess.start(
      user.prefix + ["\(binaries.folder)/postgres", "-D", data] + serverOptions(settings),
      output: log
    )
  }

  /// Waits for the server; recovery after a crash may take a while.
  private func waitUntilReady(
    _ launched: ChildProcess?
  ) async throws(EmbeddedPostgresError) {
    let started = ContinuousClock.now
    var launched = launched
    while PostmasterFile.running(dataFolder: data)?.isReady != true {
      let elapsed = ContinuousClock.now - started
      let hasEnded = launched?.exitCode() != nil
      if hasEnded, elapsed < .seconds(10), isHeldUpByCrashedServer {
        await pause()
        launched = try launch()
        continue
      }
      guard !hasEnded, elapsed < .seconds(120), !Task.isCancelled else {
        throw .startFailed(log: endOfLog("\(home)/server.log"))
      }
      await pause()
    }
  }

  /// Whether the processes of a server that was killed have not all noticed yet.
  private var isHeldUpByCrashedServer: Bool {
    endOfLog("\(home)/server.log").contains("pre-existing shared memory block")
  }

  /// Whether the server's user can enter the folder, or its nearest parent that exists.
  private static func isReachable(
    _ folder: String,
    _ user: ServerUser
  ) async throws(EmbeddedPostgresError) -> Bool {
    guard user.isOther else { return true }
    var nearest = folder[...]
    while !nearest.isEmpty, access(String(nearest), F_OK) != 0 {
      nearest = nearest.prefix(upTo: nearest.lastIndex(of: "/") ?? nearest.startIndex)
    }
    let path = nearest.isEmpty ? "/" : String(nearest)
    return try await ChildProcess.run(user.prefix + ["test", "-x", path]).code == 0
  }
}
