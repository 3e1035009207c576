import Diagnostics

extension DeclaredSettings {
  mutating func checkHooks() {
    for name in names where name.hasPrefix("hook.") && name.hasSuffix(".enabled") {
      let group = name.dropLast("enabled".count)
      let isEnabled = isOn(name)
      if isEnabled { require(["\(group)uri"], because: name, "an enabled hook") }
    }
    for uri in names where uri.hasPrefix("hook.") && uri.hasSuffix(".uri") {
      let secrets = "\(uri.dropLast("uri".count))secrets"
      guard let text = self[uri]?.text, let address = HookAddress(text) else { continue }
      switch address {
      case .function where self[secrets] != nil:
        report(
          "auth.conflicting-settings",
          "a hook that calls a function takes no secrets",
          at: secrets,
          hint: "Remove them.",
          note: ("the function is called here", uri)
        )
      case .web where isOn("\(uri.dropLast("uri".count))enabled"):
        require([secrets], because: uri, "a hook that calls a web address")
      case .function, .web: break
      }
    }
  }

  /// The rules that the service itself has when it loads its settings.
  mutating func checkService() {
    if isOn("saml.enabled"), self["saml.private_key"] == nil {
      diagnostics.warning(
        "auth.missing-setting",
        "SAML needs \"saml.private_key\" where the service is self-hosted",
        at: place("saml.enabled"),
        hint: "The hosted platform has a key of its own."
      )
    }
    if isOn("security.db_encryption.encrypt") {
      require(
        ["encryption_key_id", "encryption_key", "decryption_keys"].map {
          "security.db_encryption.\($0)"
        },
        because: "security.db_encryption.encrypt",
        "encryption in the database"
      )
    }
  }

  /// What is to be said of single settings beyond their values.
  mutating func checkNotes() {
    for name in names {
      guard let setting = SettingsTable.standard[name] else { continue }
      if name == "external.linkedin.enabled" || name == "external.slack.enabled", isOn(name) {
        let new = name.split(separator: ".")[1] + "_oidc"
        diagnostics.warning(
          "auth.deprecated-setting",
          "\"\(name)\" is deprecated",
          at: place(name),
          hint: "Use external.\(new) in its place."
        )
      } else if setting.notes.contains(.readOnly), setting.variable == nil {
        diagnostics.warning(
          "auth.read-only-setting",
          "\"\(name)\" cannot be changed",
          at: place(name)
        )
      } else if setting.notes.contains(.unused) {
        diagnostics.warning(
          "auth.unused-setting",
          "the auth service does not use \"\(name)\"",
          at: place(name),
          hint: "Remove it."
        )
      }
    }
  }
}
