import ObjectModel

/// One change of the command line's configuration, as data: what a step's call carries.
struct ConfigTOMLChange: Hashable, Sendable {
  /// The system's name.
  static let system = "config_toml"

  let path: String
  let setting: Setting
  let value: TOMLValue

  /// The call that carries it out.
  var call: ExternalCall {
    let written = value.written
    let shown = written.count > 60 ? "\(written.prefix(60))…" : written
    return ExternalCall(
      system: Self.system,
      summary: "set auth.\(setting.name) = \(shown) in \(path)",
      arguments: .map([
        .init("path", .text(path)), .init("setting", .text(setting.name)),
        .init("value", .text(written)),
      ])
    )
  }

  init(path: String, setting: Setting, value: TOMLValue) {
    self.path = path
    self.setting = setting
    self.value = value
  }

  /// Reads a call; nil for one that is not of this system or does not say what it must.
  init?(_ call: ExternalCall) {
    var scanner = TOMLScanner(Array((call.arguments["value"]?.textValue ?? "").utf8))
    guard call.system == Self.system, let path = call.arguments["path"]?.textValue,
      let name = call.arguments["setting"]?.textValue,
      let setting = SettingsTable.standard[name], let value = try? scanner.value().value,
      scanner.isAtEnd
    else { return nil }
    self.init(path: path, setting: setting, value: value)
  }
}

extension Setting {
  /// Where the setting stands in the command line's configuration; nil for one that it does not
  /// know, which would make it refuse the whole file.
  var tomlPath: [String]? {
    notes.contains(.notInTOML) ? nil : ["auth"] + name.split(separator: ".").map(String.init)
  }

  /// Whether the setting is the path of a file with the body of a message.
  var isBody: Bool { type == .template && name.hasSuffix(".content_path") }
}
