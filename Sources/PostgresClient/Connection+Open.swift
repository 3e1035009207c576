import CLibPQ
import Glibc
public import PostgresVocabulary

extension Connection {
  /// Connects.
  ///
  /// The session speaks UTF-8 and spells values the same on every server: ISO dates in UTC,
  /// hexadecimal `bytea`, shortest exact floating-point numbers, no needless quotes.
  ///
  /// - Parameters:
  ///   - settings: Where to and how.
  ///   - onNotice: Gets every notice of the server, on the connection's thread.
  /// - Returns: The open connection.
  /// - Throws: Why it could not be opened.
  public static func open(
    _ settings: ConnectionSettings,
    onNotice: @escaping @Sendable (ServerError) -> Void = { _ in }
  ) async throws(ConnectionError) -> Connection {
    let opener = Opener(settings: settings)
    return try await opener.open(onNotice: onNotice)
  }
}

/// Opens a connection on the thread that will be the connection's own.
private actor Opener {
  private nonisolated let executor = DedicatedThread()
  private let settings: ConnectionSettings
  private let effective: [String: String]

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  init(settings: ConnectionSettings) {
    self.settings = settings
    effective = settings.effective
  }

  func open(
    onNotice: @escaping @Sendable (ServerError) -> Void
  ) async throws(ConnectionError) -> Connection {
    guard !effective.contains(where: { $0.value.utf8.contains(0) }) else {
      throw .badSettings(reason: "a value holds a NUL character")
    }
    guard let pointer = start() else { throw .badSettings(reason: "out of memory") }
    let handle = ConnectionHandle(pointer: pointer, onNotice: onNotice)
    // Verbose texts hold the SQLSTATE, which libpq does not give for a failed connection.
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    try await finish(handle)
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    do {
      _ = try handle.execute(sessionSettings)
    } catch {
      throw .cannotConnect(host: place(handle), reason: error.message)
    }
    return Connection(handle: handle, settings: settings, executor: executor)
  }

  private func start() -> OpaquePointer? {
    let pairs = effective.sorted { $0.key < $1.key }
    let keywords = pairs.map { strdup($0.key) }
    let values = pairs.map { strdup($0.value) }
    defer { (keywords + values).forEach { free($0) } }
    let keywordPointers = keywords.map { UnsafePointer($0) } + [nil]
    let valuePointers = values.map { UnsafePointer($0) } + [nil]
    return PQconnectStartParams(keywordPointers, valuePointers, 0)
  }

  /// Polls as libpq's "PQconnectPoll" describes, until the connection stands or fails.
  private func finish(_ handle: ConnectionHandle) async throws(ConnectionError) {
    let seconds = timeoutInSeconds
    let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    var status = PGRES_POLLING_WRITING
    while PQstatus(handle.pointer) != CONNECTION_BAD {
      switch status {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_FAILED: throw failure(handle)
      default: break
      }
      if Task.isCancelled { throw .cancelled }
      if let deadline, let seconds, ContinuousClock.now > deadline {
        throw .timedOut(host: place(handle), seconds: seconds)
      }
      let events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT
      var descriptor = pollfd(
        fd: PQsocket(handle.pointer),
        events: Int16(events),
        revents: 0
      )
      let isReady = poll(&descriptor, 1, 100) > 0
      if isReady { status = PQconnectPoll(handle.pointer) }
    }
    throw failure(handle)
  }

  /// libpq's `connect_timeout` counts for each host; 0 or less waits for ever.
  private var timeoutInSeconds: Int? {
    let variable = getenv("PGCONNECT_TIMEOUT").map { String(cString: $0) }
    let text = effective["connect_timeout"] ?? variable
    guard let seconds = text.flatMap({ Int($0) }), seconds > 0 else { return nil }
    let hosts = (effective["host"] ?? effective["hostaddr"] ?? "").split(separator: ",").count
    return max(seconds, 2) * max(hosts, 1)
  }
}

private let sessionSettings: SQL = """
  SET standard_conforming_strings = on; SET datestyle = 'ISO, MDY'; SET intervalstyle = postgres; \
  SET extra_float_digits = 1; SET bytea_output = hex; SET timezone = 'UTC'; \
  SET quote_all_identifiers = off
  """

// MARK: - Saying what is wrong

extension Opener {
  private func place(_ handle: ConnectionHandle) -> String {
    func text(_ value: UnsafeMutablePointer<CChar>?) -> String? {
      value.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let host = text(PQhost(handle.pointer)) ?? effective["host"] ?? "localhost"
    let port = text(PQport(handle.pointer)) ?? effective["port"]
    let shown = Redaction.host(host)
    return port.map { "\(shown):\(Redaction.port($0))" } ?? shown
  }

  private func failure(_ handle: ConnectionHandle) -> ConnectionError {
    let text = handle.message
    let place = place(handle)
    let (state, server) = Self.serverMessage(in: text)
    let reason = Redaction.connectReason(server ?? text, settings: effective)
    let user = PQuser(handle.pointer).map { String(cString: $0) } ?? ""
    if PQconnectionNeedsPassword(handle.pointer) == 1 {
      return .authenticationFailed(host: place, user: user, reason: reason)
    }
    switch state {
    case SQLState.invalidPassword?, SQLState.invalidAuthorization?:
      return .authenticationFailed(host: place, user: user, reason: reason)
    case SQLState.invalidCatalogName?:
      let database = PQdb(handle.pointer).map { String(cString: $0) } ?? ""
      return .databaseMissing(host: place, database: Redaction.host(database))
    case SQLState.tooManyConnections?:
      return .tooManyConnections(host: place, reason: reason)
    default:
      return .cannotConnect(host: place, reason: reason)
    }
  }

  /// Finds SQLSTATE and message in `… failed: FATAL:  3D000: database "x" does not exist`.
  private static func serverMessage(in text: String) -> (SQLState?, String?) {
    let line = text.prefix { !$0.isNewline }
    guard let gap = line.firstRange(of: ":  ") else { return (nil, nil) }
    let rest = line[gap.upperBound...]
    let code = rest.prefix(5)
    let isCode = code.utf8.count == 5 && code.allSatisfy { $0.isNumber || $0.isUppercase }
    guard isCode, rest.dropFirst(5).hasPrefix(": ") else { return (nil, nil) }
    return (SQLState(String(code)), String(rest.dropFirst(7)))
  }
}
