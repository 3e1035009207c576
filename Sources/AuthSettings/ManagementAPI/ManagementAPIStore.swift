public import ObjectModel
public import SupabaseManagement

/// The settings of a project on the hosted platform, by its Management API.
public struct ManagementAPIStore: SettingsStore {
  let client: ManagementClient
  let secrets: SecretResolver
  let token: TokenReference
  let resendsSecrets: Bool
  /// The digest of the secret that was sent last for a setting, where that is known.
  let lastSent: @Sendable () async throws -> [String: String]
  /// Waits before what was written is read once more.
  let pause: @Sendable (Duration) async throws -> Void

  /// Names the project.
  ///
  /// - Parameters:
  ///   - client: calls the API.
  ///   - secrets: where secrets are found.
  ///   - token: the client's token, by which digests of secrets are kept.
  ///   - resendsSecrets: whether all declared secrets are to be sent again.
  ///   - lastSent: the digests of the secrets that were sent last, by the settings' names; asked
  ///     only when the platform's own digests do not tell.
  ///   - pause: waits before what was written is read once more.
  public init(
    client: ManagementClient,
    secrets: SecretResolver,
    token: TokenReference,
    resendsSecrets: Bool = false,
    lastSent: @escaping @Sendable () async throws -> [String: String] = { [:] },
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.client = client
    self.secrets = secrets
    self.token = token
    self.resendsSecrets = resendsSecrets
    self.lastSent = lastSent
    self.pause = pause
  }

  /// The name of the system in the calls of steps.
  public var name: String { APIChange.system }

  /// The field that holds a setting, or the list that third parties stand in.
  public func localName(of setting: Setting) -> String? {
    setting.apiField?.name ?? setting.thirdParty.map { _ in "third-party-auth" }
  }

  /// What the platform takes no value of.
  public func problem(with value: AuthValue, of setting: Setting) -> String? {
    guard setting.apiField != nil else { return nil }
    switch (setting.type, value) {
    case (.integer, .text):
      return "takes a number of events an hour on the hosted platform"
    case (.duration, .text(let text)):
      guard setting.field?.form != "hours", let length = GoDuration(text),
        length.nanoseconds % 1_000_000_000 != 0
      else { return nil }
      return "takes whole seconds on the hosted platform"
    default: return nil
    }
  }

  /// What the platform takes with a mail server of one's own only.
  public func conflicts(
    among declared: [String: AuthValue]
  ) -> [(setting: String, problem: String)] {
    let isOff =
      declared["email.smtp.enabled"] == .bool(false) || declared["email.smtp.host"] == .text("")
    return ["rate_limit.email_sent", "email.smtp.sender_name"].compactMap { name in
      isOff && declared[name] != nil
        ? (name, "needs a mail server of your own on the hosted platform, which is switched off")
        : nil
    }
  }

  var place: String { "project \(client.project)" }

  /// The providers of single sign-on, which have a list of their own.
  var identityProviders: SSOProviderList {
    SSOProviderList(
      service: ProviderService(
        system: name,
        place: client.project,
        title: place,
        api: client.api,
        credential: token,
        pause: pause
      ),
      path: "/config/auth/sso/providers"
    )
  }
}

/// What proves who calls the Management API, and where it was found.
public struct TokenReference: Sendable {
  /// Where it is to be found.
  let reference: SecretReference
  /// The token; empty when it is not there.
  let value: String

  /// Names a token.
  public init(reference: SecretReference, value: String) {
    self.reference = reference
    self.value = value
  }
}

// MARK: - Reading

extension ManagementAPIStore {
  /// Reads the declared settings from the platform.
  public func read(declared: [AuthSetting]) async throws -> LiveSettings {
    try secrets.check(declared) { $0.apiField != nil }
    let values = Dictionary(
      declared.map { ($0.id.name, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    let state = APIState(
      fields: try await fields(),
      issuers: values.keys.contains { $0.hasPrefix("third_party.") } ? try await issuers() : [],
      declared: values
    )
    var digests: [String: String]?
    var objects: [AuthSetting] = []
    for object in declared {
      if isUnknownSecret(object, state), digests == nil { digests = try await lastSent() }
      objects.append(try live(object, state, digests ?? [:]))
    }
    return LiveSettings(
      objects: objects,
      notManaged: notManaged(state),
      states: states(of: declared, in: state)
    )
  }

  func fields() async throws(AuthSettingsError) -> [String: JSONValue] {
    if token.value.isEmpty { throw .missingToken(token.reference, .management) }
    do {
      return try await client.authConfig()
    } catch {
      throw .api(.management, setting: nil, error)
    }
  }

  func issuers() async throws(AuthSettingsError) -> [String] {
    try await thirdParties().map(\.issuer)
  }

  func thirdParties() async throws(AuthSettingsError) -> [(id: String, issuer: String)] {
    do {
      return try await client.api.list(ThirdParty.path).compactMap { item in
        guard case .object(let fields) = item, let id = fields["id"]?.text,
          let issuer = fields["oidc_issuer_url"]?.text
        else { return nil }
        return (id, issuer)
      }
    } catch {
      throw .api(.management, setting: nil, error)
    }
  }

  private func live(
    _ object: AuthSetting,
    _ state: APIState,
    _ digests: [String: String]
  ) throws -> AuthSetting {
    guard let setting = object.setting else { return object }
    if let party = setting.thirdParty { return thirdParty(object, setting, party, state) }
    guard let field = setting.apiField else {
      return AuthSetting(object.id.name, object.value, home: nil)
    }
    if case .secret(let reference) = object.value {
      return secret(object, setting, reference, state, digests)
    }
    let wanted = try TemplateBodies(secrets: secrets).resolved(setting, object.value)
    let reading = state.reading(setting, wanted, field: field)
    if reading.wanted.isEmpty, !reading.isSame {
      throw AuthSettingsError.unsuitable(
        object.id,
        "cannot be switched off by itself: enable another provider, or set sms.enable_signup to"
          + " false"
      )
    }
    let value = reading.isSame ? object.value : reading.live
    return AuthSetting(
      object.id.name,
      value,
      home: home(setting, .fields(reading.wanted), from: value, uses: uses(setting, value, state))
    )
  }

  private func thirdParty(
    _ object: AuthSetting,
    _ setting: Setting,
    _ party: String,
    _ state: APIState
  ) -> AuthSetting {
    let live = state.thirdParty(setting, object.value, party)
    let change = APIChange.Content.issuer(state.declaredIssuer(of: party))
    return AuthSetting(
      object.id.name,
      live,
      home: home(setting, change, from: live, uses: [])
    )
  }

  private func home(
    _ setting: Setting,
    _ content: APIChange.Content,
    from old: AuthValue,
    uses: [ObjectID],
    remarks: [String] = []
  ) -> SettingHome {
    let change = APIChange(project: client.project, setting: setting, content: content)
    var parts = remarks.isEmpty ? setting.remarks(from: old) : remarks
    if setting.notes.contains(.undocumented) {
      parts.append("the platform shows this field but does not document it")
    }
    return SettingHome(
      place: place,
      uses: uses,
      change: .init(call: change.call, reason: parts.joined(separator: "; "))
    )
  }

  /// The function that a hook calls while it is enabled.
  private func uses(_ setting: Setting, _ value: AuthValue, _ state: APIState) -> [ObjectID] {
    guard setting.name.hasPrefix("hook."), setting.name.hasSuffix(".enabled"), value.isTrue,
      let uri = SettingsTable.standard["\(setting.name.dropLast("enabled".count))uri"],
      let address = uri.field.flatMap({ state.fields[$0.name]?.text }),
      let function = AuthSetting.function(at: address)
    else { return [] }
    return [function]
  }

  /// How many settings the platform holds that no manifest declares.
  private func notManaged(_ state: APIState) -> [NotManaged] {
    let table = SettingsTable.standard.settings
    let known = Set(table.compactMap { $0.apiField?.name })
    let declared = Set(
      table.filter { state.declared[$0.name] != nil }.compactMap { $0.apiField?.name }
    )
    let count = state.fields.keys.count { known.contains($0) && !declared.contains($0) }
    return [NotManaged(what: "auth setting in \(place)", count: count)]
  }
}

// MARK: - Secrets

extension ManagementAPIStore {
  /// Whether the platform holds a secret and does not say which.
  private func isUnknownSecret(_ object: AuthSetting, _ state: APIState) -> Bool {
    guard case .secret = object.value, let field = object.setting?.apiField,
      let text = state.fields[field.name]?.text, !text.isEmpty
    else { return false }
    return !SecretDigest.isOfPlatform(text)
  }

  private func secret(
    _ object: AuthSetting,
    _ setting: Setting,
    _ reference: SecretReference,
    _ state: APIState,
    _ digests: [String: String]
  ) -> AuthSetting {
    let secret = secrets.secret(reference).map(setting.effectiveSecret) ?? ""
    let text = state.fields[setting.field?.name ?? ""]?.text ?? ""
    let subject = subject(setting)
    var value = AuthValue.anotherSecret
    var remarks: [String] = []
    if text.isEmpty {
      value = .unset
    } else if resendsSecrets {
      remarks = ["secret sent again, as asked"]
    } else if SecretDigest.isOfPlatform(text) {
      let isSame = text == SecretDigest.ofPlatform(secret, project: client.project)
      if isSame { value = object.value }
    } else if let kept = digests[setting.name] {
      if SecretReceipt.isSame(secret, as: kept, key: token.value, subject: subject) {
        value = object.value
      }
      remarks = ["secret cannot be compared with the live one; it is not the one sent last"]
    } else {
      remarks = ["secret cannot be compared with the live one; it was never sent from here"]
    }
    let digest = SecretReceipt.text(of: secret, key: token.value, subject: subject)
    return AuthSetting(
      object.id.name,
      value,
      home: home(
        setting,
        .secret(reference, digest: digest),
        from: value,
        uses: [],
        remarks: remarks
      )
    )
  }

  private func subject(_ setting: Setting) -> String { "\(client.project) \(setting.name)" }
}
