import ObjectModel
import Testing

@testable import AuthSettings

@Suite struct TableTests {
  private let table = SettingsTable.standard

  @Test func holdsAllSettings() {
    #expect(table.settings.count == 506)
    #expect(Set(table.settings.map(\.name)).count == 506)
    #expect(table.settings.filter { $0.variable != nil }.count == 484)
    #expect(table.settings.filter { $0.type == .secret }.count == 53)
  }

  @Test func noSettingIsAGroup() {
    #expect(table.settings.filter { table.isBranch($0.name) }.isEmpty)
  }

  @Test func writtenVariablesAreSharedOnlyWhereThatIsKnown() {
    var owners: [String: [String]] = [:]
    for setting in table.settings {
      if let variable = setting.variable { owners[variable.name, default: []].append(setting.name) }
    }
    #expect(
      Set(owners.filter { $0.value.count > 1 }.keys) == [
        "GOTRUE_SMTP_HOST", "GOTRUE_SMS_PROVIDER", "GOTRUE_EXTERNAL_APPLE_CLIENT_ID",
        "GOTRUE_EXTERNAL_GOOGLE_CLIENT_ID",
      ]
    )
  }

  @Test func defaultsAreValid() {
    for setting in table.settings {
      guard let value = setting.serviceDefault, !value.isEmpty else { continue }
      if setting.type == .duration { #expect(value.text.flatMap { GoDuration($0) } != nil) }
      // Smaller ones are what the service raises.
      if case .integer = value, setting.range != nil { continue }
      #expect(setting.problem(with: value) == nil, "\(setting.name)")
    }
  }

  @Test(arguments: [
    ("0", 0), ("1h2m3.5s", 3_723_500_000_000), ("1.5h", 5_400_000_000_000), ("300ms", 300_000_000),
    ("-1s", -1_000_000_000), ("5µs", 5_000),
  ]) func readsDurations(text: String, nanoseconds: Int64) {
    #expect(GoDuration(text)?.nanoseconds == nanoseconds)
  }

  @Test(arguments: ["", "5", "1d", "s", ".s", "1h2", "99999999999h", "1 h"])
  func refusesDurations(text: String) {
    #expect(GoDuration(text) == nil)
  }

  @Test(arguments: [
    ("10", 10), ("0x10", 16), ("010", 8), ("1_000", 1000), ("-0b11", -3), ("0o17", 15), ("0", 0),
  ]) func readsNumbersAsGoDoes(text: String, number: Int) {
    #expect(GoText.integer(text) == number)
  }

  @Test(arguments: ["", "x", "08", "1.5", "+", "_1"])
  func refusesNumbersAsGoDoes(text: String) {
    #expect(GoText.integer(text) == nil)
  }

  @Test func comparesTimes() {
    #expect(Timestamp("2030-01-01T00:00:00Z") == Timestamp("2029-12-31T22:30:00.000-01:30"))
    #expect(Timestamp("2024-02-29T00:00:00Z") != nil)
    #expect(Timestamp("2023-02-29T00:00:00Z") == nil)
    #expect(Timestamp("2030-01-01") == nil)
  }

  typealias Widening = (name: String, old: AuthValue, new: AuthValue)

  static let widenings: [Widening] = [
    ("minimum_password_length", .integer(8), .integer(6)),
    ("password_requirements", .text("letters_digits"), .text("")),
    ("mfa.totp.verify_enabled", .bool(true), .bool(false)),
    ("email.enable_confirmations", .bool(true), .bool(false)),
    ("email.enable_confirmations", .unset, .bool(false)),
    ("additional_redirect_urls", .list(["https://a"]), .list(["https://a", "https://*.b"])),
    ("jwt_expiry", .integer(3600), .integer(7200)), ("captcha.enabled", .bool(true), .bool(false)),
    ("enable_signup", .bool(false), .bool(true)),
    ("enable_anonymous_sign_ins", .unset, .bool(true)),
    ("enable_refresh_token_rotation", .unset, .bool(false)),
    ("external.github.enabled", .bool(false), .bool(true)),
    ("sessions.timebox", .text("1h"), .text("0s")),
    ("rate_limit.email_sent", .integer(30), .text("60/1h")),
    ("sms.test_otp", .unset, .map(["1": "2"])),
    ("jwt.admin_roles", .list(["a"]), .list(["a", "b"])),
    ("hook.before_user_created.enabled", .bool(true), .bool(false)),
    ("rate_limit.header", .text("X-Real-IP"), .text("")),
  ]

  @Test func tellsWhatIsWeakened() {
    for (name, old, new) in Self.widenings {
      let hazards = AuthSetting(name, new).hazards(from: old)
      #expect(hazards.map(\.name) == [.accessWidened], "\(name)")
      if old == .unset { continue }
      #expect(
        AuthSetting(name, old).hazards(from: new).isEmpty || name == "sms.test_otp",
        "\(name)"
      )
    }
  }

  @Test func othersAreNoHazard() {
    #expect(AuthSetting("site_url", .text("b")).hazards(from: .text("a")).isEmpty)
    #expect(AuthSetting("enable_signup", .bool(true)).hazards(from: .unset).isEmpty)
    #expect(AuthSetting("jwt_expiry", .integer(60)).hazards(from: .integer(90)).isEmpty)
  }

  @Test func checksSecretsWithoutTellingThem() throws {
    func problem(_ name: String, _ text: String) throws -> String? {
      try #require(table[name]).problem(withSecret: text)
    }
    typealias Samples = EnvFileStoreTests
    #expect(try problem("saml.private_key", Samples.rsaKey(bytes: 256)) == nil)
    #expect(try problem("saml.private_key", Samples.rsaKey(bytes: 255)) != nil)
    #expect(try problem("saml.private_key", "nonsense") != nil)
    let keys = #"[{"kty": "EC", "key_ops": ["sign"]}, {"kty": "EC", "key_ops": ["verify"]}]"#
    #expect(try problem("signing_keys_path", keys) == nil)
    #expect(try problem("signing_keys_path", "[]")?.contains("0 keys") == true)
    #expect(try problem("signing_keys_path", "x") != nil)
    #expect(try problem("security.db_encryption.encryption_key", Samples.aesKey) == nil)
    #expect(try problem("security.db_encryption.encryption_key", "abc") != nil)
    #expect(try problem("security.db_encryption.decryption_keys", "a:\(Samples.aesKey)") == nil)
    #expect(try problem("security.db_encryption.decryption_keys", "a:b") != nil)
  }

  @Test(arguments: [
    ("Your code is {{ .Code }}", true), ("plain", true), ("{{ .Code", false), ("{{ }}", false),
    ("{{ a {{ b }}", false), ("a }} b", true),
  ]) func checksPlaceholders(text: String, isRight: Bool) throws {
    let setting = try #require(table["sms.template"])
    #expect((setting.problem(with: .text(text)) == nil) == isRight)
  }
}
