public import ObjectModel

/// Finds the secrets that references lead to, at the moment when they are needed.
public struct SecretResolver: Sendable {
  private let environment: [String: String]
  private let folder: String

  /// Makes a resolver.
  ///
  /// - Parameters:
  ///   - environment: the process's environment variables.
  ///   - folder: the folder that relative paths start from.
  public init(environment: [String: String], folder: String) {
    self.environment = environment
    self.folder = folder
  }

  /// The secret; nil when it is not there, cannot be read or is empty.
  func secret(_ reference: SecretReference) -> String? {
    let text: String?
    switch reference {
    case .environment(let name): text = environment[name]
    case .file(let path): text = contents(path.hasPrefix("/") ? path : "\(folder)/\(path)")
    }
    return text?.isEmpty == false ? text : nil
  }

  private func contents(_ path: String) -> String? {
    guard let bytes = try? AtomicFile.read(path),
      var text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}

/// Why auth settings cannot be read or written.
public enum AuthSettingsError: Error, Hashable, Sendable {
  /// Secrets are not where their references say, or are empty.
  case missingSecrets([MissingSecret])
  /// Secrets are not of the form that the service takes.
  case invalidSecrets([InvalidSecret])
  /// A file cannot be read or written.
  case file(path: String, EnvFileError)
  /// A step's call is not one that this place understands.
  case unknownCall(String)

  /// A secret that is not where its reference says.
  public struct MissingSecret: Hashable, Sendable {
    /// The setting that needs it.
    public let setting: ObjectID
    /// Where it should be.
    public let reference: SecretReference
  }

  /// A secret that the service would refuse.
  public struct InvalidSecret: Hashable, Sendable {
    /// The setting that it is for.
    public let setting: ObjectID
    /// What is wrong with it, without the secret.
    public let problem: String
  }
}

extension AuthSettingsError: CustomStringConvertible {
  /// What happened, in one line, without any secret.
  public var description: String {
    switch self {
    case .missingSecrets(let secrets):
      secrets.map { "\($0.setting) needs \($0.reference.text), which is not set or empty" }
        .joined(separator: "; ")
    case .invalidSecrets(let secrets):
      secrets.map { "the secret of \($0.setting) \($0.problem)" }.joined(separator: "; ")
    case .file(let path, let error): "\(path): \(error)"
    case .unknownCall(let summary): "cannot carry out: \(summary)"
    }
  }
}
