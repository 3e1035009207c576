import ObjectModel
import SupabaseManagement

extension ManagementAPIStore {
  /// Reads all settings of the project.
  public func all() async throws -> [AuthSetting] {
    let fields = try await fields()
    var found = SettingsTable.standard.settings.compactMap { exported($0, fields) }
    for issuer in try await issuers() {
      guard let known = ThirdParty.settings(ofIssuer: issuer) else { continue }
      found.append(AuthSetting("third_party.\(known.party).enabled", .bool(true)))
      for (key, value) in known.values.sorted(by: { $0.key < $1.key }) {
        found.append(AuthSetting("third_party.\(known.party).\(key)", .text(value)))
      }
    }
    return found
  }

  private func exported(_ setting: Setting, _ fields: [String: JSONValue]) -> AuthSetting? {
    guard let field = setting.apiField, let json = fields[field.name], !json.isEmpty,
      Self.isSaid(setting, fields)
    else { return nil }
    if field.form == "presence" || field.form.hasPrefix("=") {
      return AuthSetting(setting.name, .bool(true))
    }
    if setting.type == .secret {
      return AuthSetting(setting.name, .secret(.environment(field.name.uppercased())))
    }
    let value = setting.value(ofAPI: json)
    guard !value.isEmpty, setting.problem(with: value) == nil, setting.takes(value) else {
      return nil
    }
    return AuthSetting(setting.name, value)
  }

  /// Whether a field says a setting: some say one only together with others, or several.
  private static func isSaid(_ setting: Setting, _ fields: [String: JSONValue]) -> Bool {
    let isPercent = fields["db_max_pool_size_unit"]?.text == "percent"
    switch setting.name {
    case "db.conn_percentage": return isPercent
    case "db.max_pool_size": return !isPercent
    case "db.max_pool_size_unit", "sms.provider": return false
    case "captcha.provider": return fields["security_captcha_enabled"] == .bool(true)
    default: break
    }
    let parts = setting.name.split(separator: ".")
    if parts.count == 3, parts[0] == "sms", parts[2] == "enabled" {
      return fields["external_phone_enabled"] == .bool(true)
        && fields["sms_provider"]?.text == String(parts[1])
    }
    return true
  }

  /// Whether a new project has the value.
  public func isUsual(_ object: AuthSetting) -> Bool {
    guard let setting = object.setting, setting.type != .secret, setting.thirdParty == nil,
      let form = setting.apiField?.form, form != "presence", !form.hasPrefix("=")
    else { return false }
    let json = setting.apiValue(of: object.value)
    guard let text = setting.hostedFallback else { return json == .bool(false) }
    return json == JSONValue(parsing: Array(text.utf8)) || json == .text(text)
  }
}
