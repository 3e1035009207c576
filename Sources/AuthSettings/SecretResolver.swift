import ObjectModel

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
    case .file(let path): text = contents(path)
    }
    return text?.isEmpty == false ? text : nil
  }

  /// Checks that the declared secrets are there, and of the form that the service takes.
  ///
  /// - Parameters:
  ///   - declared: the declared settings.
  ///   - isNeeded: whether a place has a counterpart of a setting.
  /// - Throws: `AuthSettingsError` with all that are missing, or all that are not of that form.
  func check(
    _ declared: [AuthSetting],
    where isNeeded: (Setting) -> Bool
  ) throws(AuthSettingsError) {
    var missing: [AuthSettingsError.MissingSecret] = []
    var invalid: [AuthSettingsError.InvalidSecret] = []
    for object in declared {
      guard case .secret(let reference) = object.value, let setting = object.setting,
        isNeeded(setting)
      else { continue }
      if let text = secret(reference) {
        let problem =
          setting.problem(withSecret: text) ?? Self.missingKey(setting, text, declared)
        if let problem { invalid.append(.init(setting: object.id, problem: problem)) }
      } else {
        missing.append(.init(setting: object.id, reference: reference))
      }
    }
    if !missing.isEmpty { throw .missingSecrets(missing) }
    if !invalid.isEmpty { throw .invalidSecrets(invalid) }
  }

  /// The key that encrypts must be among those that decrypt.
  private static func missingKey(
    _ setting: Setting,
    _ text: String,
    _ declared: [AuthSetting]
  ) -> String? {
    guard setting.name == "security.db_encryption.decryption_keys" else { return nil }
    let id = declared.first { $0.id.name == "security.db_encryption.encryption_key_id" }
    guard let id = id?.value.text, !id.isEmpty else { return nil }
    let isThere = text.split(separator: ",").contains { $0.hasPrefix("\(id):") }
    return isThere ? nil : "does not have the key \"\(id)\", which encrypts"
  }

  /// The text of a file that a manifest names; nil when it cannot be read.
  func file(_ path: String) -> String? {
    guard let bytes = try? AtomicFile.read(path.hasPrefix("/") ? path : "\(folder)/\(path)") else {
      return nil
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private func contents(_ path: String) -> String? {
    guard var text = file(path) else { return nil }
    if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
