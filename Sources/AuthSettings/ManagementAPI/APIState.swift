import ObjectModel
import SupabaseManagement

/// What the hosted platform says of a project, and what is declared of it.
struct APIState {
  /// The fields of the auth configuration.
  let fields: [String: JSONValue]
  /// The issuers of third parties whose tokens are accepted; empty when none is declared.
  let issuers: [String]
  /// The declared values, by the settings' names.
  let declared: [String: AuthValue]

  /// A setting as it is, and what would make it what is declared.
  struct Reading {
    var live: AuthValue
    var wanted: [String: JSONValue]
    var isSame: Bool
  }

  /// Reads a setting that is no secret and has a field.
  func reading(_ setting: Setting, _ value: AuthValue, field: Setting.APIField) -> Reading {
    let json = fields[field.name] ?? .null
    switch field.form {
    case "presence": return mailServer(value, json, field)
    case "when-unit=percent": return percentage(value, json, field, setting)
    case let form where form.hasPrefix("="):
      return provider(value, json, field, String(form.dropFirst()))
    default: break
    }
    if let ids = clientIDs(setting, value) { return ids }
    let live = setting.value(ofAPI: json)
    var wanted = value
    if setting.name == "email.smtp.host", isMailOff { wanted = .text("") }
    // The platform forgets these when mail is switched off.
    let isForgotten =
      isMailOff && setting.name.hasPrefix("email.smtp.") && setting.name != "email.smtp.host"
    return Reading(
      live: live,
      wanted: [field.name: setting.apiValue(of: wanted)],
      isSame: isForgotten || setting.isSame(wanted, live)
    )
  }

  private var isMailOff: Bool { declared["email.smtp.enabled"] == .bool(false) }

  private func mailServer(
    _ value: AuthValue,
    _ json: JSONValue,
    _ field: Setting.APIField
  ) -> Reading {
    let live = AuthValue.bool(!json.isEmpty)
    let host = value.isTrue ? declared["email.smtp.host"]?.text ?? "" : ""
    return Reading(live: live, wanted: [field.name: .text(host)], isSame: live == value)
  }

  private func percentage(
    _ value: AuthValue,
    _ json: JSONValue,
    _ field: Setting.APIField,
    _ setting: Setting
  ) -> Reading {
    let unit = "\(field.name)_unit"
    let live = fields[unit]?.text == "percent" ? setting.value(ofAPI: json) : .unset
    return Reading(
      live: live,
      wanted: [field.name: setting.apiValue(of: value), unit: .text("percent")],
      isSame: setting.isSame(value, live)
    )
  }

  /// One of the providers of text messages is on when it is the one that is chosen.
  private func provider(
    _ value: AuthValue,
    _ json: JSONValue,
    _ field: Setting.APIField,
    _ word: String
  ) -> Reading {
    let isChosen = json.text == word
    let other = SharedVariables.smsProvider { declared[$0] }
    // Some provider is always chosen; without sign-up by telephone it sends nothing.
    let isIdle =
      declared["sms.enable_signup"] == .bool(false)
      || (declared["sms.enable_signup"] == nil && fields["external_phone_enabled"] != .bool(true))
    let isSame = value.isTrue ? isChosen : !isChosen || (isIdle && other.isEmpty)
    return Reading(
      live: .bool(isSame ? value.isTrue : isChosen),
      wanted: other.isEmpty ? [:] : [field.name: .text(other)],
      isSame: isSame
    )
  }

  /// Apple and Google: the ids may stand in one field or in two, and count together.
  private func clientIDs(_ setting: Setting, _ value: AuthValue) -> Reading? {
    let parts = setting.name.split(separator: ".")
    guard parts.count == 3, parts[0] == "external", parts[1] == "apple" || parts[1] == "google",
      parts[2] == "client_id" || parts[2] == "additional_client_ids",
      let first = SettingsTable.standard["external.\(parts[1]).client_id"],
      let rest = SettingsTable.standard["external.\(parts[1]).additional_client_ids"],
      let firstField = first.field?.name, let restField = rest.field?.name
    else { return nil }
    func ids(_ json: JSONValue?) -> [String] {
      (json?.text ?? "").split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    }
    let live = ids(fields[firstField]) + ids(fields[restField])
    var wanted = ids(declared[first.name]?.text.map { .text($0) })
    let declaresRest = declared[rest.name] != nil
    if case .list(let items)? = declared[rest.name] { wanted += items }
    // The rest is left alone where only the first part is declared.
    let isSame =
      wanted == live || (!declaresRest && wanted == ids(fields[firstField]))
    var changes = [setting.field?.name ?? firstField: setting.apiValue(of: value)]
    if !isSame, declaresRest {
      changes = [
        firstField: first.apiValue(of: declared[first.name] ?? .text("")),
        restField: rest.apiValue(of: declared[rest.name] ?? .list([])),
      ]
    }
    return Reading(
      live: isSame ? value : setting.value(ofAPI: fields[setting.field?.name ?? ""] ?? .null),
      wanted: changes,
      isSame: isSame
    )
  }
}

// MARK: - Third parties

extension APIState {
  /// The issuer that the declared settings of a third party come to.
  func declaredIssuer(of party: String) -> String? {
    if declared["third_party.\(party).enabled"] == .bool(false) { return nil }
    return ThirdParty.issuer(of: party) { declared[$0]?.text }
  }

  /// The issuers of a third party that are accepted.
  func issuers(of party: String) -> [String] {
    issuers.filter { issuer in
      ThirdParty.settings(ofIssuer: issuer)?.party == party || issuer == declaredIssuer(of: party)
    }
  }

  /// The live value of a third party's setting.
  func thirdParty(_ setting: Setting, _ value: AuthValue, _ party: String) -> AuthValue {
    let live = issuers(of: party)
    if setting.name.hasSuffix(".enabled") { return .bool(!live.isEmpty) }
    // What is switched off has no issuer, in which its other settings would stand.
    if declared["third_party.\(party).enabled"] == .bool(false) { return value }
    if let wanted = declaredIssuer(of: party), live == [wanted] { return value }
    guard let first = live.first, let known = ThirdParty.settings(ofIssuer: first) else {
      return declared["third_party.\(party).enabled"] == nil ? value : .unset
    }
    let key = String(setting.name.split(separator: ".").last ?? "")
    return known.values[key].map { .text($0) } ?? .unset
  }
}
