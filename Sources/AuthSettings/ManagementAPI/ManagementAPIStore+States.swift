public import ObjectModel
import SupabaseManagement

extension ManagementAPIStore {
  /// Reads the fields of settings as the platform spells them.
  public func states(of settings: [AuthSetting]) async throws -> [ObjectID: String] {
    let needsIssuers = settings.contains { $0.setting?.thirdParty != nil }
    let state = APIState(
      fields: try await fields(),
      issuers: needsIssuers ? try await issuers() : [],
      declared: [:]
    )
    return states(of: settings, in: state)
  }

  func states(of settings: [AuthSetting], in state: APIState) -> [ObjectID: String] {
    var states: [ObjectID: String] = [:]
    for object in settings {
      guard let setting = object.setting else { continue }
      if let party = setting.thirdParty {
        states[object.id] = state.issuers
          .filter { ThirdParty.settings(ofIssuer: $0)?.party ?? party == party }
          .sorted().joined(separator: "\n")
      } else if setting.type == .secret, let field = setting.apiField {
        states[object.id] = secret(object, setting, state.fields[field.name]?.text)
      } else if setting.apiField != nil {
        states[object.id] = Self.fields(of: setting)
          .map { "\($0)=\(state.fields[$0].flatMap { $0.isEmpty ? nil : $0.jsonText } ?? "")" }
          .joined(separator: "\n")
      }
    }
    return states
  }

  /// What the platform shows of a secret; stars say only that there is one.
  private func secret(_ object: AuthSetting, _ setting: Setting, _ text: String?) -> String {
    if let text, !text.isEmpty, !SecretDigest.isOfPlatform(text) { return "set" }
    let declared = object.value.reference.flatMap(secrets.secret).map(setting.effectiveSecret)
    return SettingState.secret(
      text,
      declared: declared,
      isSame: text == declared.map { SecretDigest.ofPlatform($0, project: client.project) }
    )
  }

  /// The fields that say a setting.
  private static func fields(of setting: Setting) -> [String] {
    guard let field = setting.apiField else { return [] }
    if field.form == "when-unit=percent" { return [field.name, "\(field.name)_unit"] }
    let parts = setting.name.split(separator: ".")
    let isSplit = parts.count == 3 && (parts[1] == "apple" || parts[1] == "google")
    guard isSplit, parts[0] == "external",
      setting.name.hasSuffix("client_id")
        || setting.name.hasSuffix("client_ids")
    else { return [field.name] }
    return ["client_id", "additional_client_ids"].compactMap { key in
      SettingsTable.standard["external.\(parts[1]).\(key)"]?.apiField?.name
    }
  }
}
