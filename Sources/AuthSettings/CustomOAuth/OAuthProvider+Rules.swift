public import Diagnostics
public import ObjectModel

// What the auth service refuses (its source: internal/api/custom_oauth_admin.go, and the checks of
// the table auth.custom_oauth_providers).

extension OAuthProvider {
  /// Checks what the auth service takes of each provider.
  public static func check(
    _ declared: [DeclaredObject],
    diagnostics: inout DiagnosticCollector
  ) {
    for object in declared {
      guard let provider = object.object as? OAuthProvider else { continue }
      // A key that is there and has no value was reported when it was read.
      let missing = provider.missing.filter { object.fieldRanges[$0.field] == nil }
      for problem in missing + provider.problems {
        diagnostics.error(
          "auth.invalid-oauth-provider",
          problem.message,
          at: object.fieldRanges[problem.field] ?? object.range,
          hint: problem.hint
        )
      }
    }
  }

  private var problems: [ProviderProblem] {
    if isAbsent {
      var bare = Self(id: id)
      bare.isAbsent = true
      return bare == self
        ? []
        : [
          (
            "state", "a provider that is to be removed has nothing but its name",
            "Leave out the other keys, or \"state: absent\"."
          )
        ]
    }
    return identifierProblems + misplaced + addressProblems + protectedProblems
  }

  private var identifierProblems: [ProviderProblem] {
    let name = id.name
    let isWord = name.dropFirst("custom:".count).allSatisfy { character in
      character.isASCII
        && (character.isLowercase || character.isNumber || character == "-" || character == ":")
    }
    if name.hasPrefix("custom:"), isWord, name.utf8.count <= 50, name.utf8.count > 7,
      let last = name.last, last != "-", last != ":"
    {
      return []
    }
    return [
      (
        "", "\"\(name)\" is not the identifier of a custom provider",
        "It is \"custom:\" and a word of small letters, digits and \"-\", 50 characters at most."
      )
    ]
  }

  private var missing: [ProviderProblem] {
    if isAbsent { return [] }
    var wanted: [(String, Bool)] = [
      ("type", type == nil), ("name", name == nil), ("client_id", clientID == nil),
      ("client_secret", clientSecret == .unset),
    ]
    switch type {
    case .oidc: wanted.append(("issuer", issuer == nil))
    case .oauth2:
      wanted += [
        ("authorization_url", authorizationURL == nil), ("token_url", tokenURL == nil),
        ("userinfo_url", userinfoURL == nil),
      ]
    case nil: break
    }
    return wanted.filter(\.1).map { key, _ in (key, "the provider needs \"\(key)\"", nil) }
  }

  /// Keys of the protocol that the provider does not speak.
  private var misplaced: [ProviderProblem] {
    guard let type else { return [] }
    let keys =
      type == .oidc
      ? ["authorization_url", "token_url", "userinfo_url", "jwks_uri"]
      : ["issuer", "discovery_url"]
    let said = Set(addresses.map(\.key))
    var found = keys.filter(said.contains)
    if type == .oauth2, skipsNonceCheck { found.append("skip_nonce_check") }
    return found.map { ($0, "a provider of type \"\(type.rawValue)\" has no \"\($0)\"", nil) }
  }

  private var addressProblems: [ProviderProblem] {
    addresses.compactMap { key, text in
      guard let url = URLText(text), url.scheme == "https" else {
        return (key, "\"\(key)\" must begin with https://", nil)
      }
      if Self.isPrivate(url.host) {
        return (key, "\"\(key)\" must be an address that the internet knows", nil)
      }
      return text.utf8.count > 2048 ? (key, "\"\(key)\" is longer than 2048 characters", nil) : nil
    }
  }

  /// Whether a host is this machine or a number of a private network.
  private static func isPrivate(_ host: String) -> Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("[") { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard numbers.count == 4, let first = numbers[0], let second = numbers[1] else { return false }
    switch (first, second) {
    case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (224..., _):
      return true
    default: return false
    }
  }

  private static let reservedParameters: Set<String> = [
    "client_id", "client_secret", "redirect_uri", "response_type", "state", "code_challenge",
    "code_challenge_method", "code_verifier", "nonce",
  ]
  private static let protectedFields: Set<String> = [
    "id", "aud", "role", "app_metadata", "created_at", "updated_at", "confirmed_at",
    "email_confirmed_at", "phone_confirmed_at", "email_verified", "phone_verified",
    "banned_until", "is_super_admin",
  ]

  private var protectedProblems: [ProviderProblem] {
    var found: [ProviderProblem] = []
    for key in authorizationParameters.keys.sorted() where Self.reservedParameters.contains(key) {
      found.append(("authorization_params", "the service itself sets \"\(key)\"", nil))
    }
    for key in attributeMapping.keys.sorted() where Self.protectedFields.contains(key) {
      found.append(("attribute_mapping", "no provider may say \"\(key)\"", nil))
    }
    if customClaims.contains(where: { $0[...].trimmed.isEmpty }) {
      found.append(("custom_claims_allowlist", "the name of a claim is empty", nil))
    }
    for (key, text, limit) in [("name", name, 100), ("client_id", clientID, 512)] {
      guard let text, text.isEmpty || text.count > limit else { continue }
      found.append((key, "\"\(key)\" must have 1 to \(limit) characters", nil))
    }
    return found
  }
}
