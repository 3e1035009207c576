import Glibc

/// A program that was run to its end.
struct FinishedProgram {
  /// Its exit code, or 128 and more after a signal.
  let exitCode: Int32
  /// What it wrote to its standard output.
  let output: [UInt8]
  /// What it wrote to its standard error.
  let errors: [UInt8]

  /// Runs a program, which is looked for in PATH, and waits for its end.
  ///
  /// - Parameters:
  ///   - command: The program and its arguments.
  ///   - input: What it reads from its standard input.
  /// - Throws: `CannotRun`.
  init(running command: [String], input: [UInt8] = []) throws(CannotRun) {
    let channels = try (input: Channel(), output: Channel(), errors: Channel())
    let ends = [channels.input.reading, channels.output.writing, channels.errors.writing]
    let pid: pid_t
    do {
      pid = try Self.start(command, standardStreams: ends)
      ends.forEach { close($0) }
    } catch {
      let others = [channels.input.writing, channels.output.reading, channels.errors.reading]
      (ends + others).forEach { close($0) }
      throw error
    }
    var exchange = Exchange(
      input: input[...],
      descriptors: [channels.input.writing, channels.output.reading, channels.errors.reading]
    )
    exchange.run()
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7f
    exitCode = signal == 0 ? (status >> 8) & 0xff : 128 + signal
    output = exchange.written[1]
    errors = exchange.written[2]
  }

  private static func start(
    _ command: [String],
    standardStreams: [Int32]
  ) throws(CannotRun) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, end) in standardStreams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(stream))
    }
    let arguments = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid = pid_t()
    let code = posix_spawnp(&pid, command[0], &actions, nil, arguments, environ)
    guard code == 0 else { throw CannotRun(reason: code) }
    return pid
  }
}

/// A program that the system does not start.
struct CannotRun: Error {
  /// The system's reason, as in `errno`.
  let reason: Int32
}

/// A one-way channel; programs that are started inherit neither of its ends by themselves.
///
/// A socket pair, because Swift does not see the function that makes a pipe with that property.
/// What it is the output of can write to it, but not open it by a name such as `/dev/stdout`.
private struct Channel {
  let reading: Int32
  let writing: Int32

  init() throws(CannotRun) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw CannotRun(reason: errno) }
    (reading, writing) = (ends[0], ends[1])
  }
}

/// Gives a program its input and takes what it writes, whichever it is ready for, so that neither
/// side ever waits for the other.
private struct Exchange {
  var input: ArraySlice<UInt8>
  /// The far ends of its standard streams; -1 for one that is closed, which `poll` passes over.
  var descriptors: [Int32]
  /// What has been read, by stream.
  private(set) var written: [[UInt8]] = [[], [], []]

  init(input: ArraySlice<UInt8>, descriptors: [Int32]) {
    self.input = input
    self.descriptors = descriptors
  }

  mutating func run() {
    if input.isEmpty { end(0) }
    while descriptors.contains(where: { $0 >= 0 }) {
      let events = [POLLOUT, POLLIN, POLLIN].map { Int16($0) }
      var waiting = zip(descriptors, events).map { pollfd(fd: $0, events: $1, revents: 0) }
      guard poll(&waiting, nfds_t(waiting.count), -1) > 0 else { continue }
      if waiting[0].revents != 0 { give() }
      for stream in 1...2 where waiting[stream].revents != 0 { take(stream) }
    }
  }

  /// Writes as much as the channel takes without waiting.
  private mutating func give() {
    let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
    let count = input.withUnsafeBytes { send(descriptors[0], $0.baseAddress, $0.count, flags) }
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    input = input.dropFirst(max(count, 0))
    if count < 0 || input.isEmpty { end(0) }
  }

  private mutating func take(_ stream: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptors[stream], &buffer, buffer.count)
    if count < 0, errno == EINTR { return }
    if count <= 0 { return end(stream) }
    written[stream] += buffer.prefix(count)
  }

  private mutating func end(_ stream: Int) {
    close(descriptors[stream])
    descriptors[stream] = -1
  }
}
