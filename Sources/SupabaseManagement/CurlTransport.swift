import CLibCurl
import Dispatch
import Synchronization

/// HTTP by libcurl, which is loaded when the first request is sent.
///
/// Certificates are always verified; `SSL_CERT_FILE` names certificates to trust in place of the
/// system's. Proxies are those of `https_proxy`, `HTTPS_PROXY`, `all_proxy` and `no_proxy`.
/// Redirects are not followed, so that a token goes to the host that it is for and to no other.
public struct CurlTransport: HTTPTransport {
  private let connectTimeOut: Duration
  private let timeOut: Duration
  private let certificates: String?
  private let environment: [String: String]

  /// Makes a transport.
  ///
  /// - Parameters:
  ///   - environment: the process's environment variables.
  ///   - connectTimeOut: how long a connection may take to come about.
  ///   - timeOut: how long a whole exchange may take.
  public init(
    environment: [String: String],
    connectTimeOut: Duration = .seconds(15),
    timeOut: Duration = .seconds(60)
  ) {
    self.environment = environment
    certificates = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    self.connectTimeOut = connectTimeOut
    self.timeOut = timeOut
  }

  /// Sends one request on a thread of its own.
  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let flag = CancellationFlag()
    let result: Result<HTTPResponse, HTTPFailure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(returning: perform(request, flag))
        }
      }
    } onCancel: {
      flag.raise()
    }
    return try result.get()
  }

  private func perform(
    _ request: HTTPRequest,
    _ flag: CancellationFlag
  ) -> Result<HTTPResponse, HTTPFailure> {
    let lines = request.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    let body = request.body.map { $0.map { CChar(bitPattern: $0) } }
    let strings = [
      request.method, request.url, lines, proxy(for: request.url),
      environment["no_proxy"] ?? environment["NO_PROXY"] ?? "",
    ]
    var answer = plumb_http_answer()
    defer { plumb_http_free(&answer) }
    withPointers(strings) { texts in
      withOptional(body) { bytes, count in
        withOptional(certificates.map { Array($0.utf8CString) }) { file, _ in
          var raw = plumb_http_request(
            method: texts[0],
            url: texts[1],
            headers: texts[2],
            body: bytes,
            body_length: count,
            connect_timeout_ms: connectTimeOut.milliseconds,
            timeout_ms: timeOut.milliseconds,
            ca_file: file,
            proxy: texts[3],
            no_proxy: texts[4],
            is_cancelled: { CancellationFlag.isRaised($0) ? 1 : 0 },
            context: flag.pointer
          )
          withExtendedLifetime(flag) { plumb_http_perform(&raw, &answer) }
        }
      }
    }
    return Self.result(answer)
  }

  /// The proxy for an address, as libcurl chooses it: `HTTP_PROXY` in capitals does not count,
  /// since servers take it from a header of their clients.
  private func proxy(for url: String) -> String {
    let names = url.hasPrefix("https:") ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    return (names + ["all_proxy", "ALL_PROXY"]).lazy.compactMap { environment[$0] }.first ?? ""
  }

  private func withPointers(
    _ texts: [String],
    _ found: [UnsafePointer<CChar>] = [],
    _ body: ([UnsafePointer<CChar>]) -> Void
  ) {
    guard let first = texts.first else { return body(found) }
    first.withCString { withPointers(Array(texts.dropFirst()), found + [$0], body) }
  }

  private func withOptional(
    _ text: [CChar]?,
    _ body: (UnsafePointer<CChar>?, Int) -> Void
  ) {
    guard let text else { return body(nil, 0) }
    // An empty array has no address, and an address says that there is a body.
    (text + [0]).withUnsafeBufferPointer { body($0.baseAddress, text.count) }
  }

  private static func result(_ answer: plumb_http_answer) -> Result<HTTPResponse, HTTPFailure> {
    if answer.code == 0 {
      let head = text(answer.head, answer.head_length)
      return .success(
        HTTPResponse(
          status: Int(answer.status),
          headers: headers(String(decoding: head, as: UTF8.self)),
          body: text(answer.body, answer.body_length)
        )
      )
    }
    let reason = withUnsafeBytes(of: answer.problem) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let (kind, isTold) = kind(of: answer.code)
    return .failure(
      HTTPFailure(kind, reason, mayHaveArrived: isTold ? answer.was_sent != 0 : false)
    )
  }

  /// What libcurl's number of an error means, and whether a request may have been sent by then.
  private static func kind(of code: Int32) -> (HTTPFailure.Kind, maySend: Bool) {
    switch code {
    case -1: (.noLibrary, false)
    case 5, 6, 7, 97: (.unreachable, false)
    case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 90, 91: (.untrusted, false)
    case 28: (.timeOut, true)
    case 42: (.cancelled, true)
    default: (.broken, true)
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<CChar>?, _ count: Int) -> [UInt8] {
    pointer.map { UnsafeBufferPointer(start: $0, count: count).map { UInt8(bitPattern: $0) } }
      ?? []
  }

  private static func headers(_ head: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in head.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      found[line[..<colon].lowercased()] = String(value)
    }
    return found
  }
}

/// Tells a running exchange that nobody waits for it any more.
private final class CancellationFlag: Sendable {
  private let isUp = Atomic(false)

  func raise() { isUp.store(true, ordering: .relaxed) }

  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static func isRaised(_ pointer: UnsafeMutableRawPointer?) -> Bool {
    guard let pointer else { return false }
    return Unmanaged<CancellationFlag>.fromOpaque(pointer).takeUnretainedValue().isUp
      .load(ordering: .relaxed)
  }
}

extension Duration {
  /// The whole milliseconds.
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
