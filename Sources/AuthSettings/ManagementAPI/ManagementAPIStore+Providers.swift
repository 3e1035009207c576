import ObjectModel
import SupabaseManagement

// The list of providers leaves metadata out, so that each is read by itself.

extension ManagementAPIStore {
  /// Single sign-on has a list of its own.
  public var holdsProviders: Bool { true }

  /// Reads the declared providers; one that is not there is read as absent.
  public func read(providers declared: [SSOProvider]) async throws -> LiveProviders {
    if declared.isEmpty { return LiveProviders(providers: [], notManaged: [], states: [:]) }
    let numbers = try await numbers()
    var live: [SSOProvider] = []
    for wanted in declared {
      var provider = try await provider(wanted.id, numbers ?? [:])
      let change = SSOChange(project: client.project, wanted)
      provider.home = SettingHome(place: place, change: .init(call: change.call, reason: ""))
      live.append(provider)
    }
    let names = Set(declared.map(\.id.name))
    let others = (numbers ?? [:]).keys.count { !names.contains($0) }
    return LiveProviders(
      providers: live,
      notManaged: others == 0
        ? [] : [NotManaged(what: "single sign-on provider in \(place)", count: others)],
      states: Dictionary(live.map { ($0.id, $0.stateText) }, uniquingKeysWith: { $1 })
    )
  }

  /// Reads all providers.
  public func allProviders() async throws -> [SSOProvider] {
    var found: [SSOProvider] = []
    let numbers = try await numbers() ?? [:]
    for entity in numbers.keys.sorted() {
      found.append(try await provider(SSOProvider.id(entity), numbers))
    }
    return found
  }

  /// The platform's numbers of providers by their entities; nil while SAML is off, for then the
  /// platform knows no such list.
  private func numbers() async throws(AuthSettingsError) -> [String: String]? {
    if token.value.isEmpty { throw .missingToken(token.reference) }
    do {
      guard case .object(let answer) = try await client.value(at: SSOChange.path),
        case .list(let items)? = answer["items"]
      else { throw ManagementError.unexpected("no list of providers") }
      let pairs = items.compactMap(SSOProvider.read).map { ($0.provider.id.name, $0.number) }
      return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    } catch ManagementError.unknownProject {
      return nil
    } catch {
      throw .platform(setting: nil, error as? ManagementError ?? .unexpected("\(error)"))
    }
  }

  private func provider(
    _ id: ObjectID,
    _ numbers: [String: String]
  ) async throws(AuthSettingsError) -> SSOProvider {
    var absent = SSOProvider(id: id)
    absent.isAbsent = true
    guard let number = numbers[id.name] else { return absent }
    do {
      guard let read = SSOProvider.read(try await client.value(at: "\(SSOChange.path)/\(number)"))
      else { throw ManagementError.unexpected("no provider") }
      return read.provider
    } catch ManagementError.unknownProject {
      return absent
    } catch {
      throw .platform(setting: id, error as? ManagementError ?? .unexpected("\(error)"))
    }
  }
}

// MARK: - Writing

extension ManagementAPIStore {
  /// Makes a provider what it is to be, and reads it back.
  func set(_ change: SSOChange) async throws {
    let id = SSOProvider.id(change.entity)
    let before = try await settledNumbers(change)
    do {
      switch (before[change.entity], change.body) {
      case (nil, nil): return
      case (let number?, nil): try await client.remove("\(SSOChange.path)/\(number)")
      case (let number?, let body?):
        try await client.replace("\(SSOChange.path)/\(number)", .object(body))
      case (nil, var body?):
        body["type"] = .text("saml")
        try await client.create(SSOChange.path, .object(body))
      }
    } catch {
      throw AuthSettingsError.platform(setting: id, error)
    }
    try await refuseAnother(change, before)
    let wanted = SSOProvider(change)
    for attempt in 0..<4 {
      if attempt > 0 { try await pause(.milliseconds(500 << (attempt - 1))) }
      if wanted == (try await provider(id, try await numbers() ?? [:])) { return }
    }
    throw AuthSettingsError.notTaken([id])
  }

  /// The providers, once SAML is on: the platform switches it on a while after it was told to.
  private func settledNumbers(_ change: SSOChange) async throws -> [String: String] {
    for attempt in 0..<5 {
      if attempt > 0 { try await pause(.milliseconds(500 << (attempt - 1))) }
      if let numbers = try await numbers() { return numbers }
      if change.body == nil { return [:] }
    }
    throw AuthSettingsError.unsuitable(
      SSOProvider.id(change.entity),
      "needs SAML, which is off in \(place): declare saml.enabled as true"
    )
  }

  /// Takes back a provider that has turned out to be another one than its name says: what stands
  /// at an address is known only after the platform has fetched it.
  private func refuseAnother(_ change: SSOChange, _ before: [String: String]) async throws {
    if change.body == nil || before[change.entity] != nil { return }
    let after = try await numbers() ?? [:]
    if after[change.entity] != nil { return }
    let url = change.body?["metadata_url"]?.text
    for (entity, number) in after where before[entity] == nil {
      // Somebody else may have made one meanwhile.
      let made = try await provider(SSOProvider.id(entity), after)
      guard url != nil, made.metadataURL == url else { continue }
      do {
        try await client.remove("\(SSOChange.path)/\(number)")
      } catch {
        throw AuthSettingsError.platform(setting: SSOProvider.id(change.entity), error)
      }
      throw AuthSettingsError.unsuitable(
        SSOProvider.id(change.entity),
        "is not what the metadata describes, which is \(entity); nothing was changed"
      )
    }
  }
}
