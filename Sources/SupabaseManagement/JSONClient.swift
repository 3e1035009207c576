/// Calls of an API that speaks JSON, below one address.
///
/// Reading is repeated when it fails for a while. Changing is repeated only when the service has
/// said that it did nothing (429) or the request never left: there are no keys that would make
/// a second time harmless.
public struct JSONClient: Sendable {
  /// What messages call the API.
  public let name: APIName
  /// The address.
  public let address: String
  private let headers: [HTTPRequest.Field]
  private let secrets: [String]
  private let transport: any HTTPTransport
  private let policy: RetryPolicy

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - name: what messages call the API.
  ///   - address: what every path is appended to.
  ///   - credentials: the header fields that prove who calls.
  ///   - secrets: what is never told of the service's answers.
  ///   - transport: what sends requests.
  ///   - policy: when they are sent again.
  ///   - userAgent: who the program says that it is.
  public init(
    _ name: APIName,
    address: String,
    credentials: [String: String],
    secrets: [String],
    transport: any HTTPTransport,
    policy: RetryPolicy = RetryPolicy(),
    userAgent: String = "plumb"
  ) {
    self.name = name
    self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
    headers =
      credentials.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }
      + [.init("User-Agent", userAgent), .init("Accept", "application/json")]
    self.secrets = secrets
    self.transport = transport
    self.policy = policy
  }

  /// Reads what stands at a path.
  ///
  /// - Throws: `APIError`; `notFound` when there is nothing.
  public func value(at path: String) async throws(APIError) -> JSONValue {
    try await call("GET", path, body: nil, secrets: [])
  }

  /// Reads a list.
  ///
  /// - Throws: `APIError`.
  public func list(_ path: String) async throws(APIError) -> [JSONValue] {
    guard case .list(let items) = try await value(at: path) else {
      throw .unexpected("no list at \(path)")
    }
    return items
  }

  /// Changes a part of what stands at a path.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - body: what changes.
  ///   - secrets: what must not be repeated when the service's answer is told.
  /// - Throws: `APIError`.
  public func change(
    _ path: String,
    _ body: JSONValue,
    secrets: [String]
  ) async throws(APIError) {
    _ = try await call("PATCH", path, body: body, secrets: secrets)
  }

  /// Gives what stands at a path another content.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - body: the content.
  ///   - secrets: what must not be repeated when the service's answer is told.
  /// - Throws: `APIError`.
  public func replace(
    _ path: String,
    _ body: JSONValue,
    secrets: [String] = []
  ) async throws(APIError) {
    _ = try await call("PUT", path, body: body, secrets: secrets)
  }

  /// Makes something below a path.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - body: what it is to be.
  ///   - secrets: what must not be repeated when the service's answer is told.
  /// - Throws: `APIError`.
  public func create(
    _ path: String,
    _ body: JSONValue,
    secrets: [String] = []
  ) async throws(APIError) {
    _ = try await call("POST", path, body: body, secrets: secrets)
  }

  /// Removes what stands at a path; that it is not there is no mistake.
  ///
  /// - Throws: `APIError`.
  public func remove(_ path: String) async throws(APIError) {
    do {
      _ = try await call("DELETE", path, body: nil, secrets: [])
    } catch .notFound {
      return
    }
  }
}

// MARK: - Exchanges

extension JSONClient {
  private func call(
    _ method: String,
    _ path: String,
    body: JSONValue?,
    secrets: [String]
  ) async throws(APIError) -> JSONValue {
    var headers = headers
    if body != nil { headers.append(.init("Content-Type", "application/json")) }
    let request = HTTPRequest(
      method,
      address + path,
      headers: headers,
      body: body.map { Array($0.jsonText.utf8) }
    )
    let response = try await response(to: request)
    let text = Redaction(secrets + self.secrets).text(of: response)
    if let error = Self.error(request, response, text) { throw error }
    if response.body.isEmpty { return .null }
    guard let value = JSONValue(parsing: response.body) else { throw .unexpected("no JSON") }
    return value
  }

  private func response(
    to request: HTTPRequest
  ) async throws(APIError) -> HTTPResponse {
    let isReading = request.method == "GET"
    var attempt = 1
    while true {
      var wait = policy.pause(after: attempt)
      do {
        let response = try await transport.send(request)
        guard Self.isWorthRepeating(response.status, isReading), attempt < policy.attempts else {
          return response
        }
        if let seconds = response.wait {
          wait = .seconds(seconds)
          if wait > policy.longestWait { return response }
        }
      } catch {
        let isHarmless = isReading || !error.mayHaveArrived
        let mayPass = [.unreachable, .timeOut, .broken].contains(error.kind)
        guard isHarmless, mayPass, attempt < policy.attempts else {
          throw .noAnswer(
            HTTPFailure(
              error.kind,
              error.reason,
              mayHaveArrived: error.mayHaveArrived && !isReading
            )
          )
        }
      }
      attempt += 1
      do {
        try await policy.pause(wait)
      } catch {
        throw .noAnswer(HTTPFailure(.cancelled, "", mayHaveArrived: false))
      }
    }
  }

  private static func isWorthRepeating(_ status: Int, _ isReading: Bool) -> Bool {
    status == 429 || (isReading && [408, 500, 502, 503, 504].contains(status))
  }

  private static func error(
    _ request: HTTPRequest,
    _ response: HTTPResponse,
    _ text: String
  ) -> APIError? {
    let isReading = request.method == "GET"
    switch response.status {
    case 200..<300: return nil
    case 401 where isReading: return .unauthorized(text)
    // The Management API answers 401 to values that it does not take, too; reading as the same
    // caller has worked by then.
    case 400, 401, 409, 422:
      return .refused(field: field(in: text), message: text, status: response.status)
    case 403: return .forbidden(text)
    case 404, 406: return .notFound(text)
    case 429: return .rateLimited(seconds: response.wait)
    case 300..<400: return .unexpected("a redirection (\(response.status))")
    default:
      return .server(status: response.status, message: text, mayBeDone: !isReading)
    }
  }

  /// The field that a message such as `smtp_port: must be a number` names.
  private static func field(in message: String) -> String? {
    let name = message.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return !name.isEmpty && message.dropFirst(name.count).hasPrefix(":") ? String(name) : nil
  }
}
