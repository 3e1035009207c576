import AuthSettings
import Diagnostics
import ObjectModel
import Testing
import YAMLSource

@Suite struct ManifestTests {
  @Test func readsATree() {
    let (declared, diagnostics) = decode(
      """
      auth:
        site_url: https://x.example
        jwt_expiry: 3600
        external: {github: {enabled: true, client_id: abc, secret: "${env:GITHUB_SECRET}"}}
        sms.test_otp: {"15551234": "123456"}
        rate_limit: {email_sent: 5/24h}
      """
    )
    #expect(diagnostics.isEmpty)
    let values = declared.map { "\($0.object.id): \($0.object.fieldValues[0].value)" }
    #expect(
      values == [
        "auth setting site_url: https://x.example", "auth setting jwt_expiry: 3600",
        "auth setting external.github.enabled: true",
        "auth setting external.github.client_id: abc",
        "auth setting external.github.secret: ${env:GITHUB_SECRET}",
        "auth setting sms.test_otp: {15551234: 123456}",
        "auth setting rate_limit.email_sent: 5/24h",
      ]
    )
    #expect(declared.last?.fieldRanges["value"]?.start.line == 6)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let code: String
    let line: Int
    var testDescription: String { text }

    init(_ text: String, _ code: String, line: Int = 1) {
      self.text = text
      self.code = code
      self.line = line
    }
  }

  static let mistakes = [
    Mistake("site_ulr: x", "manifest.unknown-key"),
    Mistake("external: {githbu: {enabled: true}}", "manifest.unknown-key"),
    Mistake("captcha: yes", "manifest.wrong-type"),
    Mistake("site_url: [a]", "manifest.wrong-type"), Mistake("site_url:", "manifest.wrong-type"),
    Mistake("site_url: 'a,b'", "auth.invalid-value"),
    Mistake("site_url: ''", "auth.invalid-value"),
    Mistake("enable_signup: yes", "manifest.wrong-type"),
    Mistake("jwt_expiry: 1h", "manifest.wrong-type"),
    Mistake("jwt_expiry: 604801", "auth.invalid-value"),
    Mistake("minimum_password_length: 4", "auth.invalid-value"),
    Mistake("mfa: {max_enrolled_factors: -1}", "auth.invalid-value"),
    Mistake("password_requirements: digits", "auth.invalid-value"),
    Mistake("additional_redirect_urls: a", "manifest.wrong-type"),
    Mistake("additional_redirect_urls: [{}]", "manifest.wrong-type"),
    Mistake("additional_redirect_urls: ['a,b']", "auth.invalid-value"),
    Mistake("additional_redirect_urls: ['https://[a']", "auth.invalid-value"),
    Mistake("additional_redirect_urls: ['https://{a']", "auth.invalid-value"),
    Mistake("captcha: {timeout: 30}", "auth.invalid-value"),
    Mistake("captcha: {timeout: 3d}", "auth.invalid-value"),
    Mistake("captcha: {timeout: -3s}", "auth.invalid-value"),
    Mistake("captcha: {timeout: []}", "manifest.wrong-type"),
    Mistake("sms: {test_otp: {a: 1}}", "auth.invalid-value"),
    Mistake("sms: {test_otp: {1: a}}", "auth.invalid-value"),
    Mistake("sms: {test_otp: {1: [a]}}", "manifest.wrong-type"),
    Mistake("sms: {test_otp: x}", "manifest.wrong-type"),
    Mistake("infra: {log: {fields: {a: 'b:c'}}}", "auth.invalid-value"),
    Mistake("sms: {test_otp_valid_until: tomorrow}", "auth.invalid-value"),
    Mistake("password: {hibp_bloom_false_positives: lots}", "auth.invalid-value"),
    Mistake("external_url: example.com", "auth.invalid-value"),
    Mistake("saml: {external_url: x}", "auth.invalid-value"),
    Mistake("sessions: {tags: ['a b']}", "auth.invalid-value"),
    Mistake("email: {smtp: {admin_email: nobody}}", "auth.invalid-value"),
    Mistake("hook: {send_sms: {uri: 'ftp://x'}}", "auth.invalid-value"),
    Mistake("hook: {send_sms: {uri: 'http://x.example'}}", "auth.invalid-value"),
    Mistake("hook: {send_sms: {uri: 'pg-functions://p/s/a-b'}}", "auth.invalid-value"),
    Mistake("hook: {send_sms: {uri: nothing}}", "auth.invalid-value"),
    Mistake("jwt_secret: super-secret-jwt-token", "auth.literal-secret"),
    Mistake("jwt_secret: '${env:}'", "auth.literal-secret"),
    Mistake("security: {db_encryption: {decryption_keys: {a: b}}}", "auth.literal-secret"),
    Mistake("sms: {otp_length: 4}", "auth.value-adjusted"),
    Mistake("email: {max_frequency: 0s}", "auth.value-adjusted"),
    Mistake("captcha: {enabled: true, provider: hcaptcha}", "auth.missing-setting"),
    Mistake("passkey: {enabled: true}\nwebauthn: {rp_id: x}", "auth.missing-setting"),
    Mistake(
      "passkey: {enabled: true}\nwebauthn:\n  rp_id: ''\n  rp_origins: [a]",
      "auth.empty-setting",
      line: 3
    ),
    Mistake("external: {github: {enabled: true, client_id: x}}", "auth.missing-setting"),
    Mistake("external: {apple: {enabled: true}}", "auth.missing-setting"),
    Mistake("external: {google: {additional_client_ids: [b]}}", "auth.missing-setting"),
    Mistake("mfa: {totp: {enroll_enabled: true}}", "auth.missing-setting"),
    Mistake(
      "mfa: {totp: {enroll_enabled: true, verify_enabled: false}}",
      "auth.conflicting-settings"
    ),
    Mistake(
      "email: {enable_confirmations: false, allow_unverified_email_sign_ins: true}",
      "auth.conflicting-settings"
    ),
    Mistake("sms: {enable_signup: true}", "auth.missing-setting"),
    Mistake(
      "sms: {provider: vonage, textlocal: {enabled: true, sender: a, api_key: '${env:A}'}}",
      "auth.conflicting-settings"
    ),
    Mistake("hook: {send_sms: {enabled: true}}", "auth.missing-setting"),
    Mistake(
      "hook: {send_sms: {uri: 'pg-functions://p/s/f', secrets: '${env:A}'}}",
      "auth.conflicting-settings"
    ),
    Mistake(
      "hook: {send_sms: {uri: 'https://x.example', enabled: true}}",
      "auth.missing-setting"
    ),
    Mistake(
      "third_party: {clerk: {enabled: true, domain: example.com}}",
      "auth.invalid-value"
    ),
    Mistake("third_party: {auth0: {enabled: true}}", "auth.missing-setting"),
    Mistake(
      "third_party:\n  auth0: {enabled: true, tenant: a}\n  workos: {enabled: true, issuer_url: b}",
      "auth.conflicting-settings",
      line: 3
    ),
    Mistake("saml: {enabled: true}", "auth.missing-setting"),
    Mistake("external: {github: {api_url: x}}", "auth.unused-setting"),
    Mistake("nimbus_oauth: {email_optional: true}", "auth.read-only-setting"),
    Mistake(
      "external: {slack: {enabled: true, client_id: a, secret: '${env:A}'}}",
      "auth.deprecated-setting"
    ),
  ]

  @Test(arguments: mistakes) func findsMistakes(_ mistake: Mistake) {
    let indented = mistake.text.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    let diagnostics = decode("auth:\n\(indented)\n").diagnostics
    #expect(diagnostics.map(\.code) == [mistake.code])
    #expect(diagnostics.first?.range?.start.line == mistake.line + 1)
  }

  @Test func suggestsTheNameThatWasMeant() {
    let diagnostics = decode("auth: {external: {githbu: {enabled: true}}, site_ulr: x}").diagnostics
    #expect(
      diagnostics.map(\.hint) == [
        "Did you mean \"external.github\"?", "Did you mean \"site_url\"?",
      ]
    )
  }

  @Test func neverShowsALiteralSecret() {
    let diagnostics = decode("auth: {jwt_secret: do-not-show-this}").diagnostics
    #expect(diagnostics.map(\.isSourceSecret) == [true])
    #expect(
      !"\(diagnostics.map { [$0.message, $0.hint ?? "", $0.detail ?? ""] })".contains("do-not")
    )
  }

  @Test func writesATreeThatReadsTheSame() throws {
    let text = """
      auth: {jwt_expiry: 60, external: {x: {enabled: false, email_optional: true}},
        additional_redirect_urls: ["a"], sms: {test_otp: {"1": "2"}}, captcha: {timeout: 3s}}
      """
    let before = settings(text)
    let encoder = ManifestEncoder(
      registry: registry,
      catalog: catalog(before),
      defaults: ProjectDefaults()
    )
    let document = try #require(before.first { encoder.needsDocument($0) })
    #expect(before.filter { encoder.needsDocument($0) }.count == 1)
    #expect(
      "\(encoder.document(of: document))"
        == "{auth: {additional_redirect_urls: [a], captcha: {timeout: 3s}, "
        + "external: {x: {email_optional: true, enabled: false}}, jwt_expiry: 60, "
        + "sms: {test_otp: {1: 2}}}}"
    )
  }

  @Test func hooksWaitForTheirFunctions() {
    let declared = settings("auth: {hook: {send_sms: {uri: 'pg-functions://x/app/send'}}}")
    #expect(
      declared.first?.references == [ObjectID(KindName("function"), ["app", "send", "jsonb"])]
    )
  }

  static let targets = [
    ("{target: env_file, path: .env}", ""), ("{target: env_file}", "manifest.missing-key"),
    ("{path: x}", "manifest.missing-key"), ("{target: env-file}", "auth.unknown-target"),
    ("{target: config_toml}", ""), ("{target: config_toml, path: ''}", "manifest.wrong-type"),
    ("{target: management_api, project: abcdefgh}", ""),
    ("{target: management_api}", "manifest.missing-key"),
    ("{target: management_api, project: a/b}", "auth.invalid-project"),
    ("{target: management_api, project: '${env:NONE}'}", "auth.unset-variable"),
    ("{target: management_api, project: a, token: abc}", "auth.literal-secret"),
    ("{target: management_api, project: a, url: 'http://x.example'}", "auth.invalid-url"),
    ("{target: management_api, project: a, url: 'http://127.0.0.1:8'}", ""),
    ("{target: management_api, project: a, token: '${env:T}', url: 'https://x.example'}", ""),
    ("{target: env_file, path: [a]}", "manifest.wrong-type"),
    ("{target: env_file, path: a, pth: b}", "manifest.unknown-key"), ("x", "manifest.wrong-type"),
  ]

  @Test(arguments: targets) func readsTheTarget(text: String, code: String) throws {
    var collector = DiagnosticCollector()
    let node = try #require(
      YAMLParser.documents(in: text, file: "e.yaml", diagnostics: &collector).first
    )
    let target = AuthTarget(node, folder: "/", environment: [:], diagnostics: &collector)
    #expect(collector.diagnostics.map(\.code).joined() == code)
    #expect((target != nil) == code.isEmpty)
  }

  @Test func warnsOfWhatTheTargetDoesNotKnow() throws {
    var collector = DiagnosticCollector()
    let node = Node.mapping(["target": .string("env_file"), "path": .string("a")])
    let target = try #require(
      AuthTarget(node, folder: "/", environment: [:], diagnostics: &collector)
    )
    let declared = decode("auth: {site_url: x, enabled: true}").declared
    target.check(declared, diagnostics: &collector)
    #expect(collector.diagnostics.map(\.code) == ["auth.not-in-target"])
  }

  @Test func refusesWhatTheHostedPlatformDoesNotTakeTogether() throws {
    var collector = DiagnosticCollector()
    let node = Node.mapping([
      "target": .string("management_api"), "project": .string("abcdefghijklmnopqrst"),
    ])
    let target = try #require(
      AuthTarget(node, folder: "/", environment: [:], diagnostics: &collector)
    )
    let text = "auth:\n  rate_limit: {email_sent: 9}\n  email: {smtp: {enabled: false}}"
    target.check(decode(text).declared, diagnostics: &collector)
    #expect(collector.diagnostics.map(\.code) == ["auth.conflicting-settings"])
    #expect(collector.diagnostics.first?.range?.start.line == 2)
  }
}
