import Foundation
import ObjectModel
import Planning
import Testing

@testable import AuthSettings

@Suite struct EnvFileStoreTests {
  static let hookSecret = "v1,whsec_" + String(repeating: "QUJD", count: 10)
  static let secrets = [
    "SECRET": "s3cret-$with 'quotes'", "HOOK": hookSecret,
    "KEYS": #"[{"kty": "oct", "key_ops": ["sign", "verify"]}]"#, "RSA": rsaKey(bytes: 256),
    "AES": aesKey, "AES_LIST": "id:\(aesKey),old:\(aesKey)",
  ]
  static let aesKey = String(repeating: "QUJD", count: 10) + "QUI"

  /// Something in the form of a private key with a modulus of some length.
  static func rsaKey(bytes count: Int) -> String {
    let numbers: [[UInt8]] = [[0], [0] + Array(repeating: 0xC3, count: count), [1, 0, 1], [5]]
    func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
      [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }
    return Data(der(0x30, numbers.flatMap { der(0x02, $0) })).base64EncodedString()
  }

  /// The variable with a secret that a setting takes.
  static func variable(_ setting: Setting) -> String {
    switch setting.name {
    case "signing_keys_path": "KEYS"
    case "saml.private_key", "saml.private_key_next": "RSA"
    case "security.db_encryption.encryption_key": "AES"
    case "security.db_encryption.decryption_keys": "AES_LIST"
    default: setting.name.hasPrefix("hook.") ? "HOOK" : "SECRET"
    }
  }

  /// A value of each type that no setting has by itself.
  static func sample(_ setting: Setting) -> AuthValue {
    switch setting.type {
    case .bool: return .bool(true)
    case .integer:
      return .integer(max(setting.range?.lowerBound ?? 0, min(7, setting.range?.upperBound ?? 7)))
    case .decimal: return .text("0.25")
    case .duration: return .text("1h30m")
    case .timestamp: return .text("2031-02-03T04:05:06Z")
    case .secret:
      return .secret(.environment(variable(setting)))
    case .list: return .list(["https://a.example", "b"])
    case .map: return .map(["1555": "123456"])
    case .choice(let words): return .text(words.last ?? "")
    case .text, .template:
      if setting.name.hasSuffix(".encryption_key_id") { return .text("id") }
      if setting.name.hasPrefix("hook.") { return .text("pg-functions://postgres/public/hook") }
      return .text(setting.name.hasSuffix("url") ? "https://x.example/$y" : "some text # '1'")
    }
  }

  /// Settings that share a variable are declared together with what they need.
  static func group(_ setting: Setting) -> [AuthSetting] {
    var group = [AuthSetting(setting.name, sample(setting))]
    switch setting.variable?.form {
    case .presence: group.append(AuthSetting("email.smtp.host", .text("mail.example")))
    case .restOfList:
      let first = setting.name.replacing("additional_client_ids", with: "client_id")
      group.append(AuthSetting(first, .text("first")))
    default: break
    }
    return group
  }

  @Test(arguments: SettingsTable.standard.settings.filter { $0.variable != nil }.map(\.name))
  func writesAndReadsBack(name: String) async throws {
    let setting = try #require(SettingsTable.standard[name])
    let fixture = try Fixture("# kept\nOTHER=1\n", secrets: Self.secrets)
    defer { fixture.remove() }
    let desired = Self.group(setting)
    let steps = try await fixture.apply(desired)
    #expect(steps.contains { $0.subject == AuthSetting.id(name) })
    #expect(try fixture.text.hasPrefix("# kept\nOTHER=1\n"))
    #expect(try await fixture.plan(desired).isEmpty)
    let live = try await fixture.store.read(declared: desired).objects
    #expect(live.map(\.value) == desired.map(\.value))
  }

  @Test func setsAllAtOnceAndAgain() async throws {
    let fixture = try Fixture("", secrets: Self.secrets)
    defer { fixture.remove() }
    let names = SettingsTable.standard.settings.filter { setting in
      guard setting.variable != nil else { return false }
      if case .equals? = setting.variable?.form { return false }
      return true
    }
    let desired = names.map { AuthSetting($0.name, Self.sample($0)) }
    _ = try await fixture.apply(desired)
    #expect(try await fixture.plan(desired).isEmpty)
    #expect(try await fixture.store.read(declared: desired).notManaged.isEmpty)
    let some = Array(desired.prefix(3))
    let counted = try await fixture.store.read(declared: some).notManaged
    #expect((counted.first?.count ?? 0) > 400)
  }

  @Test func comparesByEffect() async throws {
    let fixture = try Fixture(
      """
      GOTRUE_PASSWORD_MIN_LENGTH=4
      GOTRUE_DISABLE_SIGNUP=F
      GOTRUE_JWT_EXP=0xE10
      GOTRUE_URI_ALLOW_LIST=b,a
      GOTRUE_SMS_TEST_OTP=2:22,1:11
      GOTRUE_SMTP_MAX_FREQUENCY=0
      GOTRUE_MFA_FACTOR_EXPIRY_DURATION=1s
      GOTRUE_EXTERNAL_GITHUB_URL=https://github.com/
      GOTRUE_MAILER_OTP_LENGTH=99
      GOTRUE_SESSIONS_SINGLE_PER_USER=1
      GOTRUE_MFA_CHALLENGE_EXPIRY_DURATION=300.0
      GOTRUE_SMS_TEST_OTP_VALID_UNTIL=2030-01-01T01:00:00+01:00
      """
    )
    defer { fixture.remove() }
    let desired = settings(
      """
      auth:
        minimum_password_length: 6
        enable_signup: true
        jwt_expiry: 3600
        additional_redirect_urls: [a, b]
        sms: {test_otp: {"1": "11", "2": "22"}, test_otp_valid_until: "2030-01-01T00:00:00Z"}
        email: {max_frequency: 60s, otp_length: 6}
        mfa: {factor_expiry_duration: 5m, challenge_expiry_duration: 300}
        sessions: {timebox: 0s, single_per_user: true}
        external: {github: {url: "https://github.com"}}
      """
    )
    #expect(desired.count == 13)
    #expect(try await fixture.plan(desired).map(\.effect.summary) == [])
  }

  @Test func turnsOffWhatOnlyAbsenceCanSay() async throws {
    let fixture = try Fixture("A=1\nGOTRUE_SESSIONS_TIMEBOX=24h\nB=2\n")
    defer { fixture.remove() }
    let steps = try await fixture.apply(settings("auth: {sessions: {timebox: 0s}}"))
    #expect(try fixture.text == "A=1\nB=2\n")
    #expect(steps.first?.reason.contains("until it is restarted") == true)
    #expect(steps.first?.hazards.first?.name == .accessWidened)
  }

  @Test func prefersTheNameThatWins() async throws {
    let fixture = try Fixture("GOTRUE_API_API_EXTERNAL_URL=https://old.example\n")
    defer { fixture.remove() }
    _ = try await fixture.apply(settings("auth: {external_url: 'https://new.example'}"))
    #expect(try fixture.text == "GOTRUE_API_API_EXTERNAL_URL='https://new.example'\n")
  }

  @Test func choosesTheProviderOfTextMessages() async throws {
    let fixture = try Fixture("GOTRUE_SMS_PROVIDER=twilio\n")
    defer { fixture.remove() }
    let desired = settings("auth: {sms: {twilio: {enabled: false}, vonage: {enabled: true}}}")
    _ = try await fixture.apply(desired)
    #expect(try fixture.text == "GOTRUE_SMS_PROVIDER='vonage'\n")
    #expect(try await fixture.plan(desired).isEmpty)
  }

  @Test func switchesMailOffAndKeepsTheDeclaredHost() async throws {
    let fixture = try Fixture("GOTRUE_SMTP_HOST=mail.example\n")
    defer { fixture.remove() }
    let desired = settings("auth: {email: {smtp: {enabled: false, host: mail.example}}}")
    _ = try await fixture.apply(desired)
    #expect(try fixture.text == "GOTRUE_SMTP_HOST=''\n")
    #expect(try await fixture.plan(desired).isEmpty)
  }

  @Test func keepsSecretsToItself() async throws {
    let secret = "do-not-tell-0123456789"
    let old = "an-older-secret-987654"
    let fixture = try Fixture("GOTRUE_JWT_SECRET=\(old)\n", secrets: ["JWT": secret])
    defer { fixture.remove() }
    let desired = settings("auth: {jwt_secret: '${env:JWT}'}")
    let live = try await fixture.store.read(declared: desired).objects
    let steps = try await fixture.plan(desired)
    let plan = "\(steps) \(live) \(live.map(\.fieldValues)) \(Fingerprint(of: catalog(live)))"
    #expect(!plan.contains(secret) && !plan.contains(old))
    #expect(steps.first?.reason.contains("secret changed") == true)
    _ = try await fixture.apply(desired)
    #expect(try fixture.text == "GOTRUE_JWT_SECRET='\(secret)'\n")
    #expect(try await fixture.plan(desired).isEmpty)
  }

  @Test func needsTheSecretsThatAreDeclared() async throws {
    let fixture = try Fixture("", secrets: ["SHORT": "short", "EMPTY": ""])
    defer { fixture.remove() }
    for reference in ["${env:NONE}", "${env:EMPTY}", "${file:none}", "${env:SHORT}"] {
      await #expect(throws: AuthSettingsError.self) {
        try await fixture.plan(settings("auth: {jwt_secret: '\(reference)'}"))
      }
    }
  }

  @Test func readsSecretsFromFiles() async throws {
    let fixture = try Fixture("")
    defer { fixture.remove() }
    try Data("a-secret-of-some-length\n".utf8).write(to: fixture.folder.appending(path: "key"))
    _ = try await fixture.apply(settings("auth: {jwt_secret: '${file:key}'}"))
    #expect(try fixture.text == "GOTRUE_JWT_SECRET='a-secret-of-some-length'\n")
  }

  @Test func leavesAloneWhatThePlaceDoesNotKnow() async throws {
    let fixture = try Fixture("")
    defer { fixture.remove() }
    let desired = settings("auth: {db: {max_pool_size_unit: percent}}")
    #expect(try await fixture.plan(desired).isEmpty)
  }

  @Test func refusesFilesThatItCannotRead() async throws {
    let fixture = try Fixture("not a file\n")
    defer { fixture.remove() }
    await #expect(throws: AuthSettingsError.file(path: "auth.env", .syntax(line: 1))) {
      try await fixture.plan(settings("auth: {site_url: x}"))
    }
    let call = ExternalCall(system: "env_file", summary: "else", arguments: .map([]))
    await #expect(throws: AuthSettingsError.unknownCall("else")) {
      try await fixture.store.perform(call)
    }
  }

  @Test func exportsWhatItCanRead() async throws {
    let fixture = try Fixture(
      "GOTRUE_SITE_URL=https://x\nGOTRUE_JWT_SECRET=abc\n"
        + "GOTRUE_JWT_EXP=abc\nGOTRUE_DISABLE_SIGNUP=1\n"
    )
    defer { fixture.remove() }
    let exported = try await fixture.store.export()
    let encoder = ManifestEncoder(
      registry: registry,
      catalog: catalog(exported),
      defaults: ProjectDefaults()
    )
    let written = exported.filter { encoder.needsDocument($0) }
    #expect(written.count == 1)
    let document = try #require(written.first.map { encoder.document(of: $0) })
    #expect(
      "\(document)" == "{auth: {enable_signup: false, jwt_secret: ${env:GOTRUE_JWT_SECRET}, "
        + "site_url: https://x}}"
    )
  }

  @Test func writesWhereAFolderSetsAVariable() async throws {
    let fixture = try Fixture()
    defer { fixture.remove() }
    for (name, text) in [
      ("a.env", "# first\nGOTRUE_SITE_URL=a\nGOTRUE_JWT_EXP=60\n"),
      ("b.env", "GOTRUE_SITE_URL=b # wins\n"),
      ("c.json", "{\"GOTRUE_PASSWORD_MIN_LENGTH\": \"9\"}"),
      ("notes.txt", "no file of the service"),
    ] {
      try Data(text.utf8).write(to: fixture.folder.appending(path: name))
    }
    let store = EnvFileStore(
      path: ".",
      folder: fixture.folder.path,
      secrets: SecretResolver(environment: [:], folder: "/")
    )
    let desired = settings(
      "auth: {site_url: c, jwt_expiry: 90, minimum_password_length: 9, enable_signup: false}"
    )
    #expect(try await store.apply(desired).count == 3)
    func text(_ name: String) throws -> String {
      try String(contentsOf: fixture.folder.appending(path: name), encoding: .utf8)
    }
    #expect(try text("a.env") == "# first\nGOTRUE_SITE_URL=a\nGOTRUE_JWT_EXP='90'\n")
    #expect(try text("b.env") == "GOTRUE_SITE_URL='c' # wins\n")
    #expect(try text("plumb.env") == "GOTRUE_DISABLE_SIGNUP='true'\n")
    #expect(try await store.plan(desired).isEmpty)
    await #expect(throws: AuthSettingsError.self) {
      _ = try await store.apply(settings("auth: {minimum_password_length: 10}"))
    }
    _ = try await store.apply(settings("auth: {sessions: {timebox: 0s}}"))
  }
}
