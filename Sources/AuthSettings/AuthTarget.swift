public import Diagnostics
public import ObjectModel
import SupabaseManagement
public import YAMLSource

/// The place where an environment keeps its auth settings: `auth` in its file.
public struct AuthTarget: Sendable {
  /// The place.
  public let store: any SettingsStore
  private let range: SourceRange?

  /// What a command asks for beyond what the environment's file says.
  public struct Options: Sendable {
    /// Whether all declared secrets are to be sent again.
    public var resendsSecrets = false
    /// Reads, for a project, the digests of the secrets that were sent last, by settings' names.
    public var lastSent: @Sendable (_ project: String) async throws -> [String: String] = { _ in
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
    let store = target.store()
    diagnostics.merge(target.diagnostics)
    guard let store, !target.diagnostics.hasErrors else { return nil }
    self.store = store
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
    checkProviders(declared, isSAMLOn: known["saml.enabled"]?.value.isTrue == true, &diagnostics)
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

  /// Reads the live state of the settings of a catalog, and counts those that are not managed.
  ///
  /// - Throws: `AuthSettingsError`.
  public func read(desired: Catalog) async throws -> LiveState {
    let settings = try await store.read(declared: desired.all(AuthSetting.self))
    let providers = try await store.read(providers: desired.all(SSOProvider.self))
    return LiveState(
      objects: settings.objects + providers.providers,
      notManaged: settings.notManaged + providers.notManaged,
      states: settings.states.merging(providers.states) { first, _ in first }
    )
  }

  /// Reads what a manifest has to say for the place to become what it is.
  ///
  /// - Throws: `AuthSettingsError`.
  public func export() async throws -> [any ManagedObject] {
    try await store.export() + store.allProviders()
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
    isSAMLOn: Bool,
    _ diagnostics: inout DiagnosticCollector
  ) {
    for object in declared {
      guard let provider = object.object as? SSOProvider else { continue }
      let notes = [Diagnostic.Note("the target is chosen here", at: range)]
      if !store.holdsProviders {
        diagnostics.warning(
          "auth.not-in-target",
          "\(provider.id) cannot be set in the target \(store.name)",
          at: object.range,
          notes: notes
        )
      } else if !isSAMLOn, !provider.isAbsent {
        diagnostics.error(
          "auth.missing-setting",
          "an identity provider needs \"saml.enabled\", declared as true",
          at: object.range,
          notes: notes
        )
      }
    }
  }
}

extension AuthTarget {
  /// Reads what the place says of settings, to find out whether it has changed.
  ///
  /// - Parameters:
  ///   - names: the settings.
  ///   - providers: the providers of single sign-on.
  ///   - declared: what is declared; the secrets among it are needed for their digests.
  /// - Returns: what it says, of those that it has a counterpart of.
  /// - Throws: `AuthSettingsError`.
  public func states(
    of names: [String],
    providers: [SSOProvider] = [],
    declared: Catalog
  ) async throws -> [ObjectID: String] {
    let settings = try await store.states(
      of: names.map { declared[AuthSetting.id($0)] as? AuthSetting ?? AuthSetting($0, .unset) }
    )
    let further = try await store.read(providers: providers).states
    return settings.merging(further) { first, _ in first }
  }
}

/// Reads what an environment's file says of the place of auth settings.
private struct AuthTargetReader {
  var reader: MappingReader
  let secrets: SecretResolver
  let folder: String
  let environment: [String: String]
  let options: AuthTarget.Options
  var diagnostics = DiagnosticCollector()

  private static let targets = ["env_file", "management_api", "config_toml"]

  mutating func store() -> (any SettingsStore)? {
    guard let target = reader.takeRequired("target", of: "\"auth\"", diagnostics: &diagnostics)
    else { return nil }
    switch target.stringValue {
    case "env_file": return envFile()
    case "management_api": return managementAPI()
    case "config_toml": return configTOML()
    case let name:
      let near = name.flatMap { closestMatch(to: $0, among: Self.targets) }
      diagnostics.error(
        "auth.unknown-target",
        "unknown target \"\(name ?? "")\"",
        at: target.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Targets: \(Self.targets.joined(separator: ", "))."
      )
      return nil
    }
  }

  private mutating func envFile() -> (any SettingsStore)? {
    let path = reader.takeRequired("path", of: "\"auth\"", diagnostics: &diagnostics)
    reportUnknown(["target", "path"])
    guard let path, let text = text(path, "path", "the path of a file or a folder") else {
      return nil
    }
    return EnvFileStore(path: text, folder: folder, secrets: secrets)
  }

  private mutating func configTOML() -> (any SettingsStore)? {
    let node = reader.take("path")
    reportUnknown(["target", "path"])
    let path = node.map { text($0, "path", "the path of a file") } ?? "supabase/config.toml"
    return path.map {
      ConfigTOMLStore(path: $0, folder: folder, environment: environment, secrets: secrets)
    }
  }

  // MARK: The hosted platform

  private mutating func managementAPI() -> (any SettingsStore)? {
    let project = reader.takeRequired("project", of: "\"auth\"", diagnostics: &diagnostics)
    let address = reader.take("url")
    let reference = reader.take("token")
    reportUnknown(["target", "project", "token", "url"])
    let base = address.map { baseAddress($0) } ?? "https://api.supabase.com"
    let token =
      reference.map { tokenReference($0) } ?? SecretReference.environment("SUPABASE_ACCESS_TOKEN")
    guard let project, let name = self.project(project), let base, let token else { return nil }
    let secret = secrets.secret(token) ?? ""
    let lastSent = options.lastSent
    return ManagementAPIStore(
      client: ManagementClient(
        project: name,
        base: base,
        token: secret,
        transport: CurlTransport(environment: environment),
        userAgent: options.userAgent
      ),
      secrets: secrets,
      token: TokenReference(reference: token, value: secret),
      resendsSecrets: options.resendsSecrets,
      lastSent: { try await lastSent(name) }
    )
  }

  private mutating func project(_ node: Node) -> String? {
    guard let text = text(node, "project", "the reference of a project") else { return nil }
    let isSafe = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    if isSafe { return text }
    diagnostics.error(
      "auth.invalid-project",
      "\"\(text)\" is not the reference of a project",
      at: node.range,
      hint: "It is the 20 letters in the address of the project's dashboard."
    )
    return nil
  }

  private mutating func baseAddress(_ node: Node) -> String? {
    guard let text = text(node, "url", "the address of the Management API") else { return nil }
    let url = URLText(text)
    let isLocal = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(url?.host ?? "")
    if url?.scheme == "https" || (url?.scheme == "http" && isLocal) { return text }
    diagnostics.error(
      "auth.invalid-url",
      "the Management API must be called by https",
      at: node.range,
      hint: "Only this machine may be called by http."
    )
    return nil
  }

  /// Reads a reference; any other text may be a token, so it is never shown.
  private mutating func tokenReference(_ node: Node) -> SecretReference? {
    if let text = node.stringValue, let reference = SecretReference(text), !reference.isEmpty {
      return reference
    }
    var diagnostic = Diagnostic(
      .error,
      code: "auth.literal-secret",
      "\"token\" is a secret and must be a reference to one",
      at: node.range,
      hint: "Write \"${env:SUPABASE_ACCESS_TOKEN}\", or leave it out: that is what it is then."
    )
    diagnostic.isSourceSecret = true
    diagnostics.report(diagnostic)
    return nil
  }

  // MARK: Values

  /// A text, which may be that of an environment variable.
  private mutating func text(_ node: Node, _ key: String, _ what: String) -> String? {
    guard let text = node.stringValue, !text.isEmpty else {
      diagnostics.error("manifest.wrong-type", "\"\(key)\" must be \(what)", at: node.range)
      return nil
    }
    guard case .environment(let name)? = SecretReference(text) else { return text }
    if let value = environment[name], !value.isEmpty { return value }
    diagnostics.error(
      "auth.unset-variable",
      "the environment variable \"\(name)\" is not set",
      at: node.range
    )
    return nil
  }

  private mutating func reportUnknown(_ known: [String]) {
    for pair in reader.remainingPairs {
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \"auth\"",
        at: pair.key.range,
        hint: closestMatch(to: pair.name, among: known).map { "Did you mean \"\($0)\"?" }
          ?? "Known keys: \(known.joined(separator: ", "))."
      )
    }
  }
}
