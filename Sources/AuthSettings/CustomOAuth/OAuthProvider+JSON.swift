import ObjectModel
import SupabaseManagement

extension OAuthProvider {
  /// Reads a provider as the service describes it, without its secret; nil when it is none.
  init?(_ json: JSONValue) {
    guard case .object(let fields) = json, let identifier = fields["identifier"]?.text else {
      return nil
    }
    self.init(id: Self.id(identifier))
    take(fields)
  }

  /// The provider as it was declared to the change that makes it so.
  init(_ change: ProviderChange) {
    self.init(id: change.id)
    guard let body = change.body else {
      isAbsent = true
      return
    }
    take(body)
  }

  private mutating func take(_ fields: [String: JSONValue]) {
    func text(_ key: String) -> String? {
      fields[key]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }
    func texts(_ key: String) -> [String] {
      if case .list(let items)? = fields[key] { items.map { $0.text ?? $0.jsonText } } else { [] }
    }
    func map(_ key: String) -> [String: String] {
      guard case .object(let entries)? = fields[key] else { return [:] }
      return entries.mapValues { $0.text ?? $0.jsonText }
    }
    type = text("provider_type").flatMap(Protocol.init(rawValue:))
    name = text("name")
    clientID = text("client_id")
    acceptableClientIDs = texts("acceptable_client_ids")
    scopes = texts("scopes")
    usesPKCE = fields["pkce_enabled"] != .bool(false)
    attributeMapping = map("attribute_mapping")
    customClaims = texts("custom_claims_allowlist")
    authorizationParameters = map("authorization_params")
    isEnabled = fields["enabled"] != .bool(false)
    isEmailOptional = fields["email_optional"] == .bool(true)
    issuer = text("issuer")
    discoveryURL = text("discovery_url")
    skipsNonceCheck = fields["skip_nonce_check"] == .bool(true)
    authorizationURL = text("authorization_url")
    tokenURL = text("token_url")
    userinfoURL = text("userinfo_url")
    keysURL = text("jwks_uri")
  }

  /// The provider as it is sent, without its secret; nil for one that is to go.
  ///
  /// All that the service knows a value for is said: what is left out stays as it is.
  var json: [String: JSONValue]? {
    if isAbsent { return nil }
    func list(_ items: [String]) -> JSONValue { .list(items.map { .text($0) }) }
    func map(_ entries: [String: String]) -> JSONValue {
      .object(entries.mapValues { .text($0) })
    }
    var body: [String: JSONValue] = [
      "provider_type": .text(type?.rawValue ?? ""), "name": .text(name ?? ""),
      "client_id": .text(clientID ?? ""), "acceptable_client_ids": list(acceptableClientIDs),
      "scopes": list(scopes), "pkce_enabled": .bool(usesPKCE),
      "attribute_mapping": map(attributeMapping), "custom_claims_allowlist": list(customClaims),
      "authorization_params": map(authorizationParameters), "enabled": .bool(isEnabled),
      "email_optional": .bool(isEmailOptional),
    ]
    if type == .oidc { body["skip_nonce_check"] = .bool(skipsNonceCheck) }
    for (key, url) in addresses { body[key] = .text(url) }
    return body
  }

  /// What the service cannot make of a provider that it has; nil when it can.
  func obstacle(from old: Self) -> String? {
    if isAbsent || old.isAbsent { return nil }
    if type != old.type {
      return "is of type \(old.type?.rawValue ?? "?"), which the service never changes: declare"
        + " another identifier, or have this one removed first (state: absent)"
    }
    let lost = [
      ("discovery_url", discoveryURL, old.discoveryURL), ("jwks_uri", keysURL, old.keysURL),
    ].first { $0.1 == nil && $0.2 != nil }
    return lost.map {
      "has a \($0.0), which the service can change and not take away: declare it, or have the"
        + " provider removed first (state: absent)"
    }
  }
}
