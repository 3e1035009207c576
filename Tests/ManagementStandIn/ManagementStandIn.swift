import Crypto
import Foundation
public import SupabaseManagement
import Synchronization

/// A stand-in of the Management API, for tests: it has projects with a state of their own, checks
/// values, counts requests, shows digests in the place of secrets, and fails as it is told.
public final class ManagementStandIn: Sendable {
  /// How the stand-in fails.
  public enum Failure: Sendable {
    /// The next requests get a status and nothing is done.
    case status(Int, message: String, headers: [String: String] = [:], isPatchOnly: Bool = false)
    /// The connection is closed before anything is done.
    case hangUp
    /// A change is made, and the connection is closed without an answer.
    case hangUpAfterwards
    /// The answer comes after this many milliseconds.
    case delay(milliseconds: Int)
  }

  /// One request, as the stand-in saw it.
  public struct LogEntry: Sendable {
    /// The method.
    public let method: String
    /// The path.
    public let path: String
    /// The body.
    public let body: JSONValue?
    /// The header fields.
    public let headers: [String: String]
  }

  /// What the stand-in knows and how it behaves.
  public struct State: Sendable {
    /// The projects' fields; secrets in clear.
    public var projects: [String: [String: JSONValue]] = [:]
    /// The issuers of third parties, by project, each with its id.
    public var issuers: [String: [(id: String, issuer: String)]] = [:]
    /// The providers of single sign-on, by project.
    public var providers: [String: [StandInProvider]] = [:]
    /// The custom OAuth providers, by project.
    public var oauthProviders: [String: [StandInOAuthProvider]] = [:]
    /// The metadata that stands at addresses.
    public var metadata: [String: String] = [:]
    /// What comes next; each entry is for one request.
    public var failures: [Failure] = []
    /// The requests so far.
    public var log: [LogEntry] = []
    /// How many requests are still taken; nil for any number.
    public var remaining: Int?
    /// Whether secrets are shown as stars, as older versions did.
    public var masksSecrets = false
    /// Fields that are taken and then forgotten.
    public var ignored: Set<String> = []
    /// How many readings still show the state before the last change.
    public var staleReadings = 0
    /// The state that such readings show.
    var stale: [String: [String: JSONValue]] = [:]
    var nextID = 1
  }

  /// The token that is accepted.
  public static let token = "sbp_" + String(repeating: "0a", count: 20)

  let state = Mutex(State())
  private let server = Mutex<HTTPServer?>(nil)
  /// The address to call.
  public let address: String

  /// Starts a stand-in with projects that are new.
  public init(projects: [String]) throws {
    let box = Box()
    let server = try HTTPServer { box.answer($0) }
    address = "http://127.0.0.1:\(server.port)"
    self.server.withLock { $0 = server }
    state.withLock { state in
      for name in projects { state.projects[name] = FieldRule.all.mapValues(\.initial) }
    }
    box.handler.withLock { handler in
      handler = { [weak self] request in self?.reply(request) ?? .hangUp }
    }
  }

  private final class Box: Sendable {
    let handler = Mutex<(@Sendable (HTTPServer.Request) -> HTTPServer.Reply)?>(nil)
    func answer(_ request: HTTPServer.Request) -> HTTPServer.Reply {
      handler.withLock { $0 }?(request) ?? .hangUp
    }
  }

  deinit { server.withLock { $0?.stop() } }

  /// Stops taking connections.
  public func stop() { server.withLock { $0?.stop() } }

  /// Looks at the state, or changes it.
  public func with<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value {
    state.withLock(body)
  }

  /// The requests of a method so far.
  public func requests(_ method: String) -> [LogEntry] {
    state.withLock { $0.log.filter { $0.method == method } }
  }

  /// The platform's digest of a secret.
  public static func digest(_ secret: String, project: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Data(secret.utf8),
      using: SymmetricKey(data: Data(project.utf8))
    )
    return code.map { String(format: "%02x", $0) }.joined()
  }
}

// MARK: - Requests

extension ManagementStandIn {
  private func reply(_ request: HTTPServer.Request) -> HTTPServer.Reply {
    let entry = LogEntry(
      method: request.method,
      path: request.path,
      body: request.body.isEmpty ? nil : JSONValue(parsing: request.body),
      headers: request.headers
    )
    let (failure, isLimited) = state.withLock { state -> (Failure?, Bool) in
      state.log.append(entry)
      if let remaining = state.remaining {
        if remaining == 0 { return (nil, true) }
        state.remaining = remaining - 1
      }
      if case .status(_, _, _, true)? = state.failures.first, request.method != "PATCH" {
        return (nil, false)
      }
      return (state.failures.isEmpty ? nil : state.failures.removeFirst(), false)
    }
    if isLimited {
      state.withLock { $0.remaining = nil }
      let headers = ["retry-after": "1", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"]
      return Self.error(429, "ThrottlerException: Too Many Requests", headers)
    }
    switch failure {
    case .status(let status, let message, let headers, _)?:
      return Self.error(status, message, headers)
    case .hangUp?: return .hangUp
    case .hangUpAfterwards?:
      _ = answer(entry)
      return .hangUp
    case .delay(let milliseconds)?:
      usleep(UInt32(milliseconds) * 1000)
      return answer(entry)
    case nil: return answer(entry)
    }
  }

  static func error(
    _ status: Int,
    _ message: String,
    _ headers: [String: String] = [:]
  ) -> HTTPServer.Reply {
    .response(
      status: status,
      headers: headers,
      body: JSONValue.object(["message": .text(message)]).jsonText
    )
  }

  static func success(_ value: JSONValue, status: Int = 200) -> HTTPServer.Reply {
    let headers = [
      "content-type": "application/json", "x-ratelimit-limit": "120", "x-ratelimit-reset": "60",
    ]
    return .response(status: status, headers: headers, body: value.jsonText)
  }

  private func answer(_ request: LogEntry) -> HTTPServer.Reply {
    let parts = request.path.split(separator: "/").map(String.init)
    if parts.count > 2, parts[0] == "auth", parts[2] == "admin" {
      return administration(request, parts)
    }
    guard request.headers["authorization"] == "Bearer \(Self.token)" else {
      return Self.error(401, "Unauthorized")
    }
    guard parts.count >= 5, parts[0] == "v1", parts[1] == "projects",
      parts[3...4].elementsEqual(["config", "auth"])
    else { return Self.error(404, "Cannot \(request.method) \(request.path)") }
    let project = parts[2]
    guard state.withLock({ $0.projects[project] != nil }) else {
      return Self.error(404, "Project not found")
    }
    switch (request.method, parts.count > 5 ? parts[5] : "") {
    case ("GET", ""): return Self.success(.object(shown(project)))
    case ("PATCH", ""): return patch(request, project)
    case (_, "third-party-auth"):
      return thirdParty(request, project, id: parts.count > 6 ? parts[6] : nil)
    case (_, "sso") where parts.count > 6 && parts[6] == "providers":
      return provider(request, project, id: parts.count > 7 ? parts[7] : nil)
    default: return Self.error(404, "Cannot \(request.method) \(request.path)")
    }
  }

  private func shown(_ project: String) -> [String: JSONValue] {
    state.withLock { state in
      var fields = state.projects[project] ?? [:]
      if state.staleReadings > 0, let old = state.stale[project] {
        state.staleReadings -= 1
        fields = old
      }
      for (name, value) in fields where FieldRule.all[name]?.isSecret == true {
        guard case .text(let secret) = value else { continue }
        fields[name] = .text(
          state.masksSecrets ? "****" : Self.digest(secret, project: project)
        )
      }
      // Fields that no description has, as there always are.
      fields["some_new_field"] = .list([.integer(1)])
      return fields
    }
  }

  // MARK: Changes

  private func patch(_ request: LogEntry, _ project: String) -> HTTPServer.Reply {
    guard case .object(let changes)? = request.body,
      request.headers["content-type"] == "application/json"
    else { return Self.error(400, "body: Expected object") }
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      guard let rule = FieldRule.all[name] else {
        return Self.error(400, "\(name): Unrecognized key")
      }
      if let problem = rule.problem(with: value) {
        return Self.error(400, "\(name): \(problem)")
      }
    }
    return state.withLock { state in
      let old = state.projects[project] ?? [:]
      var new = old
      for (name, value) in changes where !state.ignored.contains(name) {
        let isReset = value == .null && FieldRule.all[name]?.isNullable == true
        new[name] = isReset ? FieldRule.all[name]?.initial : value
        if FieldRule.all[name]?.isSecret == true, value == .text("") { new[name] = .null }
      }
      if new["smtp_host"] == .text("") || new["smtp_host"] == .null {
        if changes["rate_limit_email_sent"] != nil {
          return Self.error(401, "Custom SMTP is required to update rate_limit_email_sent")
        }
        for name in new.keys where name.hasPrefix("smtp_") && name != "smtp_max_frequency" {
          new[name] = .null
        }
      }
      state.stale[project] = old
      state.projects[project] = new
      // The answer shows what was sent, and not what there is.
      var shown = changes
      for name in ["rate_limit_email_sent", "sms_provider", "security_captcha_provider"] {
        shown[name] = .null
      }
      return Self.success(.object(shown))
    }
  }

  private func thirdParty(
    _ request: LogEntry,
    _ project: String,
    id: String?
  ) -> HTTPServer.Reply {
    state.withLock { state in
      var list = state.issuers[project] ?? []
      defer { state.issuers[project] = list }
      func shown(_ entry: (id: String, issuer: String)) -> JSONValue {
        .object(["id": .text(entry.id), "oidc_issuer_url": .text(entry.issuer)])
      }
      switch (request.method, id) {
      case ("GET", nil): return Self.success(.list(list.map(shown)))
      case ("POST", nil):
        guard case .object(let fields)? = request.body,
          let issuer = fields["oidc_issuer_url"]?.text, issuer.hasPrefix("https://")
        else { return Self.error(400, "oidc_issuer_url: Invalid url") }
        list.append(("id-\(state.nextID)", issuer))
        state.nextID += 1
        return Self.success(shown(list[list.count - 1]), status: 201)
      case ("DELETE", let id?):
        guard let index = list.firstIndex(where: { $0.id == id }) else {
          return Self.error(404, "Integration not found")
        }
        return Self.success(shown(list.remove(at: index)))
      default: return Self.error(404, "Cannot \(request.method) \(request.path)")
      }
    }
  }
}
