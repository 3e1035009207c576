public import ObjectModel

/// The settings of a self-hosted auth service in an environment file, or in the folder of such
/// files that is given to its `--config-dir`.
public struct EnvFileStore: SettingsStore {
  /// The path as the environment gives it, relative to the project's folder.
  public let path: String
  private let folder: String
  private let secrets: SecretResolver
  private static let attempts = 3

  /// Names the file.
  ///
  /// - Parameters:
  ///   - path: the file or folder, absolute or relative to the project's folder.
  ///   - folder: the project's folder.
  ///   - secrets: where secrets are found.
  public init(path: String, folder: String, secrets: SecretResolver) {
    self.path = path
    self.folder = folder
    self.secrets = secrets
  }

  /// The name of the system in the calls of steps.
  public var name: String { EnvFileChange.system }

  /// The variable that holds a setting.
  public func localName(of setting: Setting) -> String? { setting.variable?.name }

  private var fullPath: String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }

  private func contents() throws(AuthSettingsError) -> EnvSource {
    do {
      return try EnvSource(fullPath)
    } catch {
      throw .file(path: path, error)
    }
  }
}

// MARK: - Reading

extension EnvFileStore {
  /// Reads the variables of the declared settings; a missing file is an empty one.
  public func read(declared: [AuthSetting]) async throws -> LiveSettings {
    try secrets.check(declared) { $0.variable != nil }
    let file = try contents()
    let values = Dictionary(
      declared.map { ($0.id.name, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    let objects = declared.map { live($0, in: file, among: values) }
    return LiveSettings(
      objects: objects,
      notManaged: notManaged(file, declared),
      states: states(of: declared, in: file)
    )
  }

  /// Reads the variables of settings.
  public func states(of settings: [AuthSetting]) async throws -> [ObjectID: String] {
    states(of: settings, in: try contents())
  }

  private func states(of settings: [AuthSetting], in file: EnvSource) -> [ObjectID: String] {
    var states: [ObjectID: String] = [:]
    for object in settings {
      guard let setting = object.setting, let variable = setting.variable else { continue }
      guard setting.type == .secret else {
        let texts = variable.allNames.map { name in file[name].map { "\(name)=\($0)" } ?? "" }
        states[object.id] = texts.joined(separator: "\n")
        continue
      }
      let live = Self.text(of: variable, in: file)
      let declared = object.value.reference.flatMap(secrets.secret).map(setting.effectiveSecret)
      states[object.id] = SettingState.secret(
        live,
        declared: declared,
        isSame: live.map(setting.effectiveSecret) == declared
      )
    }
    return states
  }

  private func live(
    _ object: AuthSetting,
    in file: EnvSource,
    among declared: [String: AuthValue]
  ) -> AuthSetting {
    guard let setting = object.setting, let variable = setting.variable else {
      return AuthSetting(object.id.name, object.value, home: nil)
    }
    let text = Self.text(of: variable, in: file)
    var value = Self.value(of: setting, text)
    let wanted = SharedVariables.text(of: setting, object.value) { declared[$0] }
    switch object.value {
    case .secret(let reference):
      let secret = secrets.secret(reference).map(setting.effectiveSecret)
      let isSame = text.map(setting.effectiveSecret) == secret
      value = isSame ? object.value : text?.isEmpty == false ? .anotherSecret : .unset
    default:
      if Self.isSame(setting, wanted, text) { value = object.value }
    }
    let home = SettingHome(
      place: path,
      uses: Self.uses(setting, value, file),
      change: EnvFileChange(path: path, setting: setting, to: wanted)
        .map { .init(call: $0.call, reason: Self.reason(setting, wanted, value)) }
    )
    return AuthSetting(object.id.name, value, home: home)
  }

  /// When the service takes the change up, and what else people should know.
  private static func reason(_ setting: Setting, _ text: VariableText, _ old: AuthValue) -> String {
    var parts = setting.remarks(from: old)
    if text == .removed {
      parts.append("the running service keeps the old value until it is restarted")
    } else if setting.notes.contains(.notReloadable) {
      parts.append("takes effect when the auth service is restarted")
    } else {
      parts.append(
        "takes effect when the auth service reloads its folder of settings (--config-dir); without"
          + " one, recreate its container"
      )
    }
    return parts.joined(separator: "; ")
  }

  /// Whether a variable's text comes to what is wanted of it.
  private static func isSame(_ setting: Setting, _ wanted: VariableText, _ text: String?) -> Bool {
    switch (wanted, text) {
    case (.removed, nil): return true
    case (.text(let wanted), let text?):
      if wanted == text { return true }
      switch setting.variable?.form {
      case .presence, .equals, .restOfList: return false
      case .commaJoined where setting.type == .text: return false
      default: break
      }
      let live = setting.effect(of: setting.value(ofEnvironmentText: text))
      return live == setting.effect(of: setting.value(ofEnvironmentText: wanted))
    // A duration of 0 says that the variable is not set.
    case (.removed, let text?):
      return setting.zeroIsUnset && GoDuration(text)?.nanoseconds == 0
    case (.text, nil), (.secret, _): return false
    }
  }

  /// The strongest of a variable's names that the file sets.
  private static func text(of variable: Setting.EnvironmentVariable, in file: EnvSource) -> String?
  {
    variable.allNames.lazy.compactMap { file[$0] }.first
  }

  /// The value that a setting has when its variable holds a text.
  private static func value(of setting: Setting, _ text: String?) -> AuthValue {
    guard let text else { return .unset }
    switch setting.variable?.form {
    case .presence: return .bool(!text.isEmpty)
    case .equals(let word): return .bool(text == word)
    case .restOfList:
      return .list(text.split(separator: ",").dropFirst().map(String.init))
    default: return setting.value(ofEnvironmentText: text)
    }
  }

  /// The function that a hook calls while it is enabled.
  private static func uses(_ setting: Setting, _ value: AuthValue, _ file: EnvSource) -> [ObjectID]
  {
    guard setting.name.hasPrefix("hook."), setting.name.hasSuffix(".enabled"), value.isTrue,
      let uri = SettingsTable.standard["\(setting.name.dropLast("enabled".count))uri"],
      let address = uri.variable.flatMap({ text(of: $0, in: file) }),
      let function = AuthSetting.function(at: address)
    else { return [] }
    return [function]
  }

  /// How many known settings the file holds that no manifest declares.
  private func notManaged(_ file: EnvSource, _ declared: [AuthSetting]) -> [NotManaged] {
    let variables = Set(declared.compactMap { $0.setting?.variable?.name })
    let others = Set(
      file.keys.compactMap { key in
        SettingsTable.standard.settings(ofVariable: key).first?.variable?.name
      }
    ).subtracting(variables)
    return others.isEmpty
      ? [] : [NotManaged(what: "auth setting in \(path)", count: others.count)]
  }

  /// Reads all known settings of the file.
  public func all() async throws -> [AuthSetting] {
    let file = try contents()
    return SettingsTable.standard.settings.compactMap { setting in
      guard let variable = setting.variable, let text = Self.text(of: variable, in: file) else {
        return nil
      }
      switch variable.form {
      // Other settings say the same.
      case .presence, .equals, .restOfList: return nil
      default: break
      }
      let value = setting.value(ofEnvironmentText: text)
      if value == .anotherSecret {
        return AuthSetting(setting.name, .secret(.environment(variable.name)))
      }
      // A setting without a value cannot be declared, and one that no manifest takes neither.
      guard value != .unset, setting.problem(with: value) == nil, setting.takes(value) else {
        return nil
      }
      return AuthSetting(setting.name, value)
    }
  }

  /// Whether the service takes the value by itself.
  public func isUsual(_ object: AuthSetting) -> Bool {
    guard let setting = object.setting, let usual = setting.serviceDefault else { return false }
    return setting.effect(of: usual) == setting.effect(of: object.value)
  }
}

extension Setting {
  /// Whether a value is of the setting's type: a live text may be none that the service can read.
  func takes(_ value: AuthValue) -> Bool {
    switch (type, value) {
    case (.bool, .text), (.list, .text), (.map, .text): false
    case (.integer, .text(let text)): variable?.form == .rate && Rate(text) != nil
    case (.duration, .text(let text)): GoDuration(text) != nil
    default: true
    }
  }
}

// MARK: - Writing

extension EnvFileStore {
  /// Sets or removes variables and replaces the file in one step.
  public func perform(_ calls: [ExternalCall]) async throws {
    var changes: [(variable: Setting.EnvironmentVariable, text: String?)] = []
    for call in calls {
      guard let change = EnvFileChange(call), change.path == path else {
        throw AuthSettingsError.unknownCall(call.summary)
      }
      changes.append((change.variable, try resolved(change)))
    }
    for _ in 0..<Self.attempts {
      var file = try contents()
      do {
        for change in changes { try Self.apply(change.text, to: change.variable, in: &file) }
        if try file.write() { return }
      } catch {
        throw AuthSettingsError.file(path: path, error)
      }
    }
    throw AuthSettingsError.file(path: path, .busy)
  }

  private func resolved(_ change: EnvFileChange) throws(AuthSettingsError) -> String? {
    switch change.text {
    case .text(let text): return text
    case .removed: return nil
    case .secret(let reference):
      guard let secret = secrets.secret(reference) else {
        let id = AuthSetting.id(change.setting.name)
        throw .missingSecrets([.init(setting: id, reference: reference)])
      }
      return secret
    }
  }

  private static func apply(
    _ text: String?,
    to variable: Setting.EnvironmentVariable,
    in file: inout EnvSource
  ) throws(EnvFileError) {
    if let text {
      // A stronger name that is set would win over the one that is written.
      let name = variable.stronger.first { file[$0] != nil } ?? variable.name
      try file.set(name, to: text)
    } else {
      for name in variable.allNames { try file.remove(name) }
    }
  }
}
