public import ObjectModel

extension AuthSetting {
  /// One call of the place where the setting lives.
  public func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    guard let change = old.home?.change else { return [] }
    var step = Step(.alter, id, effect: .external(change.call), reason: change.reason)
    step.hazards = hazards(from: old.value)
    return [step]
  }
}

extension Setting {
  /// What people should know of a change, wherever the setting lives.
  func remarks(from old: AuthValue) -> [String] {
    var parts: [String] = []
    if type == .secret { parts.append(old == .unset ? "secret set" : "secret changed") }
    if name == "jwt_secret", old != .unset {
      parts.append("tokens that were issued before are no longer valid")
    }
    if notes.contains(.unused) { parts.append("the service reads it but does not use it") }
    return parts
  }
}

/// What a variable is to hold.
enum VariableText: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A secret.
  case secret(SecretReference)
  /// The variable must not be there.
  case removed
}

/// Variables of the environment that say more than one setting.
enum SharedVariables {
  static let smsProviders = ["twilio", "twilio_verify", "messagebird", "textlocal", "vonage"]

  /// What the variable of a setting is to hold for the setting to have a value.
  ///
  /// - Parameters:
  ///   - setting: the setting.
  ///   - value: its value.
  ///   - declared: the values of other settings, by name.
  /// - Returns: the text, or that the variable must go.
  static func text(
    of setting: Setting,
    _ value: AuthValue,
    among declared: (String) -> AuthValue?
  ) -> VariableText {
    if case .secret(let reference) = value { return .secret(reference) }
    switch setting.variable?.form {
    case .presence: return .text(value.isTrue ? declared("email.smtp.host")?.text ?? "" : "")
    case .equals: return .text(smsProvider(declared))
    case .restOfList:
      return .text(clientIDs(setting.name, declared) ?? joined(value))
    case .commaJoined where setting.name.hasSuffix(".client_id"):
      return .text(clientIDs(setting.name, declared) ?? value.text ?? "")
    case .plain where setting.name == "email.smtp.host":
      let isOff = declared("email.smtp.enabled") == .bool(false)
      return .text(isOff ? "" : value.text ?? "")
    default: return setting.environmentText(of: value).map { .text($0) } ?? .removed
    }
  }

  /// The provider of text messages: the declared one, or the first that is enabled.
  static func smsProvider(_ declared: (String) -> AuthValue?) -> String {
    declared("sms.provider")?.text
      ?? smsProviders.first { declared("sms.\($0).enabled") == .bool(true) } ?? ""
  }

  /// The list of a provider's client ids, when manifests declare it in two parts.
  private static func clientIDs(
    _ name: String,
    _ declared: (String) -> AuthValue?
  ) -> String? {
    let provider = name.split(separator: ".").dropLast().joined(separator: ".")
    guard case .list(let rest)? = declared("\(provider).additional_client_ids") else { return nil }
    let first = declared("\(provider).client_id")?.text
    return ([first].compactMap { $0 } + rest).joined(separator: ",")
  }

  private static func joined(_ value: AuthValue) -> String {
    if case .list(let items) = value { items.joined(separator: ",") } else { "" }
  }
}
