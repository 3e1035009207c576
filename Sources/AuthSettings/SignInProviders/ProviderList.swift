import ObjectModel

/// The providers of one kind that a service keeps.
protocol ProviderList: Sendable {
  /// The kind.
  associatedtype Provider: SignInProvider
  /// The service.
  var service: ProviderService { get }

  /// Reads the declared providers, each with the change that makes it what is declared; one that
  /// is not there is read as absent.
  ///
  /// - Throws: `AuthSettingsError`.
  func read(_ declared: [Provider]) async throws -> LiveProviders

  /// Reads all providers.
  ///
  /// - Throws: `AuthSettingsError`.
  func all() async throws -> [Provider]

  /// Makes a provider what it is to be, and reads it back; a second time it changes nothing.
  ///
  /// - Throws: `AuthSettingsError`.
  func set(_ change: ProviderChange) async throws
}

/// The live state of providers of sign-in.
struct LiveProviders: Sendable {
  /// The declared providers as they are.
  var providers: [any SignInProvider] = []
  /// Providers that no manifest declares.
  var notManaged: [NotManaged] = []
  /// What the place says of each declared one.
  var states: [ObjectID: String] = [:]
}

extension ProviderList {
  var kind: KindName { Provider.kind }

  /// The service's table that keeps them.
  var table: String { Provider.table }

  /// Whether a catalog declares some.
  func isAsked(by desired: Catalog) -> Bool { !desired.all(Provider.self).isEmpty }

  /// Reads some of the declared providers of the list's kind.
  func read(
    from desired: Catalog,
    where isMeant: (ObjectID) -> Bool
  ) async throws -> LiveProviders {
    let declared = desired.all(Provider.self).filter { isMeant($0.id) }
    return declared.isEmpty ? LiveProviders() : try await read(declared)
  }

  /// Reads all providers, whatever their kind.
  func everything() async throws -> [any ManagedObject] { try await all() }

  /// Gathers what was read.
  ///
  /// - Parameters:
  ///   - live: the declared providers.
  ///   - names: the names of all that there are.
  /// - Returns: the live state.
  func gathered(_ live: [Provider], among names: some Sequence<String>) -> LiveProviders {
    let declared = Set(live.map(\.id.name))
    let others = names.count { !declared.contains($0) }
    return LiveProviders(
      providers: live,
      notManaged: others == 0
        ? [] : [NotManaged(what: "\(Provider.word) in \(service.title)", count: others)],
      states: Dictionary(live.map { ($0.id, $0.stateText) }, uniquingKeysWith: { $1 })
    )
  }

  /// The provider's change, as a step calls for it.
  func home(_ change: ProviderChange, _ noun: String, reason: String = "") -> SettingHome {
    let verb = change.body == nil ? "remove" : "set"
    let call = change.call(summary: "\(verb) the \(noun) \(change.id.name) in \(service.title)")
    return SettingHome(place: service.title, change: .init(call: call, reason: reason))
  }

  /// What a list gives once the service knows such providers: it takes a while after it was told
  /// to.
  func onceOn<Value>(
    _ change: ProviderChange,
    _ body: () async throws -> Value?
  ) async throws -> Value? {
    let times = change.body == nil ? 1 : 6
    if let value = try await service.settled(times: times, body) { return value }
    if change.body == nil { return nil }
    throw AuthSettingsError.unsuitable(
      change.id,
      "needs \(Provider.switchName), which is off in \(service.title): declare it as true, and see"
        + " that the service has taken it up"
    )
  }
}
