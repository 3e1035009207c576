import ObjectModel

extension AuthSetting {
  /// What a change of the value lets people do that they could not before.
  func hazards(from old: AuthValue) -> [Hazard] {
    guard let setting, setting.type != .secret else { return [] }
    let before = old == .unset ? setting.serviceDefault ?? .unset : old
    guard let message = setting.widening(from: before, to: value) else { return [] }
    return [Hazard(.accessWidened, id, message)]
  }
}

extension Setting {
  /// What the service takes when nothing is set; nil where that is not known.
  var serviceDefault: AuthValue? {
    guard let text = serviceFallback ?? fallback, !text.hasPrefix("<") else { return nil }
    switch type {
    case .bool: return GoText.bool(text).map { .bool($0) }
    case .integer: return Int(text).map { .integer($0) }
    case .list: return text == "[]" ? .list([]) : nil
    case .map: return .map([:])
    case .text, .template, .decimal, .duration, .timestamp, .choice: return .text(text)
    case .secret: return nil
    }
  }

  /// In plain words, how a change weakens what guards the users' accounts; nil when it does not.
  func widening(from old: AuthValue, to new: AuthValue) -> String? {
    if old == new { return nil }
    switch new {
    case .bool(let value):
      guard let rule = Self.switchRule(name), rule.weak == value, old != .bool(value) else {
        return nil
      }
      return rule.message
    case .integer, .text: return widening(fromQuantity: old, to: new)
    case .list(let items): return widening(fromList: old, to: items)
    case .map(let entries):
      guard name == "sms.test_otp", !entries.isEmpty else { return nil }
      return "Whoever knows the fixed codes can sign in with the test telephone numbers."
    case .unset, .secret, .anotherSecret: return nil
    }
  }

  // MARK: Switches

  private typealias SwitchRule = (weak: Bool, message: String)

  private static func switchRule(_ name: String) -> SwitchRule? {
    if let rule = switchRules[name] { return rule }
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 3 else { return nil }
    switch (parts[0], parts[2]) {
    case ("external", "enabled"): return (true, "People can sign in with \(parts[1]).")
    case ("external", "skip_nonce_check"):
      return (true, "A stolen identity token of \(parts[1]) can be used again.")
    case ("external", "email_optional"):
      return (true, "People can sign up with \(parts[1]) without an e-mail address.")
    case ("web3", "enabled"): return (true, "People can sign in with a \(parts[1]) wallet.")
    case ("third_party", "enabled"):
      return (true, "Tokens that \(parts[1]) issues are accepted.")
    case ("mfa", "enroll_enabled"):
      return (false, "People can no longer add a second factor (\(parts[1])).")
    case ("mfa", "verify_enabled"):
      return (false, "Second factors (\(parts[1])) are no longer asked for.")
    case ("hook", "enabled"):
      return (false, "What the hook \(parts[1]) checks or adds is no longer checked or added.")
    default: return nil
    }
  }

  private static let switchRules: [String: SwitchRule] = [
    "enable_signup": (true, "Anybody can sign up."),
    "enable_anonymous_sign_ins": (true, "Anybody gets a user without giving a name."),
    "enable_manual_linking": (true, "Users can link further identities to their accounts."),
    "enable_refresh_token_rotation": (
      false, "A stolen refresh token stays valid: tokens are no longer rotated."
    ),
    "security.refresh_token_allow_reuse": (true, "A stolen refresh token can be used again."),
    "captcha.enabled": (false, "Programs can sign up and sign in: no captcha is asked for."),
    "email.enable_signup": (true, "People can sign up and sign in by e-mail."),
    "email.enable_confirmations": (
      false, "People can use e-mail addresses that they have not confirmed."
    ),
    "email.double_confirm_changes": (
      false, "A new e-mail address is no longer confirmed at the old one."
    ),
    "email.secure_password_change": (
      false, "A password can be changed without signing in again."
    ),
    "email.require_current_password": (
      false, "A password can be changed without knowing the current one."
    ),
    "email.allow_unverified_email_sign_ins": (
      true, "People can sign in with e-mail addresses that are not verified."
    ),
    "sms.enable_signup": (true, "People can sign up and sign in by telephone."),
    "sms.enable_confirmations": (
      false, "People can use telephone numbers that they have not confirmed."
    ),
    "mfa.allow_low_aal": (true, "Sessions without the second factor are accepted."),
    "sessions.single_per_user": (false, "A user can have several sessions at once."),
    "password.hibp_enabled": (false, "Passwords that are known to have leaked are accepted."),
    "password.hibp_fail_closed": (
      false, "Leaked passwords are accepted while they cannot be checked."
    ),
    "passkey.enabled": (true, "People can sign in with passkeys."),
    "custom_oauth.enabled": (true, "People can sign in with custom providers."),
    "oauth_server.enabled": (true, "Other applications can act for users who consent."),
    "oauth_server.allow_dynamic_registration": (
      true, "Any application can register itself as a client."
    ),
    "saml.enabled": (true, "People can sign in through SAML identity providers."),
    "security.sb_forwarded_for_enabled": (
      true, "The address that a request names is believed, also for limits."
    ),
    "security.db_encryption.encrypt": (
      false, "New secrets of users are no longer encrypted in the database."
    ),
  ]

  // MARK: Quantities

  private func widening(fromQuantity old: AuthValue, to new: AuthValue) -> String? {
    if name == "password_requirements" { return weakerRequirements(old, new) }
    if name == "rate_limit.header" {
      return new.isEmpty && !old.isEmpty ? "Requests are no longer limited by address." : nil
    }
    guard let before = quantity(old), let after = quantity(new), before != after else { return nil }
    let grows = after > before
    let change = "\(old.fieldValue) → \(new.fieldValue)"
    switch name {
    case "minimum_password_length":
      return grows ? nil : "Passwords may be shorter: \(change) characters."
    case "email.otp_length", "sms.otp_length", "mfa.phone.otp_length":
      return grows ? nil : "One-time codes are easier to guess: \(change) digits."
    case "jwt_expiry": return grows ? "Access tokens stay valid longer: \(change) seconds." : nil
    case "email.otp_expiry", "sms.otp_exp":
      return grows ? "One-time codes stay valid longer: \(change) seconds." : nil
    case "refresh_token_reuse_interval":
      return grows ? "A used refresh token is accepted longer: \(change) seconds." : nil
    case "sessions.timebox", "sessions.inactivity_timeout", "sessions.allow_low_aal":
      return grows ? "Sessions stay valid longer: \(change)." : nil
    case "email.max_frequency", "sms.max_frequency", "mfa.phone.max_frequency":
      return grows ? nil : "Messages can be asked for more often: \(change)."
    default:
      guard name.hasPrefix("rate_limit."), grows else { return nil }
      return "More attempts are allowed: \(change)."
    }
  }

  private func quantity(_ value: AuthValue) -> Double? {
    // Sessions without a limit last for ever.
    if zeroIsUnset, effect(of: value) == .nothing {
      return name == "sessions.allow_low_aal" ? 0 : .infinity
    }
    return switch effect(of: value) {
    case .number(let number): number
    case .length(let length): Double(length.nanoseconds)
    case .rate(let events, let interval):
      Double(events) * 3.6e12 / Double(interval.nanoseconds)
    default: nil
    }
  }

  private func weakerRequirements(_ old: AuthValue, _ new: AuthValue) -> String? {
    guard case .choice(let words) = type,
      let after = new.text.flatMap({ words.firstIndex(of: $0) }),
      let before = old.text.flatMap({ words.firstIndex(of: $0) }) ?? (old == .unset ? 0 : nil),
      after < before
    else { return nil }
    return "Passwords need fewer sorts of characters."
  }

  // MARK: Lists

  private func widening(fromList old: AuthValue, to new: [String]) -> String? {
    var before: [String] = []
    if case .list(let items) = old { before = items }
    let added = new.filter { !before.contains($0) }
    let shown = added.joined(separator: ", ")
    switch name {
    case "additional_redirect_urls":
      let open = added.filter { pattern in pattern.contains { "*?[{".contains($0) } }
      if open.isEmpty { return nil }
      return "Sign-in links may lead to any address that matches "
        + open.joined(separator: ", ") + "."
    case "jwt.admin_roles" where !added.isEmpty:
      return "Tokens of these roles may administer users: \(shown)."
    case "external.allowed_id_token_issuers" where !added.isEmpty:
      return "Identity tokens of these issuers are accepted: \(shown)."
    case "webauthn.rp_origins" where !added.isEmpty:
      return "Passkeys can be used from these origins: \(shown)."
    case "email.authorized_addresses" where new.isEmpty && !before.isEmpty:
      return "Mail goes to any address."
    default: return nil
    }
  }
}
