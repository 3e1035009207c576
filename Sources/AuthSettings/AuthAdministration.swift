import ObjectModel
import SupabaseManagement

/// The API that an auth service has for its administrators: it keeps the providers of sign-in.
///
/// It takes a key whose role is one of administrators (`JWT_ADMIN_ROLES`), which the gateway in
/// front of the service wants to see too.
struct AuthAdministration: CallReceiver {
  /// The name of the system in the calls of steps.
  static let system = "auth_admin"

  let identityProviders: SSOProviderList
  let oauthProviders: OAuthProviderList

  /// Names the service.
  ///
  /// - Parameters:
  ///   - address: the service's address.
  ///   - key: what proves who calls.
  ///   - transport: what sends requests.
  ///   - policy: when they are sent again.
  ///   - secrets: where secrets are found.
  ///   - options: what a command asks for.
  ///   - pause: waits before what was written is read once more.
  init(
    address: String,
    key: TokenReference,
    transport: any HTTPTransport,
    policy: RetryPolicy = RetryPolicy(),
    secrets: SecretResolver,
    options: AuthTarget.Options,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    let api = JSONClient(
      .authAdministration,
      address: address,
      credentials: ["Authorization": "Bearer \(key.value)", "apikey": key.value],
      secrets: [key.value],
      transport: transport,
      policy: policy,
      userAgent: options.userAgent
    )
    let service = ProviderService(
      system: Self.system,
      place: api.address,
      title: "the auth service at \(api.address)",
      api: api,
      credential: key,
      pause: pause
    )
    identityProviders = SSOProviderList(service: service, path: "/admin/sso/providers")
    oauthProviders = OAuthProviderList(
      service: service,
      secrets: secrets,
      resendsSecrets: options.resendsSecrets,
      lastSent: { try await options.lastSent(Self.system, api.address) }
    )
  }

  var name: String { Self.system }

  /// The lists that the service keeps.
  var lists: [any ProviderList] { [identityProviders, oauthProviders] }

  func perform(_ calls: [ExternalCall]) async throws {
    for call in calls {
      guard let change = ProviderChange(call), change.place == identityProviders.service.place,
        let list = lists.first(where: { $0.kind == change.id.kind })
      else { throw AuthSettingsError.unknownCall(call.summary) }
      try await list.set(change)
    }
  }
}
