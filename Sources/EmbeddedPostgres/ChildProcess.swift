import Glibc

/// A program that we have started.
struct ChildProcess: Sendable {
  let pid: pid_t

  /// Starts a program in the folder `/`, without `PG…` variables, in a session of its own, so that
  /// signals from the terminal do not reach it.
  ///
  /// - Parameters:
  ///   - arguments: The program, looked for in PATH, and its arguments.
  ///   - input: Becomes its standard input; `nil` is `/dev/null`.
  ///   - output: Becomes its standard output and error; `nil` is `/dev/null`.
  /// - Returns: The running program.
  /// - Throws: `cannotRun`. A program that does not exist ends with exit code 127 instead.
  static func start(
    _ arguments: [String],
    input: Int32? = nil,
    output: Int32? = nil
  ) throws(EmbeddedPostgresError) -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    redirect(&actions, input, to: 0, O_RDONLY)
    redirect(&actions, output, to: 1, O_WRONLY)
    redirect(&actions, output, to: 2, O_WRONLY)
    closeOthers(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, newSession)

    let command = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + arguments
    let argv = command.map { strdup($0) } + [nil]
    let environment = childEnvironment().map { strdup($0) } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, command[0], &actions, &attributes, argv, environment)
    guard code == 0 else {
      throw .cannotRun(program: arguments[0], reason: String(cString: strerror(code)))
    }
    return ChildProcess(pid: pid)
  }

  /// Looks whether the program has ended; gives its exit code, or 128 and more after a signal.
  func exitCode() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(pid, &status, WNOHANG)
    guard ended != 0 else { return nil }
    guard ended == pid else { return 255 }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Waits for the end of the program without holding a thread.
  func wait() async -> Int32 {
    while true {
      if let code = exitCode() { return code }
      await pause()
    }
  }

  /// `POSIX_SPAWN_SETSID`, which Swift does not see since it is an extension of the C library.
  private static var newSession: Int16 { 0x80 }

  private static func redirect(
    _ actions: inout posix_spawn_file_actions_t,
    _ from: Int32?,
    to: Int32,
    _ mode: Int32
  ) {
    if let from {
      posix_spawn_file_actions_adddup2(&actions, from, to)
    } else {
      posix_spawn_file_actions_addopen(&actions, to, "/dev/null", mode, 0)
    }
  }

  /// Closes what other threads have open without marking it for that: a server would keep their
  /// pipes open for as long as it runs, and who reads one to its end would wait for that.
  ///
  /// Swift does not see the function, since it is an extension of the C library (glibc 2.34).
  private static func closeOthers(_ actions: inout posix_spawn_file_actions_t) {
    typealias Function =
      @convention(c) (
        UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32
      ) -> Int32
    guard let symbol = dlsym(nil, "posix_spawn_file_actions_addclosefrom_np") else { return }
    _ = unsafeBitCast(symbol, to: Function.self)(&actions, 3)
  }

  private static func childEnvironment() -> [String] {
    var result = ["LC_ALL=C"]
    var entry = environ
    while let text = entry.pointee.map({ String(cString: $0) }) {
      if !text.hasPrefix("PG"), !text.hasPrefix("LC_ALL=") { result.append(text) }
      entry += 1
    }
    return result
  }
}

extension ChildProcess {
  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - arguments: The program, looked for in PATH, and its arguments.
  ///   - input: Becomes its standard input; `nil` is `/dev/null`.
  /// - Returns: Its exit code, and what it wrote, which must be less than a pipe holds.
  /// - Throws: `cannotRun`.
  static func run(
    _ arguments: [String],
    input: Int32? = nil
  ) async throws(EmbeddedPostgresError) -> (code: Int32, output: String) {
    let pipe = try Pipe()
    defer { close(pipe.reading) }
    let child: ChildProcess
    do {
      child = try start(arguments, input: input, output: pipe.writing)
      close(pipe.writing)
    } catch {
      close(pipe.writing)
      throw error
    }
    let code = await child.wait()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(pipe.reading, &buffer, buffer.count)
    return (code, String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self))
  }
}

/// A one-way channel, whose ends programs that we start do not inherit by themselves.
///
/// A socket pair, because it is made with that property at once: another thread may be starting a
/// program at any time, and a stray copy of an end would hide that we have gone.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(EmbeddedPostgresError) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .cannotRun(program: "pipe", reason: String(cString: strerror(errno)))
    }
    reading = ends[0]
    writing = ends[1]
  }
}

/// Lets two milliseconds pass, whether the task is cancelled or not.
func pause() async {
  do {
    try await Task.sleep(for: .milliseconds(2))
  } catch {
    usleep(2000)
  }
}
