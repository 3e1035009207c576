import ObjectModel
import SupabaseManagement

/// The custom OAuth providers that an auth service keeps, by its API for administrators.
struct OAuthProviderList: ProviderList {
  static let path = "/admin/custom-providers"

  let service: ProviderService
  let secrets: SecretResolver
  let resendsSecrets: Bool
  /// The digests of the secrets that were sent last, by the providers' names.
  let lastSent: @Sendable () async throws -> [String: String]

  func read(_ declared: [OAuthProvider]) async throws -> LiveProviders {
    try checkSecrets(of: declared)
    let found = try await providers() ?? [:]
    let digests = found.isEmpty ? [:] : try await lastSent()
    let live = try declared.map { wanted throws(AuthSettingsError) in
      try self.live(wanted, found[wanted.id.name], digests[wanted.id.name])
    }
    return gathered(live, among: found.keys)
  }

  func all() async throws -> [OAuthProvider] {
    (try await providers() ?? [:]).values.sorted { $0.id.name < $1.id.name }.map { provider in
      var said = provider
      let name = provider.id.name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
      said.clientSecret = .secret(.environment("\(String(name))_SECRET"))
      return said
    }
  }

  /// The providers by their identifiers; nil while the service has no use for them.
  private func providers() async throws(AuthSettingsError) -> [String: OAuthProvider]? {
    guard let answer = try await service.value(at: Self.path) else { return nil }
    guard case .object(let fields) = answer, case .list(let items)? = fields["providers"] else {
      throw .api(service.api.name, setting: nil, .unexpected("no list of providers"))
    }
    let pairs = items.compactMap(OAuthProvider.init).map { ($0.id.name, $0) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private func live(
    _ wanted: OAuthProvider,
    _ found: OAuthProvider?,
    _ digest: String?
  ) throws(AuthSettingsError) -> OAuthProvider {
    var live = found ?? OAuthProvider(id: wanted.id)
    live.isAbsent = found == nil
    if let obstacle = wanted.obstacle(from: live) { throw .unsuitable(wanted.id, obstacle) }
    if live.scopes == wanted.askedScopes { live.scopes = wanted.scopes }
    var change = ProviderChange(
      system: service.system,
      place: service.place,
      id: wanted.id,
      body: wanted.json
    )
    var remark = ""
    if case .secret(let reference) = wanted.clientSecret {
      let secret = secrets.secret(reference) ?? ""
      let subject = "\(service.place) \(wanted.id.name)"
      let key = service.credential.value
      let isKnown =
        digest.map { SecretReceipt.isSame(secret, as: $0, key: key, subject: subject) } ?? false
      live.clientSecret = found == nil ? .unset : .anotherSecret
      if isKnown, !resendsSecrets, found != nil {
        live.clientSecret = wanted.clientSecret
      } else {
        let text = SecretReceipt.text(of: secret, key: key, subject: subject)
        change.secret = .init(reference: reference, digest: text)
        remark = found == nil ? "" : Self.remark(digest, resendsSecrets)
      }
    }
    live.home = home(change, "custom OAuth provider", reason: remark)
    return live
  }

  private static func remark(_ digest: String?, _ isAsked: Bool) -> String {
    if isAsked { return "secret sent again, as asked" }
    return "secret cannot be compared with the live one; it "
      + (digest == nil ? "was never sent from here" : "is not the one sent last")
  }

  private func checkSecrets(of declared: [OAuthProvider]) throws(AuthSettingsError) {
    let missing = declared.compactMap { provider -> AuthSettingsError.MissingSecret? in
      guard let reference = provider.clientSecret.reference, secrets.secret(reference) == nil else {
        return nil
      }
      return .init(setting: provider.id, reference: reference)
    }
    if !missing.isEmpty { throw .missingSecrets(missing) }
  }
}

// MARK: - Writing

extension OAuthProviderList {
  func set(_ change: ProviderChange) async throws {
    let name = change.id.name
    let before = try await onceOn(change) { try await providers() } ?? [:]
    if before[name] == nil, change.body == nil { return }
    let secret = try self.secret(of: change)
    try await service.changing(change.id) { api throws(APIError) in
      guard var body = change.body else { return try await api.remove("\(Self.path)/\(name)") }
      if let secret { body["client_secret"] = .text(secret) }
      let secrets = [secret].compactMap { $0 }
      if before[name] == nil {
        body["identifier"] = .text(name)
        try await api.create(Self.path, .object(body), secrets: secrets)
      } else {
        try await api.replace("\(Self.path)/\(name)", .object(body), secrets: secrets)
      }
    }
    let isTaken = try await service.settled(times: 4) {
      Self.isTaken(change, try await providers() ?? [:]) ? true : nil
    }
    if isTaken == nil { throw AuthSettingsError.notTaken([change.id], service.api.name) }
  }

  private static func isTaken(
    _ change: ProviderChange,
    _ live: [String: OAuthProvider]
  ) -> Bool {
    var wanted = OAuthProvider(change)
    guard let live = live[change.id.name] else { return wanted.isAbsent }
    wanted.scopes = wanted.askedScopes
    return wanted == live
  }

  private func secret(of change: ProviderChange) throws(AuthSettingsError) -> String? {
    guard let reference = change.secret?.reference else { return nil }
    guard let secret = secrets.secret(reference) else {
      throw .missingSecrets([.init(setting: change.id, reference: reference)])
    }
    return secret
  }
}
