import Diagnostics
import ManagementStandIn
import ObjectModel
import SupabaseManagement
import Synchronization
import Testing

@testable import AuthSettings

@Suite struct OAuthProviderTests {
  private static let openID = """
    oauth_provider: custom:acme
    type: oidc
    name: Acme
    client_id: shop
    client_secret: ${env:ACME}
    issuer: https://acme.example

    """
  private static let plain = """
    oauth_provider: custom:plain
    type: oauth2
    name: Plain
    client_id: shop
    client_secret: ${env:ACME}
    authorization_url: https://plain.example/authorize
    token_url: https://plain.example/token
    userinfo_url: https://plain.example/me

    """

  private static func provider(_ text: String) throws -> OAuthProvider {
    let outcome = decode(text)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    return try #require(outcome.declared.first?.object as? OAuthProvider)
  }

  /// An auth service with custom providers on.
  private final class Service: Sendable {
    let standIn: ManagementStandIn
    let sent = Mutex<[String: String]>([:])

    init() throws {
      standIn = try ManagementStandIn(projects: [Hosted.project])
      standIn.with { $0.projects[Hosted.project]?["custom_oauth_enabled"] = .bool(true) }
    }

    func administration(secret: String = "first", resends: Bool = false) -> AuthAdministration {
      var options = AuthTarget.Options()
      options.resendsSecrets = resends
      options.lastSent = { [self] _, _ in sent.withLock { $0 } }
      return AuthAdministration(
        address: standIn.authAddress(of: Hosted.project),
        key: TokenReference(
          reference: .environment("KEY"),
          value: ManagementStandIn.adminKey
        ),
        transport: CurlTransport(environment: [:], timeOut: .seconds(120)),
        policy: RetryPolicy { _ in },
        secrets: SecretResolver(environment: ["ACME": secret], folder: "."),
        options: options,
        pause: { _ in }
      )
    }

    func steps(_ wanted: OAuthProvider, _ api: AuthAdministration) async throws -> [Step] {
      let live = try await api.oauthProviders.read([wanted]).providers
      let old = try #require(live.first as? OAuthProvider)
      let fields = wanted.changedFields(from: old).map(\.name)
      if fields.isEmpty { return [] }
      let context = context(live: [], desired: [])
      return wanted.alterSteps(from: old, changed: Set(fields), in: context)
    }

    /// Applies a manifest, keeps the digests as the history does, and sees that nothing is left.
    func apply(_ text: String, _ api: AuthAdministration) async throws -> [Step] {
      let wanted = try OAuthProviderTests.provider(text)
      let steps = try await steps(wanted, api)
      try await api.perform(steps.calls)
      keep(steps, api)
      #expect(try await self.steps(wanted, api).isEmpty)
      return steps
    }

    func keep(_ steps: [Step], _ api: AuthAdministration) {
      let place = standIn.authAddress(of: Hosted.project)
      for call in steps.calls {
        guard let kept = AuthTarget.keptDigest(of: call, place: place) else { continue }
        sent.withLock { $0[kept.name] = kept.digest }
      }
    }

    var held: [StandInOAuthProvider] { standIn.with { $0.oauthProviders[Hosted.project] ?? [] } }
  }

  @Test func isMadeChangedAndRemoved() async throws {
    let service = try Service()
    let api = service.administration()
    let made = try await service.apply(Self.openID, api)
    #expect(made.flatMap(\.hazards).map(\.name) == [.accessWidened])
    #expect(service.held.map(\.secret) == ["first"])
    #expect(service.held[0].fields["scopes"] == .list([.text("openid")]))

    let more = """
      discovery_url: https://acme.example/well-known
      scopes: [email, openid]
      acceptable_client_ids: [app]
      attribute_mapping: {email: mail}
      custom_claims_allowlist: [groups]
      authorization_params: {prompt: login}
      pkce: false
      email_optional: true
      skip_nonce_check: true
      """
    let changed = try await service.apply(Self.openID + more, api)
    #expect(changed.flatMap(\.hazards).count == 7, "\(changed.flatMap(\.hazards))")
    #expect(service.held[0].fields["scopes"] == .list([.text("email"), .text("openid")]))

    // What is no longer said goes back, although a request that says nothing changes nothing.
    let url = "discovery_url: https://acme.example/well-known\n"
    _ = try await service.apply(Self.openID + url, api)
    #expect(service.held[0].fields["attribute_mapping"] == .object([:]))
    #expect(service.held[0].fields["pkce_enabled"] == .bool(true))
    #expect(service.held.map(\.secret) == ["first"])

    let off = try await service.apply(Self.openID + url + "enabled: false\n", api)
    #expect(off.first?.reason.contains("cannot any more") == true)
    #expect(off.flatMap(\.hazards).isEmpty)
    _ = try await service.apply("oauth_provider: custom:acme\nstate: absent\n", api)
    #expect(service.held.isEmpty)
  }

  @Test func theOtherProtocolHasAddresses() async throws {
    let service = try Service()
    let api = service.administration()
    _ = try await service.apply(Self.plain + "jwks_uri: https://plain.example/keys\n", api)
    _ = try await service.apply(
      Self.plain.replacing("/me", with: "/you") + "jwks_uri: https://plain.example/keys2\n",
      api
    )
    #expect(service.held[0].fields["userinfo_url"] == .text("https://plain.example/you"))
  }

  @Test func whatTheServiceNeverChangesIsRefusedBefore() async throws {
    let service = try Service()
    let api = service.administration()
    let url = "discovery_url: https://acme.example/well-known\n"
    _ = try await service.apply(Self.openID + url, api)
    for text in [Self.openID, Self.plain.replacing("custom:plain", with: "custom:acme")] {
      let wanted = try Self.provider(text)
      await #expect(throws: AuthSettingsError.self) { try await service.steps(wanted, api) }
    }
    #expect(service.standIn.requests("PUT").isEmpty)
  }

  @Test func secretsAreSentWhenTheyAreOthers() async throws {
    let service = try Service()
    let wanted = try Self.provider(Self.openID)
    let first = service.administration()
    let made = try await service.steps(wanted, first)
    #expect(made.calls.map(\.summary).joined().contains("first") == false)
    #expect("\(made.calls)".contains("first") == false)
    try await first.perform(made.calls)
    // The history was lost: whether it is the same cannot be known.
    #expect(try await service.steps(wanted, first).first?.reason.contains("never sent") == true)
    service.keep(made, first)
    #expect(try await service.steps(wanted, first).isEmpty)

    let other = service.administration(secret: "second")
    let steps = try await service.steps(wanted, other)
    #expect(steps.first?.reason.contains("not the one sent last") == true)
    try await other.perform(steps.calls)
    #expect(service.held.map(\.secret) == ["second"])
    service.keep(steps, other)
    #expect(try await service.steps(wanted, other).isEmpty)
    let again = service.administration(secret: "second", resends: true)
    #expect(try await service.steps(wanted, again).first?.reason.contains("as asked") == true)

    let none = service.administration(secret: "")
    await #expect(throws: AuthSettingsError.self) { try await service.steps(wanted, none) }
  }

  @Test func othersAreLeftAloneCountedAndExported() async throws {
    let service = try Service()
    let api = service.administration()
    _ = try await service.apply(Self.plain, api)
    _ = try await service.apply(Self.openID, api)
    let wanted = try Self.provider(Self.openID)
    let read = try await api.oauthProviders.read([wanted])
    #expect(read.notManaged.map(\.count) == [1])
    let exported = try await api.oauthProviders.all()
    #expect(exported.map(\.id.name) == ["custom:acme", "custom:plain"])
    #expect(exported[0].clientSecret == .secret(.environment("CUSTOM_ACME_SECRET")))
  }

  @Test func needsTheFeatureAndTheKey() async throws {
    let service = try Service()
    service.standIn.with { $0.projects[Hosted.project]?["custom_oauth_enabled"] = .bool(false) }
    let api = service.administration()
    let wanted = try Self.provider(Self.openID)
    let steps = try await service.steps(wanted, api)
    #expect(steps.count == 1)
    let error = await #expect(throws: AuthSettingsError.self) { try await api.perform(steps.calls) }
    #expect(error?.description.contains("custom_oauth.enabled") == true)
    let empty = AuthAdministration(
      address: service.standIn.authAddress(of: Hosted.project),
      key: TokenReference(reference: .environment("KEY"), value: ""),
      transport: CurlTransport(environment: [:], timeOut: .seconds(120)),
      secrets: SecretResolver(environment: ["ACME": "x"], folder: "."),
      options: AuthTarget.Options()
    )
    await #expect(
      throws: AuthSettingsError.missingToken(.environment("KEY"), .authAdministration)
    ) {
      try await empty.oauthProviders.read([wanted])
    }
  }

  @Test func theServicesWordsAreToldWithoutSecrets() async throws {
    let service = try Service()
    let api = service.administration(secret: "hush-hush")
    let wanted = try Self.provider(Self.openID)
    let steps = try await service.steps(wanted, api)
    service.standIn.with {
      $0.failures = [
        .delay(milliseconds: 0), .status(400, message: "client_secret hush-hush is too short"),
      ]
    }
    let error = await #expect(throws: AuthSettingsError.self) { try await api.perform(steps.calls) }
    #expect(error?.description.contains("is too short") == true)
    #expect(error?.description.contains("hush-hush") == false)
    #expect(error?.setting == "custom:acme")
  }

  @Test func identityProvidersOfSelfHostedServicesAreKeptThere() async throws {
    let service = try Service()
    service.standIn.with {
      $0.projects[Hosted.project]?["saml_enabled"] = .bool(true)
      $0.metadata["https://idp.example/metadata"] = "<EntityDescriptor entityID=\"urn:idp\"/>"
    }
    let api = service.administration()
    let outcome = decode("sso_provider: urn:idp\nmetadata_url: https://idp.example/metadata\n")
    let wanted = try #require(outcome.declared.first?.object as? SSOProvider)
    let live = try await api.identityProviders.read([wanted]).providers
    let old = try #require(live.first as? SSOProvider)
    let steps = wanted.alterSteps(
      from: old,
      changed: ["metadata_url"],
      in: context(live: [], desired: [])
    )
    #expect(steps.calls.map(\.system) == [AuthAdministration.system])
    try await api.perform(steps.calls)
    #expect(service.standIn.with { $0.providers[Hosted.project]?.count } == 1)
  }

  @Test(arguments: [
    ("custom:acme", "acme", "identifier of a custom provider"),
    ("custom:acme", "custom:Acme", "identifier of a custom provider"),
    ("issuer: https://acme.example", "", "needs \"issuer\""),
    ("${env:ACME}", "a-literal", "must be a reference"),
    ("type: oidc", "type: saml", "must be \"oidc\" or"),
    ("https://acme.example", "http://acme.example", "https://"),
    ("https://acme.example", "https://192.168.1.4", "internet"),
    ("name: Acme", "token_url: https://a.example\nname: Acme", "has no \"token_url\""),
    ("name: Acme", "name: Acme\nauthorization_params: {state: x}", "itself sets \"state\""),
    ("name: Acme", "name: Acme\nattribute_mapping: {role: r}", "may say \"role\""),
    ("name: Acme", "name: Acme\nstate: absent", "nothing but its name"),
  ])
  func isCheckedWithItsLine(_ old: String, _ new: String, _ message: String) {
    let found = decode(Self.openID.replacing(old, with: new)).diagnostics
    #expect(found.contains { $0.message.contains(message) && $0.range != nil }, "\(found)")
    #expect(found.allSatisfy { !$0.message.contains("a-literal") })
  }
}
