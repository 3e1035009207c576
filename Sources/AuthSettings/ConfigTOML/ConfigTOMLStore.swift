public import ObjectModel

/// The settings in the configuration of Supabase's command line, `supabase/config.toml`.
///
/// Secrets stand in it as names of environment variables, so that none of them is needed to compare
/// or to write it.
public struct ConfigTOMLStore: SettingsStore {
  /// The path as the environment gives it, relative to the project's folder.
  public let path: String
  private let fullPath: String
  private let secrets: SecretResolver
  private let environment: [String: String]
  private let paths: ConfigTOMLPaths
  private static let attempts = 3

  /// Names the file.
  ///
  /// - Parameters:
  ///   - path: the file, absolute or relative to the folder.
  ///   - folder: the project's folder.
  ///   - environment: the process's environment variables.
  ///   - secrets: where secrets are found, to be compared with those that stand in the file.
  public init(
    path: String,
    folder: String,
    environment: [String: String],
    secrets: SecretResolver
  ) {
    self.path = path
    fullPath = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    self.secrets = secrets
    self.environment = environment
    paths = ConfigTOMLPaths(project: folder, file: fullPath)
  }

  /// The name of the system in the calls of steps.
  public var name: String { ConfigTOMLChange.system }

  /// The key that holds a setting.
  public func localName(of setting: Setting) -> String? {
    setting.tomlPath?.joined(separator: ".")
  }

  /// What the configuration takes no value of.
  public func problem(with value: AuthValue, of setting: Setting) -> String? {
    guard setting.tomlPath != nil else { return nil }
    switch (setting.type, value) {
    case (.integer, .text): return "takes a number of events an hour in config.toml"
    case (.template, .text(let text)) where setting.isBody && TemplateBodies.isBody(text):
      return "takes the path of a file in config.toml"
    case (.secret, .secret(.file)) where setting.name != "signing_keys_path":
      return "takes an environment variable in config.toml, where no file can be named"
    case (.secret, .secret(.environment)) where setting.name == "signing_keys_path":
      return "takes the path of a file in config.toml"
    default: return nil
    }
  }

  private func contents() throws(AuthSettingsError) -> (bytes: [UInt8], file: TOMLDocument) {
    do {
      guard let bytes = try AtomicFile.read(fullPath) else {
        throw TOMLError.file(.system(operation: "read it", reason: "there is no such file"))
      }
      return (bytes, try TOMLDocument(bytes))
    } catch let error as TOMLError {
      throw .toml(path: path, setting: nil, error)
    } catch {
      throw .toml(path: path, setting: nil, .file(error as? EnvFileError ?? .busy))
    }
  }
}

// MARK: - Reading

extension ConfigTOMLStore {
  private func variables() -> ConfigTOMLVariables {
    let above = "/" + paths.folder.split(separator: "/").dropLast().joined(separator: "/")
    return ConfigTOMLVariables(environment: environment, folders: [paths.folder, above])
  }

  /// Reads the declared settings from the file.
  public func read(declared: [AuthSetting]) async throws -> LiveSettings {
    let file = try contents().file
    let variables = variables()
    let known = SettingsTable.standard.settings.filter { Self.raw($0, in: file) != nil }
    let names = Set(declared.map(\.id.name))
    let others = known.count { !names.contains($0.name) }
    return LiveSettings(
      objects: declared.map { live($0, file, variables) },
      notManaged: [NotManaged(what: "auth setting in \(path)", count: others)],
      states: states(of: declared, in: file)
    )
  }

  /// Reads the values of settings as they are written.
  public func states(of settings: [AuthSetting]) async throws -> [ObjectID: String] {
    states(of: settings, in: try contents().file)
  }

  private func states(of settings: [AuthSetting], in file: TOMLDocument) -> [ObjectID: String] {
    var states: [ObjectID: String] = [:]
    for object in settings {
      guard let setting = object.setting, setting.tomlPath != nil else { continue }
      let raw = Self.raw(setting, in: file)
      guard setting.type == .secret, case .text(let text)? = raw,
        ConfigTOMLVariables.name(in: text) == nil, setting.name != "signing_keys_path"
      else {
        states[object.id] = raw?.written ?? ""
        continue
      }
      let declared = object.value.reference.flatMap(secrets.secret).map(setting.effectiveSecret)
      states[object.id] = SettingState.secret(
        text,
        declared: declared,
        isSame: setting.effectiveSecret(text) == declared
      )
    }
    return states
  }

  /// What the file says of a setting.
  private static func raw(_ setting: Setting, in file: TOMLDocument) -> TOMLValue? {
    guard let path = setting.tomlPath else { return nil }
    if let entry = file.entry(at: path) { return entry.value }
    guard setting.type == .map else { return nil }
    let entries = file.entries(below: path).filter { $0.path.count == path.count + 1 }
    return entries.isEmpty
      ? nil
      : .table(
        Dictionary(
          entries.map { ($0.path[path.count], $0.value) },
          uniquingKeysWith: { first, _ in first }
        )
      )
  }

  private func live(
    _ object: AuthSetting,
    _ file: TOMLDocument,
    _ variables: ConfigTOMLVariables
  ) -> AuthSetting {
    guard let setting = object.setting, setting.tomlPath != nil else {
      return AuthSetting(object.id.name, object.value, home: nil)
    }
    let raw = Self.raw(setting, in: file)
    var value = value(setting, raw, variables)
    if isSame(setting, object.value, raw, value, variables) { value = object.value }
    let change = ConfigTOMLChange(
      path: path,
      setting: setting,
      value: wanted(setting, object.value)
    )
    let home = SettingHome(
      place: path,
      uses: uses(setting, value, file, variables),
      change: .init(call: change.call, reason: Self.reason(setting, value))
    )
    return AuthSetting(object.id.name, value, home: home)
  }

  private static func reason(_ setting: Setting, _ old: AuthValue) -> String {
    let push =
      setting.notes.contains(.notPushed) || setting.notes.contains(.localOnly)
      ? "" : ", on the hosted platform at \"supabase config push\""
    return
      (setting.remarks(from: old)
      + ["takes effect at \"supabase stop\" and \"supabase start\"\(push)"])
      .joined(separator: "; ")
  }

  /// What the file is to say.
  private func wanted(_ setting: Setting, _ value: AuthValue) -> TOMLValue {
    switch value {
    case .secret(.environment(let name)): .text("env(\(name))")
    case .secret(.file(let file)): .text(paths.written(file, setting))
    case .text(let text) where setting.isBody: .text(paths.written(text, setting))
    default: setting.tomlValue(of: value)
    }
  }

  /// The value that a setting has, with its variable resolved.
  private func value(
    _ setting: Setting,
    _ raw: TOMLValue?,
    _ variables: ConfigTOMLVariables
  ) -> AuthValue {
    guard var raw else { return .unset }
    if setting.type == .secret {
      return raw == .text("") ? .unset : .anotherSecret
    }
    if case .text(let text) = raw, let name = ConfigTOMLVariables.name(in: text),
      let found = variables[name]
    {
      raw = .text(found)
    }
    return setting.value(ofTOML: raw)
  }

  private func isSame(
    _ setting: Setting,
    _ wanted: AuthValue,
    _ raw: TOMLValue?,
    _ live: AuthValue,
    _ variables: ConfigTOMLVariables
  ) -> Bool {
    if case .secret(let reference) = wanted {
      guard case .text(let text)? = raw else { return false }
      return isSame(setting, reference, text, variables)
    }
    guard raw != nil else {
      return wanted.isEmpty && setting.commandLineDefault?.isEmpty ?? true
        || (setting.zeroIsUnset && setting.effect(of: wanted) == .nothing)
    }
    if wanted == live { return true }
    if setting.isBody, let first = wanted.text, let second = live.text {
      return paths.isSame(first, second, setting)
    }
    return setting.effect(of: wanted) == setting.effect(of: live)
  }

  private func isSame(
    _ setting: Setting,
    _ wanted: SecretReference,
    _ text: String,
    _ variables: ConfigTOMLVariables
  ) -> Bool {
    if case .file(let file) = wanted { return paths.isSame(file, text, setting) }
    let name = ConfigTOMLVariables.name(in: text)
    if case .environment(name) = wanted { return true }
    // The same secret under another name, or as it is.
    guard let secret = secrets.secret(wanted) else { return false }
    return setting.effectiveSecret(secret)
      == setting.effectiveSecret(name.flatMap { variables[$0] } ?? text)
  }

  /// The function that a hook calls while it is enabled.
  private func uses(
    _ setting: Setting,
    _ value: AuthValue,
    _ file: TOMLDocument,
    _ variables: ConfigTOMLVariables
  ) -> [ObjectID] {
    guard setting.name.hasPrefix("hook."), setting.name.hasSuffix(".enabled"), value.isTrue,
      let uri = SettingsTable.standard["\(setting.name.dropLast("enabled".count))uri"],
      let address = self.value(uri, Self.raw(uri, in: file), variables).text,
      let function = AuthSetting.function(at: address)
    else { return [] }
    return [function]
  }

  /// Reads all settings of the file.
  public func all() async throws -> [AuthSetting] {
    let file = try contents().file
    let variables = variables()
    return SettingsTable.standard.settings.compactMap { setting in
      guard let raw = Self.raw(setting, in: file) else { return nil }
      if setting.type == .secret { return secret(setting, raw) }
      var value = value(setting, raw, variables)
      if setting.isBody, let text = value.text { value = .text(paths.declared(text, setting)) }
      guard !value.isEmpty, setting.problem(with: value) == nil, setting.takes(value) else {
        return nil
      }
      return AuthSetting(setting.name, value)
    }
  }

  /// Whether the command line takes the value by itself.
  public func isUsual(_ object: AuthSetting) -> Bool {
    guard let setting = object.setting, setting.type != .secret,
      let usual = setting.commandLineDefault
    else { return false }
    return setting.effect(of: usual) == setting.effect(of: object.value)
  }

  private func secret(_ setting: Setting, _ raw: TOMLValue) -> AuthSetting? {
    guard case .text(let text) = raw, !text.isEmpty else { return nil }
    if setting.name == "signing_keys_path" {
      return AuthSetting(setting.name, .secret(.file(paths.declared(text, setting))))
    }
    let path = setting.name.uppercased().replacing(".", with: "_")
    let name = ConfigTOMLVariables.name(in: text) ?? "SUPABASE_AUTH_\(path)"
    return AuthSetting(setting.name, .secret(.environment(name)))
  }
}

// MARK: - Writing

extension ConfigTOMLStore {
  /// Sets values and replaces the file in one step.
  public func perform(_ calls: [ExternalCall]) async throws {
    let changes = try calls.map { call throws(AuthSettingsError) in
      guard let change = ConfigTOMLChange(call), change.path == path else {
        throw .unknownCall(call.summary)
      }
      return change
    }
    for _ in 0..<Self.attempts {
      let (old, file) = try contents()
      let new = try Self.changed(file, changes, path)
      if new.bytes == old { return }
      do {
        if try AtomicFile.replace(fullPath, with: new.bytes, old: old) { return }
      } catch {
        throw AuthSettingsError.toml(path: path, setting: nil, .file(error))
      }
    }
    throw AuthSettingsError.toml(path: path, setting: nil, .file(.busy))
  }

  private static func changed(
    _ file: TOMLDocument,
    _ changes: [ConfigTOMLChange],
    _ path: String
  ) throws(AuthSettingsError) -> TOMLDocument {
    var file = file
    for change in changes {
      do {
        file = try file.setting(change.setting.tomlPath ?? [], to: change.value)
      } catch {
        throw .toml(path: path, setting: AuthSetting.id(change.setting.name), error)
      }
    }
    return file
  }
}
