import Glibc
import Synchronization

/// A small server of HTTP/1.1 on loopback, for tests: a thread for each connection.
final class HTTPServer: Sendable {
  /// What a client asked.
  struct Request: Sendable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: [UInt8]
  }

  /// What it is told.
  enum Reply: Sendable {
    case response(status: Int, headers: [String: String], body: String)
    /// The connection is closed without an answer.
    case hangUp
  }

  let port: Int
  private let listener: Int32
  private let isRunning = Atomic(true)
  private let handler: @Sendable (Request) -> Reply

  init(handler: @escaping @Sendable (Request) -> Reply) throws {
    self.handler = handler
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else { throw StandInError(errno: errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
    startThread { [self] in accept() }
  }

  /// Takes no more connections.
  ///
  /// The thread that accepts them closes the listener: a descriptor that is closed twice, or while
  /// another thread uses it, may be somebody else's by then.
  func stop() {
    guard isRunning.exchange(false, ordering: .relaxed) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private func accept() {
    defer { close(listener) }
    while isRunning.load(ordering: .relaxed) {
      let connection = Glibc.accept(listener, nil, nil)
      if connection < 0 { return }
      startThread { [self] in serve(connection) }
    }
  }

  private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Job: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    pthread_create(
      &thread,
      nil,
      { pointer in
        if let pointer { Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      },
      Unmanaged.passRetained(Job(body)).toOpaque()
    )
    pthread_detach(thread)
  }

  // MARK: Connections

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var buffer: [UInt8] = []
    while let request = Self.request(connection, &buffer) {
      switch handler(request) {
      case .hangUp: return
      case .response(let status, let headers, let body):
        var head = "HTTP/1.1 \(status) Status\r\ncontent-length: \(body.utf8.count)\r\n"
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
          head += "\(name): \(value)\r\n"
        }
        let bytes = Array((head + "\r\n" + body).utf8)
        if send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) < 0 { return }
      }
    }
  }

  private static func fill(_ connection: Int32, _ buffer: inout [UInt8]) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(connection, &chunk, chunk.count, 0)
    if count <= 0 { return false }
    buffer += chunk[..<count]
    return true
  }

  private static func request(_ connection: Int32, _ buffer: inout [UInt8]) -> Request? {
    let separator = Array("\r\n\r\n".utf8)
    while true {
      if let end = buffer.firstRange(of: separator) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n").map(String.init)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          let parts = line.split(separator: ":", maxSplits: 1)
          guard parts.count == 2 else { continue }
          headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < end.upperBound + length {
          guard fill(connection, &buffer) else { return nil }
        }
        let words = (lines.first ?? "").split(separator: " ").map(String.init)
        let body = Array(buffer[end.upperBound..<end.upperBound + length])
        buffer.removeFirst(end.upperBound + length)
        guard words.count == 3 else { return nil }
        return Request(method: words[0], path: words[1], headers: headers, body: body)
      }
      guard fill(connection, &buffer) else { return nil }
    }
  }
}

/// An operation of the system failed.
struct StandInError: Error {
  let errno: Int32
}
