import ObjectModel

/// One change of an environment file, as data: what a step's call carries.
struct EnvFileChange: Hashable, Sendable {
  /// The system's name.
  static let system = "env_file"

  let path: String
  /// The setting that is changed.
  let setting: Setting
  let variable: Setting.EnvironmentVariable
  let text: VariableText

  init?(path: String, setting: Setting, to text: VariableText) {
    guard let variable = setting.variable else { return nil }
    self.path = path
    self.setting = setting
    self.variable = variable
    self.text = text
  }

  /// The call that carries it out.
  var call: ExternalCall {
    var arguments: [FieldValue.Entry] = [
      .init("path", .text(path)), .init("setting", .text(setting.name)),
    ]
    let what: String
    switch text {
    case .text(let text):
      arguments.append(.init("value", .text(text)))
      what = "set \(variable.name)=\(Self.shown(text)) in \(path)"
    case .secret(let reference):
      arguments.append(.init("secret", .text(reference.text)))
      what = "set \(variable.name) in \(path) from \(reference.text)"
    case .removed:
      what = "remove \(variable.name) from \(path)"
    }
    return ExternalCall(system: Self.system, summary: what, arguments: .map(arguments))
  }

  /// Reads a call; nil for one that is not of this system or does not say what it must.
  init?(_ call: ExternalCall) {
    guard call.system == Self.system, case .map(let entries) = call.arguments else { return nil }
    func text(_ key: String) -> String? {
      guard case .text(let text)? = entries.first(where: { $0.key == key })?.value else {
        return nil
      }
      return text
    }
    guard let path = text("path"),
      let setting = text("setting").flatMap({ SettingsTable.standard[$0] })
    else { return nil }
    if let value = text("value") {
      self.init(path: path, setting: setting, to: .text(value))
    } else if let secret = text("secret") {
      guard let reference = SecretReference(secret) else { return nil }
      self.init(path: path, setting: setting, to: .secret(reference))
    } else {
      self.init(path: path, setting: setting, to: .removed)
    }
  }

  /// A value on one line, shortened.
  private static func shown(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count > 60 || line != text ? "\(line.prefix(60))…" : line
  }
}
