public import Diagnostics
public import ObjectModel
import SupabaseManagement
public import YAMLSource

/// The places where an environment keeps its auth settings: `auth` in its file.
public struct AuthTarget: Sendable {
  /// The kinds of objects that are kept there.
  public static let kinds: [any ManagedObject.Type] = [
    AuthSetting.self, SSOProvider.self, OAuthProvider.self,
  ]
  /// Where settings are kept.
  public let store: any SettingsStore
  /// What carries out the calls of steps.
  public let receivers: [any CallReceiver]
  let lists: [any ProviderList]
  private let range: SourceRange?

  /// What a command asks for beyond what the environment's file says.
  public struct Options: Sendable {
    /// Whether all declared secrets are to be sent again.
    public var resendsSecrets = false
    /// Reads, for a place of a system, the digests of the secrets that were sent there last, by the
    /// names of settings and providers.
    public var lastSent:
      @Sendable (_ system: String, _ place: String) async throws -> [String: String] = { _, _ in
        [:]
      }
    /// Who the program says that it is when it calls an API.
    public var userAgent = "plumb"

    /// What nobody asks for.
    public init() {}
  }

  /// Reads `{target: env_file, path: …}`; nil when it is wrong, with every mistake reported.
  ///
  /// - Parameters:
  ///   - node: the value of `auth` in the environment's file.
  ///   - folder: the project's folder, from which relative paths start.
  ///   - environment: the process's environment variables, for secrets.
  ///   - options: what a command asks for.
  ///   - diagnostics: gets every mistake.
  public init?(
    _ node: Node,
    folder: String,
    environment: [String: String],
    options: Options = Options(),
    diagnostics: inout DiagnosticCollector
  ) {
    guard let reader = MappingReader(node) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"auth\" must be a mapping, not \(node.kindDescription)",
        at: node.range,
        hint: "Write it as {target: env_file, path: .env}."
      )
      return nil
    }
    var target = AuthTargetReader(
      reader: reader,
      secrets: SecretResolver(environment: environment, folder: folder),
      folder: folder,
      environment: environment,
      options: options
    )
    let places = target.places()
    diagnostics.merge(target.diagnostics)
    guard let places, !target.diagnostics.hasErrors else { return nil }
    store = places.store
    lists = places.lists
    receivers = [places.store] + (places.administration.map { [$0] } ?? [])
    range = node.range
  }
}

extension AuthTarget {
  /// Reports declared values that the place cannot hold, and warns of declared settings that it has
  /// no counterpart of, and that are left out there.
  public func check(_ declared: [DeclaredObject], diagnostics: inout DiagnosticCollector) {
    let values = declared.compactMap { object in
      (object.object as? AuthSetting).map { ($0.id.name, (value: $0.value, object: object)) }
    }
    let known = Dictionary(values, uniquingKeysWith: { first, _ in first })
    for conflict in store.conflicts(among: known.mapValues(\.value)) {
      let object = known[conflict.setting]?.object
      diagnostics.error(
        "auth.conflicting-settings",
        "\"\(conflict.setting)\" \(conflict.problem)",
        at: object?.fieldRanges["value"] ?? object?.range,
        notes: [Diagnostic.Note("the target is chosen here", at: range)]
      )
    }
    checkProviders(declared, isOn: { known[$0]?.value.isTrue == true }, &diagnostics)
    for object in declared {
      guard let declared = object.object as? AuthSetting, let setting = declared.setting else {
        continue
      }
      let notes = [Diagnostic.Note("the target is chosen here", at: range)]
      if store.localName(of: setting) == nil {
        diagnostics.warning(
          "auth.not-in-target",
          "\"\(setting.name)\" cannot be set in the target \(store.name)",
          at: object.range,
          notes: notes
        )
      } else if let problem = store.problem(with: declared.value, of: setting) {
        diagnostics.error(
          "auth.unsuitable-value",
          "\"\(setting.name)\" \(problem)",
          at: object.fieldRanges["value"] ?? object.range,
          notes: notes
        )
      }
    }
  }

  /// Reads the live state of what a catalog holds of the auth service, and counts what is there and
  /// not managed.
  ///
  /// - Throws: `AuthSettingsError`.
  public func read(desired: Catalog) async throws -> LiveState {
    let settings = try await store.read(declared: desired.all(AuthSetting.self))
    let providers = try await providers(of: desired)
    // What no list keeps is taken as it is declared: there is nothing that could differ.
    let kept = Set(lists.map(\.kind))
    let others = desired.objects.values.filter {
      $0 is any SignInProvider && !kept.contains($0.id.kind)
    }
    return LiveState(
      objects: settings.objects + providers.providers + others,
      notManaged: settings.notManaged + providers.notManaged,
      states: settings.states.merging(providers.states) { first, _ in first }
    )
  }

  private func providers(
    of desired: Catalog,
    where isMeant: (ObjectID) -> Bool = { _ in true }
  ) async throws -> LiveProviders {
    var all = LiveProviders()
    for list in lists {
      let live = try await list.read(from: desired, where: isMeant)
      all.providers += live.providers
      all.notManaged += live.notManaged
      all.states.merge(live.states) { first, _ in first }
    }
    return all
  }

  /// The service's tables whose rows are counted when what a catalog declares is read.
  public func tablesCounted(for desired: Catalog) -> Set<String> {
    Set(lists.filter { $0.isAsked(by: desired) }.map(\.table))
  }

  /// Reads what a manifest has to say for the place to become what it is.
  ///
  /// - Throws: `AuthSettingsError`.
  public func export() async throws -> [any ManagedObject] {
    var all: [any ManagedObject] = try await store.export()
    for list in lists { all += try await list.everything() }
    return all
  }

  /// The live state of all that a place keeps.
  public struct LiveState: Sendable {
    /// What is declared, as it is.
    public let objects: [any ManagedObject]
    /// What is there and not declared.
    public let notManaged: [NotManaged]
    /// What the place says of what is declared.
    public let states: [ObjectID: String]
  }

  private func checkProviders(
    _ declared: [DeclaredObject],
    isOn: (String) -> Bool,
    _ diagnostics: inout DiagnosticCollector
  ) {
    for object in declared {
      guard let provider = object.object as? any SignInProvider else { continue }
      let notes = [Diagnostic.Note("the target is chosen here", at: range)]
      let name = type(of: provider).switchName
      if !lists.contains(where: { $0.kind == provider.id.kind }) {
        diagnostics.warning(
          "auth.not-in-target",
          "\(provider.id) cannot be set in the target \(store.name) alone",
          at: object.range,
          hint: "Name the auth service's admin API in \"auth\": admin: {url: …, key: …}.",
          notes: notes
        )
      } else if !provider.isAbsent, !isOn(name), let setting = SettingsTable.standard[name],
        store.localName(of: setting) != nil
      {
        diagnostics.error(
          "auth.missing-setting",
          "a \(type(of: provider).word) needs \"\(name)\", declared as true",
          at: object.range,
          notes: notes
        )
      }
    }
  }
}

extension AuthTarget {
  /// Reads what the places say of some objects, to find out whether they have changed.
  ///
  /// - Parameters:
  ///   - declared: what is declared; the secrets among it are needed for their digests.
  ///   - isMeant: whether an object is one of them.
  /// - Returns: what they say, of those that they have a counterpart of.
  /// - Throws: `AuthSettingsError`.
  public func states(
    in declared: Catalog,
    where isMeant: (ObjectID) -> Bool
  ) async throws -> [ObjectID: String] {
    let names = SettingsTable.standard.settings.map(\.name).filter { isMeant(AuthSetting.id($0)) }
    let settings = try await store.states(
      of: names.map { declared[AuthSetting.id($0)] as? AuthSetting ?? AuthSetting($0, .unset) }
    )
    let further = try await providers(of: declared, where: isMeant).states
    return settings.merging(further) { first, _ in first }
  }

  /// The digest that a call leaves of the secret that it sends, with the name of the setting or
  /// provider; nil for calls that send none, or to another place.
  public static func keptDigest(
    of call: ExternalCall,
    place: String
  ) -> (name: String, digest: String)? {
    if let change = APIChange(call) {
      guard change.project == place, case .secret(_, let digest) = change.content else {
        return nil
      }
      return (change.setting.name, digest)
    }
    guard let change = ProviderChange(call), change.place == place, let secret = change.secret
    else { return nil }
    return (change.id.name, secret.digest)
  }
}
