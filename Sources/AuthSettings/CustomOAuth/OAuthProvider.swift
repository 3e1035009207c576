import Diagnostics
public import ObjectModel
import YAMLSource

extension KindName {
  /// A custom provider of OAuth 2.0 or OpenID Connect.
  public static let oauthProvider = KindName("oauth_provider")
}

/// A provider of OAuth 2.0 or OpenID Connect of one's own, through which people sign in.
///
/// Its name is the identifier by which an application asks for it, `custom:` and a word; the auth
/// service never changes it, nor the protocol. The service keeps it in a table of its own
/// (`auth.custom_oauth_providers`) and never tells its secret.
public struct OAuthProvider: SignInProvider {
  /// The kind's name.
  public static let kind = KindName.oauthProvider
  /// What the kind is.
  public static let summary =
    "A provider of OAuth 2.0 or OpenID Connect of one's own, by its identifier (custom:NAME)."
  /// A document of its own.
  public static let places: [ManifestPlace] = [.document(.oauthProvider)]
  /// What differs from the usual.
  public static let traits = KindTraits.with {
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isRenamable = false
  }
  /// What a manifest says of it; where it lives is no part of what is compared.
  public static let fields: [Field<Self>] =
    commonFields + openIDFields + endpointFields + [
      absence(\.isAbsent), .derived("home", \.home, "Where a live provider is kept."),
    ]

  private static let commonFields: [Field<Self>] = [
    Field(
      "type",
      \.type,
      .alter,
      "The protocol, which never changes.",
      shape: .oneOf(Protocol.allCases.map(\.rawValue)),
      fieldValue: { $0.map { .text($0.rawValue) } ?? .absent },
      decode: { node, _, diagnostics in
        if let type = node.stringValue.flatMap(Protocol.init(rawValue:)) { return type }
        diagnostics.error(
          "manifest.wrong-type",
          "\"type\" must be \"oidc\" or \"oauth2\"",
          at: node.range
        )
        return nil
      }
    ),
    Field("name", \.name, .alter, "What people see."),
    Field("client_id", \.clientID, .alter, "What the provider knows the service as."),
    Field(
      "client_secret",
      \.clientSecret,
      .alter,
      "The secret that proves it, by reference.",
      shape: .text("a reference to a secret"),
      fieldValue: \.fieldValue,
      decode: { node, _, diagnostics in
        SecretReference(node: node, field: "client_secret", diagnostics: &diagnostics)
          .map { .secret($0) }
      }
    ),
    Field(
      "acceptable_client_ids",
      \.acceptableClientIDs,
      .alter,
      "Further clients whose identity tokens are taken."
    ),
    Field("scopes", \.scopes, .alter, "What is asked of the provider."),
    Field("pkce", \.usesPKCE, .alter, "Whether codes are bound to who asked for them."),
    Field(
      "attribute_mapping",
      \.attributeMapping,
      .alter,
      "What of a person is taken from which claim."
    ),
    Field(
      "custom_claims_allowlist",
      \.customClaims,
      .alter,
      "Claims that are kept as the provider says them."
    ),
    Field(
      "authorization_params",
      \.authorizationParameters,
      .alter,
      "Further parameters of the request that begins a sign-in."
    ),
    Field("enabled", \.isEnabled, .alter, "Whether people can sign in through it."),
    Field("email_optional", \.isEmailOptional, .alter, "Whether an e-mail address is optional."),
  ]

  private static let openIDFields: [Field<Self>] = [
    Field("issuer", \.issuer, .alter, "OpenID Connect: who issues identity tokens."),
    Field(
      "discovery_url",
      \.discoveryURL,
      .alter,
      "OpenID Connect: where its description stands, if not at the usual place below the issuer."
    ),
    Field(
      "skip_nonce_check",
      \.skipsNonceCheck,
      .alter,
      "OpenID Connect: whether a token may be used again."
    ),
  ]

  private static let endpointFields: [Field<Self>] = [
    Field("authorization_url", \.authorizationURL, .alter, "OAuth 2.0: where a sign-in begins."),
    Field("token_url", \.tokenURL, .alter, "OAuth 2.0: where codes are exchanged for tokens."),
    Field("userinfo_url", \.userinfoURL, .alter, "OAuth 2.0: where it says who somebody is."),
    Field("jwks_uri", \.keysURL, .alter, "OAuth 2.0: where its keys stand."),
  ]

  /// The protocol that a provider speaks.
  public enum `Protocol`: String, CaseIterable, Sendable {
    /// OpenID Connect.
    case oidc
    /// OAuth 2.0.
    case oauth2
  }

  /// What identifies the provider.
  public let id: ObjectID
  /// The protocol.
  public var type: `Protocol`?
  /// What people see.
  public var name: String?
  /// The client.
  public var clientID: String?
  /// The client's secret, by reference.
  public var clientSecret = AuthValue.unset
  /// Further clients.
  public var acceptableClientIDs: [String] = []
  /// The scopes.
  public var scopes: [String] = []
  /// Whether codes are bound to who asked for them.
  public var usesPKCE = true
  /// Claims by what they say.
  public var attributeMapping: [String: String] = [:]
  /// Claims that are kept.
  public var customClaims: [String] = []
  /// Further parameters.
  public var authorizationParameters: [String: String] = [:]
  /// Whether it is in use.
  public var isEnabled = true
  /// Whether an address is optional.
  public var isEmailOptional = false
  /// The issuer.
  public var issuer: String?
  /// Where the description stands.
  public var discoveryURL: String?
  /// Whether a token may be used again.
  public var skipsNonceCheck = false
  /// Where a sign-in begins.
  public var authorizationURL: String?
  /// Where codes are exchanged.
  public var tokenURL: String?
  /// Where it says who somebody is.
  public var userinfoURL: String?
  /// Where its keys stand.
  public var keysURL: String?
  /// Whether there is to be none.
  public var isAbsent = false
  /// Where it was read from; nil for one that a manifest declares.
  public var home: SettingHome?

  /// Makes a provider about which nothing is said.
  public init(id: ObjectID) {
    self.id = id
  }

  /// What identifies the provider of an identifier.
  public static func id(_ identifier: String) -> ObjectID {
    ObjectID(.oauthProvider, [identifier])
  }

  /// What such a provider is.
  public static let word = "custom OAuth provider"
  /// Its table.
  public static let table = "auth.custom_oauth_providers"
  /// The feature is switched on before.
  public static let switchName = "custom_oauth.enabled"

  /// What the provider is asked for: OpenID Connect has a scope of its own, said or not.
  var askedScopes: [String] {
    type == .oidc && !scopes.contains("openid") ? ["openid"] + scopes : scopes
  }

  /// The addresses of the provider, by the keys that say them.
  var addresses: [(key: String, url: String)] {
    let all = [
      ("issuer", issuer), ("discovery_url", discoveryURL), ("authorization_url", authorizationURL),
      ("token_url", tokenURL), ("userinfo_url", userinfoURL), ("jwks_uri", keysURL),
    ]
    return all.compactMap { key, url in url.map { (key, $0) } }
  }
}
