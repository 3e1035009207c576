import ObjectModel
import SupabaseManagement

/// The providers of single sign-on that the hosted platform keeps, or an auth service of one's own.
///
/// Both speak of them alike. The list of providers leaves metadata out, so that each is read by
/// itself.
struct SSOProviderList: ProviderList {
  let service: ProviderService
  /// The list below the service's address.
  let path: String

  func read(_ declared: [SSOProvider]) async throws -> LiveProviders {
    let numbers = try await numbers() ?? [:]
    var live: [SSOProvider] = []
    for wanted in declared {
      var provider = try await provider(wanted.id, numbers)
      let change = ProviderChange(
        system: service.system,
        place: service.place,
        id: wanted.id,
        body: wanted.json
      )
      provider.home = home(change, "identity provider")
      live.append(provider)
    }
    return gathered(live, among: numbers.keys)
  }

  func all() async throws -> [SSOProvider] {
    var found: [SSOProvider] = []
    let numbers = try await numbers() ?? [:]
    for entity in numbers.keys.sorted() {
      found.append(try await provider(SSOProvider.id(entity), numbers))
    }
    return found
  }

  /// The service's numbers of providers by their entities; nil while SAML is off, for then the
  /// service knows no such list.
  private func numbers() async throws(AuthSettingsError) -> [String: String]? {
    guard let answer = try await service.value(at: path) else { return nil }
    guard case .object(let fields) = answer, case .list(let items)? = fields["items"] else {
      throw .api(service.api.name, setting: nil, .unexpected("no list of providers"))
    }
    let pairs = items.compactMap(SSOProvider.read).map { ($0.provider.id.name, $0.number) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private func provider(
    _ id: ObjectID,
    _ numbers: [String: String]
  ) async throws(AuthSettingsError) -> SSOProvider {
    var absent = SSOProvider(id: id)
    absent.isAbsent = true
    guard let number = numbers[id.name],
      let answer = try await service.value(at: "\(path)/\(number)", for: id)
    else { return absent }
    guard let read = SSOProvider.read(answer) else {
      throw .api(service.api.name, setting: id, .unexpected("no provider"))
    }
    return read.provider
  }
}

// MARK: - Writing

extension SSOProviderList {
  func set(_ change: ProviderChange) async throws {
    let before = try await onceOn(change) { try await numbers() } ?? [:]
    let name = change.id.name
    if before[name] == nil, change.body == nil { return }
    try await service.changing(change.id) { api throws(APIError) in
      switch (before[name], change.body) {
      case (nil, nil): break
      case (let number?, nil): try await api.remove("\(path)/\(number)")
      case (let number?, let body?): try await api.replace("\(path)/\(number)", .object(body))
      case (nil, var body?):
        body["type"] = .text("saml")
        try await api.create(path, .object(body))
      }
    }
    try await refuseAnother(change, before)
    let wanted = SSOProvider(change)
    let isTaken = try await service.settled(times: 4) {
      wanted == (try await provider(change.id, try await numbers() ?? [:])) ? true : nil
    }
    if isTaken == nil { throw AuthSettingsError.notTaken([change.id], service.api.name) }
  }

  /// Takes back a provider that has turned out to be another one than its name says: what stands
  /// at an address is known only after the service has fetched it.
  private func refuseAnother(_ change: ProviderChange, _ before: [String: String]) async throws {
    if change.body == nil || before[change.id.name] != nil { return }
    let after = try await numbers() ?? [:]
    if after[change.id.name] != nil { return }
    let url = change.body?["metadata_url"]?.text
    for (entity, number) in after where before[entity] == nil {
      // Somebody else may have made one meanwhile.
      let made = try await provider(SSOProvider.id(entity), after)
      guard url != nil, made.metadataURL == url else { continue }
      try await service.changing(change.id) { api throws(APIError) in
        try await api.remove("\(path)/\(number)")
      }
      throw AuthSettingsError.unsuitable(
        change.id,
        "is not what the metadata describes, which is \(entity); nothing was changed"
      )
    }
  }
}
