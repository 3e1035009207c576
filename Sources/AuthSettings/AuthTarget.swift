public import Diagnostics
public import ObjectModel
public import YAMLSource

/// The place where an environment keeps its auth settings: `auth` in its file.
public struct AuthTarget: Sendable {
  /// The place.
  public let store: any SettingsStore
  private let range: SourceRange?

  /// Reads `{target: env_file, path: …}`; nil when it is wrong, with every mistake reported.
  ///
  /// - Parameters:
  ///   - node: the value of `auth` in the environment's file.
  ///   - folder: the project's folder, from which relative paths start.
  ///   - environment: the process's environment variables, for secrets.
  ///   - diagnostics: gets every mistake.
  public init?(
    _ node: Node,
    folder: String,
    environment: [String: String],
    diagnostics: inout DiagnosticCollector
  ) {
    guard var reader = MappingReader(node) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"auth\" must be a mapping, not \(node.kindDescription)",
        at: node.range,
        hint: "Write it as {target: env_file, path: .env}."
      )
      return nil
    }
    guard let target = reader.takeRequired("target", of: "\"auth\"", diagnostics: &diagnostics)
    else { return nil }
    guard let store = Self.store(target, &reader, folder, environment, &diagnostics) else {
      return nil
    }
    self.store = store
    range = node.range
  }

  private static let targets = ["env_file", "management_api", "config_toml"]

  private static func store(
    _ target: Node,
    _ reader: inout MappingReader,
    _ folder: String,
    _ environment: [String: String],
    _ diagnostics: inout DiagnosticCollector
  ) -> (any SettingsStore)? {
    let secrets = SecretResolver(environment: environment, folder: folder)
    switch target.stringValue {
    case "env_file":
      let path = reader.takeRequired("path", of: "\"auth\"", diagnostics: &diagnostics)
      let isComplete = Self.reportUnknown(reader, ["target", "path"], &diagnostics)
      guard let path else { return nil }
      guard let text = path.stringValue, !text.isEmpty else {
        diagnostics.error(
          "manifest.wrong-type",
          "\"path\" must be the path of a file",
          at: path.range
        )
        return nil
      }
      return isComplete ? EnvFileStore(path: text, folder: folder, secrets: secrets) : nil
    case let name? where targets.contains(name):
      diagnostics.error(
        "auth.unsupported-target",
        "the target \"\(name)\" is not supported",
        at: target.range,
        hint: "Use env_file."
      )
    case let name:
      let near = name.flatMap { closestMatch(to: $0, among: targets) }
      diagnostics.error(
        "auth.unknown-target",
        "unknown target \"\(name ?? "")\"",
        at: target.range,
        hint: near.map { "Did you mean \"\($0)\"?" }
          ?? "Targets: \(targets.joined(separator: ", "))."
      )
    }
    return nil
  }

  private static func reportUnknown(
    _ reader: MappingReader,
    _ known: [String],
    _ diagnostics: inout DiagnosticCollector
  ) -> Bool {
    for pair in reader.remainingPairs {
      diagnostics.error(
        "manifest.unknown-key",
        "unknown key \"\(pair.name)\" in \"auth\"",
        at: pair.key.range,
        hint: closestMatch(to: pair.name, among: known).map { "Did you mean \"\($0)\"?" }
          ?? "Known keys: \(known.joined(separator: ", "))."
      )
    }
    return reader.remainingPairs.isEmpty
  }
}

extension AuthTarget {
  /// Warns of declared settings that the place has no counterpart of, and that are left out there.
  public func check(_ declared: [DeclaredObject], diagnostics: inout DiagnosticCollector) {
    for object in declared {
      guard let setting = (object.object as? AuthSetting)?.setting,
        store.localName(of: setting) == nil
      else { continue }
      diagnostics.warning(
        "auth.not-in-target",
        "\"\(setting.name)\" cannot be set in the target \(store.name)",
        at: object.range,
        notes: [Diagnostic.Note("the target is chosen here", at: range)]
      )
    }
  }

  /// Reads the live state of the settings of a catalog, and counts those that are not managed.
  ///
  /// - Throws: `AuthSettingsError`.
  public func read(desired: Catalog) async throws -> LiveSettings {
    try await store.read(declared: desired.all(AuthSetting.self))
  }
}
