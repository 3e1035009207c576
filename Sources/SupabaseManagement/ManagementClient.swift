/// Calls of the Management API of one project.
///
/// Reading is repeated when it fails for a while. Changing is repeated only when the platform has
/// said that it did nothing (429) or the request never left: there are no keys that would make
/// a second time harmless.
public struct ManagementClient: Sendable {
  /// The project's reference.
  public let project: String
  private let base: String
  private let token: String
  private let transport: any HTTPTransport
  private let policy: RetryPolicy
  private let userAgent: String

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - project: the project's reference.
  ///   - base: the API's address, such as `https://api.supabase.com`.
  ///   - token: what proves who calls.
  ///   - transport: what sends requests.
  ///   - policy: when they are sent again.
  ///   - userAgent: who the program says that it is.
  public init(
    project: String,
    base: String = "https://api.supabase.com",
    token: String,
    transport: any HTTPTransport,
    policy: RetryPolicy = RetryPolicy(),
    userAgent: String = "plumb"
  ) {
    self.project = project
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    self.token = token
    self.transport = transport
    self.policy = policy
    self.userAgent = userAgent
  }

  /// Reads the project's auth settings, field by field.
  ///
  /// - Throws: `ManagementError`.
  public func authConfig() async throws(ManagementError) -> [String: JSONValue] {
    let value = try await call("GET", "/config/auth", body: nil, secrets: [])
    guard case .object(let fields) = value else {
      throw .unexpected("the settings are no object")
    }
    return fields
  }

  /// Changes fields of the project's auth settings; those that are not named stay as they are.
  ///
  /// - Parameters:
  ///   - fields: the fields.
  ///   - secrets: what must not be repeated when the platform's answer is told.
  /// - Throws: `ManagementError`.
  public func updateAuthConfig(
    _ fields: [String: JSONValue],
    secrets: [String]
  ) async throws(ManagementError) {
    // The answer is not what a reader would get: it leaves out values that were not sent.
    _ = try await call("PATCH", "/config/auth", body: .object(fields), secrets: secrets)
  }

  /// Reads a list below the project's address.
  ///
  /// - Throws: `ManagementError`.
  public func list(_ path: String) async throws(ManagementError) -> [JSONValue] {
    let value = try await call("GET", path, body: nil, secrets: [])
    guard case .list(let items) = value else { throw .unexpected("no list at \(path)") }
    return items
  }

  /// Reads what stands below the project's address.
  ///
  /// - Throws: `ManagementError`; `unknownProject` when there is nothing.
  public func value(at path: String) async throws(ManagementError) -> JSONValue {
    try await call("GET", path, body: nil, secrets: [])
  }

  /// Gives something below the project's address another content.
  ///
  /// - Throws: `ManagementError`.
  public func replace(_ path: String, _ body: JSONValue) async throws(ManagementError) {
    _ = try await call("PUT", path, body: body, secrets: [])
  }

  /// Makes something below the project's address.
  ///
  /// - Throws: `ManagementError`.
  public func create(_ path: String, _ body: JSONValue) async throws(ManagementError) {
    _ = try await call("POST", path, body: body, secrets: [])
  }

  /// Removes something below the project's address; that it is not there is no mistake.
  ///
  /// - Throws: `ManagementError`.
  public func remove(_ path: String) async throws(ManagementError) {
    do {
      _ = try await call("DELETE", path, body: nil, secrets: [])
    } catch .unknownProject {
      return
    }
  }
}

// MARK: - Exchanges

extension ManagementClient {
  private func call(
    _ method: String,
    _ path: String,
    body: JSONValue?,
    secrets: [String]
  ) async throws(ManagementError) -> JSONValue {
    var headers = [
      HTTPRequest.Field("Authorization", "Bearer \(token)"), .init("User-Agent", userAgent),
      .init("Accept", "application/json"),
    ]
    if body != nil { headers.append(.init("Content-Type", "application/json")) }
    let request = HTTPRequest(
      method,
      "\(base)/v1/projects/\(project)\(path)",
      headers: headers,
      body: body.map { Array($0.jsonText.utf8) }
    )
    let response = try await response(to: request)
    let text = Redaction(secrets + [token]).text(of: response)
    if let error = Self.error(request, response, text) { throw error }
    if response.body.isEmpty { return .null }
    guard let value = JSONValue(parsing: response.body) else { throw .unexpected("no JSON") }
    return value
  }

  private func response(
    to request: HTTPRequest
  ) async throws(ManagementError) -> HTTPResponse {
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
  ) -> ManagementError? {
    let isReading = request.method == "GET"
    switch response.status {
    case 200..<300: return nil
    case 401 where isReading: return .unauthorized(text)
    // The platform answers 401 to values that it does not take, too; reading by the same token
    // has worked by then.
    case 400, 401, 409, 422:
      return .refused(field: field(in: text), message: text, status: response.status)
    case 403: return .forbidden(text)
    case 404, 406: return .unknownProject(text)
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
