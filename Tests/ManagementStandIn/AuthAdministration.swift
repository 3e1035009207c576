public import SupabaseManagement
import Synchronization

/// A custom OAuth provider, as the auth service keeps it.
public struct StandInOAuthProvider: Sendable {
  /// What the service tells of it.
  public var fields: [String: JSONValue]
  /// What it never tells.
  public var secret: String

  /// A provider of some fields.
  public init(fields: [String: JSONValue], secret: String) {
    self.fields = fields
    self.secret = secret
  }
}

/// The API that each project's auth service has for its administrators, below `auth/PROJECT`: it
/// speaks of the same providers of single sign-on as the platform, and of custom OAuth providers.
extension ManagementStandIn {
  /// The key that is accepted.
  public static let adminKey = "header.service-role.signature"

  /// The address of a project's auth service.
  public func authAddress(of project: String) -> String { "\(address)/auth/\(project)" }

  func administration(_ request: LogEntry, _ parts: [String]) -> HTTPServer.Reply {
    guard request.headers["apikey"] == Self.adminKey else {
      return Self.failure(401, "no_authorization", "No API key found in request")
    }
    guard request.headers["authorization"] == "Bearer \(Self.adminKey)" else {
      return Self.failure(403, "not_admin", "User not allowed")
    }
    let project = parts[1]
    switch parts.count > 3 ? parts[3] : "" {
    case "sso" where parts.count > 4 && parts[4] == "providers":
      return provider(request, project, id: parts.count > 5 ? parts[5] : nil)
    case "custom-providers":
      return oauthProvider(request, project, name: parts.count > 4 ? parts[4] : nil)
    default: return Self.failure(404, "not_found", "404 page not found")
    }
  }

  private static func failure(
    _ status: Int,
    _ code: String,
    _ message: String
  ) -> HTTPServer.Reply {
    let body = JSONValue.object([
      "code": .integer(status), "error_code": .text(code), "msg": .text(message),
    ])
    return .response(status: status, headers: ["x-sb-error-code": code], body: body.jsonText)
  }

  private static func invalid(_ message: String) -> HTTPServer.Reply {
    failure(400, "validation_failed", message)
  }

  private func oauthProvider(
    _ request: LogEntry,
    _ project: String,
    name: String?
  ) -> HTTPServer.Reply {
    state.withLock { state in
      guard state.projects[project]?["custom_oauth_enabled"] == .bool(true) else {
        return Self.failure(404, "feature_disabled", "Custom OAuth providers are disabled")
      }
      var list = state.oauthProviders[project] ?? []
      defer { state.oauthProviders[project] = list }
      let index = name.flatMap { name in
        list.firstIndex { $0.fields["identifier"] == .text(name) }
      }
      if name != nil, index == nil {
        return Self.failure(404, "custom_provider_not_found", "Custom OAuth provider not found")
      }
      switch (request.method, index) {
      case ("GET", nil):
        return Self.success(.object(["providers": .list(list.map { .object($0.fields) })]))
      case ("GET", let index?): return Self.success(.object(list[index].fields))
      case ("DELETE", let index?):
        list.remove(at: index)
        return .response(status: 204, headers: [:], body: "")
      case ("POST", nil):
        guard case .object(let said)? = request.body else { return Self.invalid("no JSON") }
        if let problem = Self.problem(withNew: said, among: list) { return Self.invalid(problem) }
        var made = StandInOAuthProvider(fields: Self.usual, secret: "")
        Self.change(&made, said)
        list.append(made)
        return Self.success(.object(made.fields), status: 201)
      case ("PUT", let index?):
        guard case .object(let said)? = request.body else { return Self.invalid("no JSON") }
        if let problem = Self.problem(withAddressesOf: said) { return Self.invalid(problem) }
        Self.change(&list[index], said)
        return Self.success(.object(list[index].fields))
      default: return Self.failure(405, "bad_method", "method not allowed")
      }
    }
  }

  private static let usual: [String: JSONValue] = [
    "acceptable_client_ids": .list([]), "scopes": .list([]), "pkce_enabled": .bool(true),
    "attribute_mapping": .object([:]), "custom_claims_allowlist": .list([]),
    "authorization_params": .object([:]), "enabled": .bool(true), "email_optional": .bool(false),
    "skip_nonce_check": .bool(false),
  ]

  private static func problem(
    withNew said: [String: JSONValue],
    among list: [StandInOAuthProvider]
  ) -> String? {
    let type = said["provider_type"]?.text
    var required = ["identifier", "name", "client_id", "client_secret"]
    switch type {
    case "oidc": required.append("issuer")
    case "oauth2": required += ["authorization_url", "token_url", "userinfo_url"]
    default: return "provider_type must be either 'oauth2' or 'oidc'"
    }
    for key in required where said[key]?.isEmpty ?? true { return "\(key) is required" }
    guard said["identifier"]?.text?.hasPrefix("custom:") == true else {
      return "identifier must start with 'custom:' prefix"
    }
    if list.contains(where: { $0.fields["identifier"] == said["identifier"] }) {
      return "A custom OAuth provider with this identifier already exists"
    }
    return problem(withAddressesOf: said)
  }

  private static let addresses = [
    "issuer", "discovery_url", "authorization_url", "token_url", "userinfo_url", "jwks_uri",
  ]

  private static func problem(withAddressesOf said: [String: JSONValue]) -> String? {
    let wrong = addresses.first { said[$0]?.text?.hasPrefix("https://") == false }
    return wrong.map { "\($0) must use HTTPS, not \(said[$0]?.text ?? "")" }
  }

  /// Takes what is said; an empty text or address changes nothing, and neither the identifier nor
  /// the type of a provider ever changes.
  private static func change(
    _ provider: inout StandInOAuthProvider,
    _ said: [String: JSONValue]
  ) {
    for (key, value) in said where !value.isEmpty {
      switch key {
      case "client_secret": provider.secret = value.text ?? ""
      case "identifier", "provider_type":
        if provider.fields[key] == nil { provider.fields[key] = value }
      default: provider.fields[key] = value
      }
    }
    guard provider.fields["provider_type"] == .text("oidc"),
      case .list(let scopes)? = provider.fields["scopes"], !scopes.contains(.text("openid"))
    else { return }
    provider.fields["scopes"] = .list([.text("openid")] + scopes)
  }
}
