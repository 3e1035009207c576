public import ObjectModel
public import SupabaseManagement

/// Why auth settings cannot be read or written.
public enum AuthSettingsError: Error, Hashable, Sendable {
  /// Secrets are not where their references say, or are empty.
  case missingSecrets([MissingSecret])
  /// Secrets are not of the form that the service takes.
  case invalidSecrets([InvalidSecret])
  /// A file cannot be read or written.
  case file(path: String, EnvFileError)
  /// What proves who calls an API is not where it should be.
  case missingToken(SecretReference, APIName)
  /// A service cannot be read or changed by its API; the setting that is to blame, where known.
  case api(APIName, setting: ObjectID?, APIError)
  /// A service has taken the values, and then gives others.
  case notTaken([ObjectID], APIName)
  /// A file in TOML cannot be read or written.
  case toml(path: String, setting: ObjectID?, TOMLError)
  /// A place cannot hold the value of a setting.
  case unsuitable(ObjectID, String)
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
    case .missingToken(let reference, let api):
      "\(api) needs \(reference.text), which is not set or empty"
    case .api(let api, let setting, let error):
      (setting.map { "\($0): " } ?? "") + error.text(of: api)
    case .notTaken(let settings, let api):
      "\(api) has taken the change but still gives other values of "
        + settings.map(\.description).joined(separator: ", ")
    case .toml(let path, let setting, let error):
      "\(path): " + (setting.map { "\($0): " } ?? "") + "\(error)"
    case .unsuitable(let setting, let why): "\(setting) \(why)"
    case .unknownCall(let summary): "cannot carry out: \(summary)"
    }
  }
}

extension AuthSettingsError {
  /// The one setting that is to blame, if there is one.
  public var setting: String? {
    switch self {
    case .api(_, let id, _), .toml(_, let id, _): id?.name
    case .missingSecrets(let secrets): secrets.first?.setting.name
    case .invalidSecrets(let secrets): secrets.first?.setting.name
    case .notTaken(let settings, _): settings.first?.name
    case .unsuitable(let id, _): id.name
    case .file, .missingToken, .unknownCall: nil
    }
  }

  /// The setting that a step's call changes.
  public static func setting(changedBy call: ExternalCall) -> String? {
    call.arguments["setting"]?.textValue ?? call.arguments["provider"]?.textValue
  }
}
