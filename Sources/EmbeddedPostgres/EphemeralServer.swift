import Glibc
import Synchronization

/// A private server for scratch databases, gone when it is stopped or when our process ends,
/// however it ends.
///
/// It listens on a Unix-domain socket only, in a folder that only its user can enter, and gives up
/// durability for speed. A shell watches over it: our end of a pipe closes with our process, which
/// makes the shell stop the server and remove its folder.
public final class EphemeralServer: Sendable {
  /// The binaries that it runs.
  public let binaries: ServerBinaries
  /// The folder that holds its socket and its data.
  public let folder: String

  private let watcher: ChildProcess
  /// Our end of the pipe; `nil` once it is closed.
  private let lifeline: Mutex<Int32?>

  /// A keyword string for libpq that connects as superuser to database `postgres`.
  public var connectionString: String {
    "host=\(folder) port=5432 user=postgres dbname=postgres sslmode=disable gssencmode=disable"
  }

  private init(binaries: ServerBinaries, folder: String, watcher: ChildProcess, lifeline: Int32) {
    self.binaries = binaries
    self.folder = folder
    self.watcher = watcher
    self.lifeline = Mutex(lifeline)
  }

  deinit {
    hangUp()
  }

  /// Starts a server and waits until it accepts connections.
  ///
  /// - Parameters:
  ///   - binaries: What to run.
  ///   - settings: Further server settings, such as `["wal_level": "logical"]`; they win over ours.
  /// - Returns: The running server.
  /// - Throws: `initFailed`, `startFailed` and others.
  public static func start(
    _ binaries: ServerBinaries,
    settings: [String: String] = [:]
  ) async throws(EmbeddedPostgresError) -> EphemeralServer {
    let user = try ServerUser.current()
    let template = try await ClusterTemplate.prepare(for: binaries, user: user)
    let folder = try Folders.makeTemporary(Orphans.prefix, owner: user)
    Orphans.markOwner(of: folder)
    let server: EphemeralServer
    do {
      server = try launch(binaries, template, folder, settings, user)
    } catch {
      Folders.remove(folder)
      throw error
    }
    do {
      try await server.waitUntilReady()
    } catch {
      try? await server.stop()
      throw error
    }
    return server
  }

  /// Stops the server at once and removes its folder.
  ///
  /// - Throws: `stopFailed` when that takes more than ten seconds.
  public func stop() async throws(EmbeddedPostgresError) {
    guard hangUp() else { return }
    let deadline = ContinuousClock.now + .seconds(10)
    while watcher.exitCode() == nil {
      guard ContinuousClock.now < deadline else { throw .stopFailed(path: folder) }
      await pause()
    }
  }

  @discardableResult
  private func hangUp() -> Bool {
    lifeline.withLock { descriptor in
      guard let open = descriptor else { return false }
      close(open)
      descriptor = nil
      return true
    }
  }
}

// MARK: - Starting

extension EphemeralServer {
  private static func launch(
    _ binaries: ServerBinaries,
    _ template: ClusterTemplate,
    _ folder: String,
    _ settings: [String: String],
    _ user: ServerUser
  ) throws(EmbeddedPostgresError) -> EphemeralServer {
    let pipe = try Pipe()
    let options = fastSettings.merging(settings) { _, wanted in wanted }
      .merging(["unix_socket_directories": folder]) { _, ours in ours }
    let arguments = ["sh", "-c", watcherScript, "plumb-watcher", folder, template.path]
    let server = ["\(binaries.folder)/postgres", "-D", "\(folder)/data"]
    defer { close(pipe.reading) }
    do {
      let watcher = try ChildProcess.start(
        user.prefix + arguments + server + serverOptions(options),
        input: pipe.reading
      )
      return EphemeralServer(
        binaries: binaries,
        folder: folder,
        watcher: watcher,
        lifeline: pipe.writing
      )
    } catch {
      close(pipe.writing)
      throw error
    }
  }

  private func waitUntilReady() async throws(EmbeddedPostgresError) {
    let deadline = ContinuousClock.now + .seconds(60)
    while PostmasterFile(dataFolder: "\(folder)/data")?.isReady != true {
      guard access("\(folder)/exit", F_OK) != 0, ContinuousClock.now < deadline, !Task.isCancelled
      else { throw .startFailed(log: endOfLog("\(folder)/log")) }
      await pause()
    }
  }
}

/// Takes a folder, a template and the server's command.
///
/// Runs the server until standard input ends, then removes the folder. A file `exit` in it says
/// that the server has ended by itself.
private let watcherScript = """
  folder=$1 template=$2
  shift 2
  exec 3<&0 </dev/null
  if cp -a --reflink=auto "$template" "$folder/data" 2>>"$folder/log" ||
    cp -R -p "$template" "$folder/data" 2>>"$folder/log"; then
    "$@" >>"$folder/log" 2>&1 3<&- &
    server=$!
    (cat <&3 >/dev/null; kill -QUIT "$server" 2>/dev/null) &
    watcher=$!
    wait "$server"
    echo $? >"$folder/exit"
    wait "$watcher"
  else
    echo 1 >"$folder/exit"
    cat <&3 >/dev/null
  fi
  rm -rf "$folder"
  """

/// Nothing here has to survive a crash.
private let fastSettings = [
  "listen_addresses": "", "port": "5432", "fsync": "off", "synchronous_commit": "off",
  "full_page_writes": "off", "autovacuum": "off", "wal_level": "minimal",
  "max_wal_senders": "0", "max_replication_slots": "0", "max_logical_replication_workers": "0",
  "shared_buffers": "32MB", "huge_pages": "off", "jit": "off", "max_connections": "20",
  "max_locks_per_transaction": "1024", "max_wal_size": "128MB", "checkpoint_timeout": "1h",
  "log_min_messages": "fatal", "logging_collector": "off", "lc_messages": "C", "ssl": "off",
]

/// Settings as arguments of `postgres`, in a fixed order.
func serverOptions(_ settings: [String: String]) -> [String] {
  settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
}
