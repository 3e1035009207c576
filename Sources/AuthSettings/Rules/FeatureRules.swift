extension DeclaredSettings {
  mutating func checkCaptcha() {
    guard isOn("captcha.enabled") else { return }
    require(
      ["captcha.provider", "captcha.secret"],
      because: "captcha.enabled",
      "an enabled captcha"
    )
  }

  mutating func checkPasskeys() {
    guard isOn("passkey.enabled") else { return }
    require(
      ["webauthn.rp_id", "webauthn.rp_origins"],
      because: "passkey.enabled",
      "sign-in by passkey"
    )
  }

  mutating func checkMail() {
    if isOn("email.smtp.enabled") {
      require(
        ["host", "port", "user", "pass", "admin_email"].map { "email.smtp.\($0)" },
        because: "email.smtp.enabled",
        "an enabled mail server"
      )
    }
    if self["email.enable_confirmations"] == .bool(false),
      isOn("email.allow_unverified_email_sign_ins")
    {
      report(
        "auth.conflicting-settings",
        "\"email.allow_unverified_email_sign_ins\" cannot be true without confirmations",
        at: "email.allow_unverified_email_sign_ins",
        hint: "The auth service does not start with both: set one of them the other way.",
        note: ("confirmations are switched off here", "email.enable_confirmations")
      )
    }
  }

  mutating func checkTextMessages() {
    let providers: [(name: String, keys: [String])] = [
      ("twilio", ["account_sid", "message_service_sid", "auth_token"]),
      ("twilio_verify", ["account_sid", "message_service_sid", "auth_token"]),
      ("messagebird", ["originator", "access_key"]), ("textlocal", ["sender", "api_key"]),
      ("vonage", ["from", "api_key", "api_secret"]),
    ]
    let enabled = providers.filter { isOn("sms.\($0.name).enabled") }
    for (name, keys) in enabled {
      let cause = "sms.\(name).enabled"
      require(keys.map { "sms.\(name).\($0)" }, because: cause, "the provider \(name)")
      if let chosen = self["sms.provider"]?.text, chosen != name {
        report(
          "auth.conflicting-settings",
          "\(name) is enabled, but another provider is chosen",
          at: cause,
          note: ("the provider is chosen here", "sms.provider")
        )
      }
    }
    if enabled.count > 1 {
      report(
        "auth.conflicting-settings",
        "only one provider of text messages can be enabled",
        at: "sms.\(enabled[1].name).enabled",
        note: ("\(enabled[0].name) is enabled here", "sms.\(enabled[0].name).enabled")
      )
    }
    if isOn("sms.enable_signup"), enabled.isEmpty, !says("sms.provider") {
      report(
        "auth.missing-setting",
        "sign-up by telephone needs a provider of text messages",
        at: "sms.enable_signup",
        hint: "Enable one of \(providers.map(\.name).joined(separator: ", "))."
      )
    }
  }

  mutating func checkProviders() {
    for name in names where name.hasPrefix("external.") && name.hasSuffix(".enabled") {
      guard isOn(name) else { continue }
      let group = String(name.dropLast(".enabled".count))
      let provider = String(group.dropFirst("external.".count))
      guard SettingsTable.standard["\(group).client_id"] != nil else { continue }
      let secretIsOptional = provider == "apple" || provider == "google"
      var keys = secretIsOptional ? ["client_id"] : ["client_id", "secret"]
      if provider == "keycloak" { keys.append("url") }
      require(keys.map { "\(group).\($0)" }, because: name, "the provider \(provider)")
    }
    for provider in ["apple", "google"] {
      let rest = "external.\(provider).additional_client_ids"
      let first = "external.\(provider).client_id"
      if self[rest] != nil, !says(first) {
        report(
          "auth.missing-setting",
          "\"\(rest)\" needs \"\(first)\"",
          at: rest,
          hint: "Both make one list, of which that is the first."
        )
      }
    }
  }

  mutating func checkFactors() {
    for factor in ["totp", "phone", "web_authn"] {
      let enroll = "mfa.\(factor).enroll_enabled"
      let verify = "mfa.\(factor).verify_enabled"
      guard isOn(enroll), !isOn(verify) else { continue }
      report(
        self[verify] == nil ? "auth.missing-setting" : "auth.conflicting-settings",
        "\"\(enroll)\" needs \"\(verify)\" to be true",
        at: enroll,
        hint: "What cannot be verified cannot be enrolled."
      )
    }
  }

  mutating func checkThirdParties() {
    let needs: [(name: String, keys: [String])] = [
      ("firebase", ["project_id"]), ("auth0", ["tenant"]),
      ("aws_cognito", ["user_pool_id", "user_pool_region"]), ("clerk", ["domain"]),
      ("workos", ["issuer_url"]),
    ]
    let enabled = needs.filter { isOn("third_party.\($0.name).enabled") }
    for (name, keys) in enabled {
      require(
        keys.map { "third_party.\(name).\($0)" },
        because: "third_party.\(name).enabled",
        "the third party \(name)"
      )
    }
    if enabled.count > 1 {
      report(
        "auth.conflicting-settings",
        "only one third party can be enabled",
        at: "third_party.\(enabled[1].name).enabled",
        note: ("\(enabled[0].name) is enabled here", "third_party.\(enabled[0].name).enabled")
      )
    }
    if isOn("third_party.clerk.enabled"), let domain = self["third_party.clerk.domain"]?.text,
      !domain.isEmpty, !Self.isClerkDomain(domain)
    {
      report(
        "auth.invalid-value",
        "\"third_party.clerk.domain\" is not a domain of Clerk",
        at: "third_party.clerk.domain",
        hint: "It is clerk.example.com or example.clerk.accounts.dev."
      )
    }
  }

  private static func isClerkDomain(_ domain: String) -> Bool {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    let isWord = { (label: Substring) in
      !label.isEmpty
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    guard labels.allSatisfy(isWord) else { return false }
    if labels.count == 4, labels.dropFirst().elementsEqual(["clerk", "accounts", "dev"]) {
      return true
    }
    return labels.first == "clerk" && labels.count >= 3
  }
}
