import Diagnostics
import ObjectModel
import SupabaseManagement
import YAMLSource

/// Reads what an environment's file says of the place of auth settings.
struct AuthTargetReader {
  var reader: MappingReader
  let secrets: SecretResolver
  let folder: String
  let environment: [String: String]
  let options: AuthTarget.Options
  var diagnostics = DiagnosticCollector()

  private static let targets = ["env_file", "management_api", "config_toml"]

  /// The places that the file names.
  struct Places {
    /// Where settings are kept.
    var store: any SettingsStore
    /// Where providers of sign-in are kept.
    var lists: [any ProviderList] = []
    /// The auth service's API for administrators.
    var administration: AuthAdministration?
  }

  mutating func places() -> Places? {
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

  private mutating func envFile() -> Places? {
    let path = reader.takeRequired("path", of: "\"auth\"", diagnostics: &diagnostics)
    let administration = administration(address: nil)
    reportUnknown(["target", "path", "admin"])
    guard let path, let text = text(path, "path", "the path of a file or a folder") else {
      return nil
    }
    return places(
      EnvFileStore(path: text, folder: folder, secrets: secrets),
      administration
    )
  }

  private mutating func configTOML() -> Places? {
    let node = reader.take("path")
    let administration = administration(address: nil)
    reportUnknown(["target", "path", "admin"])
    guard let path = node.map({ text($0, "path", "the path of a file") }) ?? Self.usualTOML else {
      return nil
    }
    return places(
      ConfigTOMLStore(path: path, folder: folder, environment: environment, secrets: secrets),
      administration
    )
  }

  private static let usualTOML: String? = "supabase/config.toml"

  private func places(
    _ store: any SettingsStore,
    _ administration: AuthAdministration?
  ) -> Places {
    Places(store: store, lists: administration?.lists ?? [], administration: administration)
  }

  // MARK: The hosted platform

  private mutating func managementAPI() -> Places? {
    let project = reader.takeRequired("project", of: "\"auth\"", diagnostics: &diagnostics)
    let address = reader.take("url")
    let reference = reader.take("token")
    let name = project.flatMap { self.project($0) }
    let administration = administration(
      address: name.map { "https://\($0).supabase.co/auth/v1" }
    )
    reportUnknown(["target", "project", "token", "url", "admin"])
    let base =
      address.map { baseAddress($0, of: "the Management API") } ?? "https://api.supabase.com"
    let token = credential(reference, "token", or: "SUPABASE_ACCESS_TOKEN")
    guard let name, let base, let token else { return nil }
    let lastSent = options.lastSent
    let store = ManagementAPIStore(
      client: ManagementClient(
        project: name,
        base: base,
        token: token.value,
        transport: CurlTransport(environment: environment),
        userAgent: options.userAgent
      ),
      secrets: secrets,
      token: token,
      resendsSecrets: options.resendsSecrets,
      lastSent: { try await lastSent(APIChange.system, name) }
    )
    var places = places(store, administration)
    // The platform's own list needs no key of the project.
    places.lists.removeAll { $0 is SSOProviderList }
    places.lists.append(store.identityProviders)
    return places
  }

  // MARK: The API for administrators

  /// Reads `admin: {url: …, key: …}`.
  ///
  /// - Parameter address: where the API stands if the file does not say.
  /// - Returns: nil when the file says nothing, or something that is wrong.
  private mutating func administration(address: String?) -> AuthAdministration? {
    guard let node = reader.take("admin") else { return nil }
    guard var inner = MappingReader(node) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"admin\" must be a mapping, not \(node.kindDescription)",
        at: node.range,
        hint: "Write it as {url: https://HOST/auth/v1, key: \"${env:NAME}\"}."
      )
      return nil
    }
    let said = inner.take("url")
    let reference = inner.take("key")
    reportUnknown(["url", "key"], in: inner, "admin")
    if said == nil, address == nil {
      diagnostics.error(
        "manifest.missing-key",
        "\"url\" is missing in \"admin\"",
        at: node.range,
        hint: "It is the address of the auth service, such as https://HOST/auth/v1."
      )
    }
    let base = said.map { baseAddress($0, of: "the auth service") } ?? address
    let key = credential(reference, "key", or: "SUPABASE_SERVICE_ROLE_KEY")
    guard let base, let key else { return nil }
    return AuthAdministration(
      address: base,
      key: key,
      transport: CurlTransport(environment: environment),
      secrets: secrets,
      options: options
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

  private mutating func baseAddress(_ node: Node, of service: String) -> String? {
    guard let text = text(node, "url", "the address of \(service)") else { return nil }
    let url = URLText(text)
    let isLocal = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(url?.host ?? "")
    if url?.scheme == "https" || (url?.scheme == "http" && isLocal) { return text }
    diagnostics.error(
      "auth.invalid-url",
      "\(service) must be called by https",
      at: node.range,
      hint: "Only this machine may be called by http."
    )
    return nil
  }

  /// Reads what proves who calls.
  ///
  /// - Parameters:
  ///   - node: what the file says.
  ///   - key: the key that it stands at.
  ///   - variable: the environment variable that holds it if the file does not say.
  /// - Returns: nil when the file says it wrong.
  private mutating func credential(
    _ node: Node?,
    _ key: String,
    or variable: String
  ) -> TokenReference? {
    let usual = SecretReference.environment(variable)
    let reference =
      node.map {
        SecretReference(
          node: $0,
          field: key,
          hint: "Write \"\(usual.text)\", or leave it out: that is what it is then.",
          diagnostics: &diagnostics
        )
      } ?? usual
    return reference.map { TokenReference(reference: $0, value: secrets.secret($0) ?? "") }
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
    reportUnknown(known, in: reader, "auth")
  }

  private mutating func reportUnknown(
    _ known: [String],
    in reader: MappingReader,
    _ mapping: String
  ) {
    for pair in reader.remainingPairs {
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \"\(mapping)\"",
        at: pair.key.range,
        hint: closestMatch(to: pair.name, among: known).map { "Did you mean \"\($0)\"?" }
          ?? "Known keys: \(known.joined(separator: ", "))."
      )
    }
  }
}
