public import ObjectModel
import SupabaseManagement

extension ManagementAPIStore {
  /// Sends all changes in one request, and reads them back.
  public func perform(_ calls: [ExternalCall]) async throws {
    var changes: [APIChange] = []
    var providers: [ProviderChange] = []
    for call in calls {
      if let change = APIChange(call), change.project == client.project {
        changes.append(change)
      } else if let change = ProviderChange(call), change.place == client.project {
        providers.append(change)
      } else {
        throw AuthSettingsError.unknownCall(call.summary)
      }
    }
    let batch = try batch(changes)
    if !batch.fields.isEmpty {
      do {
        try await client.updateAuthConfig(batch.fields, secrets: Array(batch.secrets.values))
      } catch {
        throw AuthSettingsError.api(.management, setting: Self.culprit(error, changes), error)
      }
      try await verify(batch, changes)
    }
    for change in Self.distinctParties(changes) { try await setIssuer(change) }
    for change in providers { try await identityProviders.set(change) }
  }

  /// What is sent together.
  private struct Batch {
    var fields: [String: JSONValue] = [:]
    /// The secrets among them, by their fields.
    var secrets: [String: String] = [:]
  }

  private func batch(_ changes: [APIChange]) throws(AuthSettingsError) -> Batch {
    var batch = Batch()
    for change in changes {
      switch change.content {
      case .fields(let fields): batch.fields.merge(fields) { _, new in new }
      case .secret(let reference, _):
        guard let field = change.setting.apiField?.name else { continue }
        guard let secret = secrets.secret(reference).map(change.setting.effectiveSecret) else {
          throw .missingSecrets(
            [.init(setting: AuthSetting.id(change.setting.name), reference: reference)]
          )
        }
        batch.fields[field] = .text(secret)
        batch.secrets[field] = secret
      case .issuer: break
      }
    }
    return batch
  }

  /// The setting whose field an error names.
  private static func culprit(_ error: APIError, _ changes: [APIChange]) -> ObjectID? {
    guard case .refused(let field?, _, _) = error else { return nil }
    let change = changes.first { change in
      switch change.content {
      case .fields(let fields): fields[field] != nil
      case .secret: change.setting.field?.name == field
      case .issuer: false
      }
    }
    return change.map { AuthSetting.id($0.setting.name) }
  }

  /// Reads the settings once more: the answer to a change is not what a reader gets.
  private func verify(_ batch: Batch, _ changes: [APIChange]) async throws {
    var different: [APIChange] = []
    for attempt in 0..<4 {
      if attempt > 0 { try await pause(.milliseconds(500 << (attempt - 1))) }
      let live = try await fields()
      different = changes.filter { !isTaken($0, batch, live) }
      if different.isEmpty { return }
    }
    throw AuthSettingsError.notTaken(
      different.map { AuthSetting.id($0.setting.name) },
      .management
    )
  }

  private func isTaken(
    _ change: APIChange,
    _ batch: Batch,
    _ live: [String: JSONValue]
  ) -> Bool {
    switch change.content {
    case .fields(let fields):
      // Once mail is off the platform forgets what else belongs to it.
      if batch.fields["smtp_host"] == .text(""), change.setting.name.hasPrefix("email.smtp.") {
        return live["smtp_host"]?.isEmpty ?? true
      }
      return fields.allSatisfy { name, value in
        let found = live[name] ?? .null
        guard change.setting.field?.name == name, change.setting.apiField?.form.isValue == true
        else { return found == value || (found.isEmpty && value.isEmpty) }
        return change.setting.isSame(
          change.setting.value(ofAPI: value),
          change.setting.value(ofAPI: found)
        )
      }
    case .secret:
      guard let field = change.setting.field?.name, let sent = batch.secrets[field] else {
        return true
      }
      let found = live[field]?.text ?? ""
      if !SecretDigest.isOfPlatform(found) { return !found.isEmpty }
      return found == SecretDigest.ofPlatform(sent, project: client.project)
    case .issuer: return true
    }
  }
}

extension String {
  /// Whether the form of a field is that of a setting's whole value.
  fileprivate var isValue: Bool {
    !hasPrefix("=") && self != "presence" && !hasPrefix("when-")
  }
}

// MARK: - Third parties

extension ManagementAPIStore {
  /// The changes of issuers, one a third party.
  private static func distinctParties(_ changes: [APIChange]) -> [APIChange] {
    var seen: Set<String> = []
    return changes.filter { change in
      if case .issuer = change.content, let party = change.setting.thirdParty {
        seen.insert(party).inserted
      } else {
        false
      }
    }
  }

  /// Has the platform accept one issuer of a third party and no other.
  private func setIssuer(_ change: APIChange) async throws {
    guard case .issuer(let wanted) = change.content, let party = change.setting.thirdParty else {
      return
    }
    let live = try await thirdParties()
    let state = APIState(fields: [:], issuers: live.map(\.issuer), declared: [:])
    do {
      if let wanted, !live.contains(where: { $0.issuer == wanted }) {
        try await client.api.create(ThirdParty.path, .object(["oidc_issuer_url": .text(wanted)]))
      }
      for entry in live where entry.issuer != wanted {
        guard state.issuers(of: party).contains(entry.issuer) else { continue }
        try await client.api.remove("\(ThirdParty.path)/\(entry.id)")
      }
    } catch {
      throw AuthSettingsError.api(
        .management,
        setting: AuthSetting.id(change.setting.name),
        error
      )
    }
  }
}
