import Foundation
import ManagementStandIn
import ObjectModel
import SupabaseManagement
import Testing

@testable import AuthSettings

/// A project of the stand-in with a store for it.
struct Hosted {
  static let project = "abcdefghijklmnopqrst"
  let standIn: ManagementStandIn
  let store: ManagementAPIStore
  let folder: Fixture

  init(
    secrets: [String: String] = EnvFileStoreTests.secrets,
    resendsSecrets: Bool = false,
    sharing other: Hosted? = nil,
    token: String = ManagementStandIn.token,
    lastSent: @escaping @Sendable () async throws -> [String: String] = { [:] }
  ) throws {
    standIn = try other?.standIn ?? ManagementStandIn(projects: [Self.project])
    folder = try other?.folder ?? Fixture()
    store = ManagementAPIStore(
      client: ManagementClient(
        project: Self.project,
        base: standIn.address,
        token: token,
        transport: CurlTransport(environment: [:], timeOut: .seconds(120)),
        policy: RetryPolicy { _ in }
      ),
      secrets: SecretResolver(environment: secrets, folder: folder.folder.path),
      token: TokenReference(reference: .environment("TOKEN"), value: token),
      resendsSecrets: resendsSecrets,
      lastSent: lastSent,
      pause: { _ in }
    )
  }

  func field(_ name: String) -> JSONValue? {
    standIn.with { $0.projects[Self.project]?[name] }
  }

  func set(_ name: String, _ value: JSONValue) {
    standIn.with { $0.projects[Self.project]?[name] = value }
  }

  func remove() { folder.remove() }
}

@Suite struct ManagementAPIStoreTests {
  static let names = SettingsTable.standard.settings.filter {
    $0.apiField != nil || $0.thirdParty != nil
  }.map(\.name)

  /// A value that differs from that of a new project.
  static func sample(_ setting: Setting) -> AuthValue {
    switch (setting.name, setting.type) {
    case _ where setting.isBody: return .text("<p>{{ .Token }}, $x</p>")
    case ("sms.provider", _): return .text("vonage")
    case ("mfa.totp.enroll_enabled", _), ("mfa.totp.verify_enabled", _): return .bool(false)
    case ("email.smtp.admin_email", _): return .text("admin@example.com")
    case ("sessions.tags", _): return .list(["web", "app"])
    case ("minimum_password_length", _): return .integer(12)
    case (_, .bool):
      if setting.hostedFallback == "true" { return .bool(setting.field?.form == "!") }
      return .bool(setting.field?.form != "!")
    case (_, .duration):
      return .text(setting.field?.form == "hours" ? "1h30m" : "1m30s")
    default: return EnvFileStoreTests.sample(setting)
    }
  }

  /// Settings are declared together with what they need.
  static func group(_ name: String) throws -> [AuthSetting] {
    let setting = try #require(SettingsTable.standard[name])
    var group = [AuthSetting(name, sample(setting))]
    let parts = name.split(separator: ".").map(String.init)
    if name == "email.smtp.enabled" {
      group.append(AuthSetting("email.smtp.host", .text("mail.example")))
    } else if name == "rate_limit.email_sent" || name.hasPrefix("email.smtp."),
      name != "email.smtp.host"
    {
      group += [
        AuthSetting("email.smtp.host", .text("mail.example")),
        AuthSetting("email.smtp.enabled", .bool(true)),
      ]
    } else if name.hasSuffix(".additional_client_ids") {
      group.append(AuthSetting("external.\(parts[1]).client_id", .text("first")))
    } else if parts[0] == "sms", parts.count == 3, parts[2] == "enabled" {
      group.append(AuthSetting("sms.enable_signup", .bool(true)))
    } else if parts[0] == "third_party" {
      let others = SettingsTable.standard.settings.filter {
        $0.thirdParty == parts[1] && $0.name != name
      }
      group += others.map { AuthSetting($0.name, thirdPartyValue($0)) }
      group[0] = AuthSetting(name, thirdPartyValue(setting))
    }
    return group
  }

  private static func thirdPartyValue(_ setting: Setting) -> AuthValue {
    switch setting.name {
    case "third_party.workos.issuer_url": .text("https://api.workos.com/user_management/client_1")
    case "third_party.clerk.domain": .text("example.clerk.accounts.dev")
    default: setting.type == .bool ? .bool(true) : .text("some-name")
    }
  }

  @Test(arguments: names) func writesAndReadsBack(name: String) async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    let desired = try Self.group(name)
    let before = try await hosted.store.read(declared: desired).objects
    let steps = try await hosted.store.apply(desired)
    #expect(
      steps.contains { $0.subject == AuthSetting.id(name) }
        || before.first?.value == desired.first?.value
    )
    // What a new project has already needs no change; there are few such samples.
    if before.first?.value == desired.first?.value { #expect(name == "sms.twilio.enabled") }
    #expect(try await hosted.store.plan(desired).isEmpty)
    let live = try await hosted.store.read(declared: desired).objects
    #expect(live.map(\.value) == desired.map(\.value))
    #expect(hosted.standIn.requests("PATCH").count <= 1)
  }

  @Test func setsAllInOneRequest() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    let desired = Self.names.compactMap { name -> AuthSetting? in
      let isProvider = name.hasPrefix("sms.") && name.hasSuffix(".enabled")
      if isProvider && name != "sms.vonage.enabled" { return nil }
      if name == "db.max_pool_size" || name == "db.max_pool_size_unit" { return nil }
      return try? Self.group(name).first
    }
    _ = try await hosted.store.apply(desired)
    #expect(hosted.standIn.requests("PATCH").count == 1)
    #expect(try await hosted.store.plan(desired).map(\.effect.summary) == [])
    let sent = try #require(hosted.standIn.requests("PATCH").first?.body)
    guard case .object(let fields) = sent else { return }
    #expect(fields.count > 220)
  }

  @Test func sendsOnlyWhatDiffers() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    let desired = settings("auth: {site_url: 'https://a.example', jwt_expiry: 3600}")
    let steps = try await hosted.store.apply(desired)
    #expect(
      steps.map(\.effect.summary) == [
        "set site_url = \"https://a.example\" in project \(Hosted.project)"
      ]
    )
    #expect(
      hosted.standIn.requests("PATCH").map(\.body) == [
        .object(["site_url": .text("https://a.example")])
      ]
    )
    #expect(hosted.standIn.requests("GET").count == 2)
  }

  @Test func countsWhatIsNotManaged() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    let counted = try await hosted.store.read(declared: settings("auth: {site_url: x}")).notManaged
    #expect(counted.map(\.what) == ["auth setting in project \(Hosted.project)"])
    #expect(counted.first?.count == 237)
  }

  @Test func comparesByEffect() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    hosted.set("disable_signup", .bool(true))
    hosted.set("mailer_autoconfirm", .bool(true))
    hosted.set("sms_autoconfirm", .bool(false))
    hosted.set("uri_allow_list", .text("https://b.example, https://a.example"))
    hosted.set("sms_test_otp", .text("2=22,1=11"))
    hosted.set("sessions_timebox", .number(1.0 / 3.0))
    hosted.set("smtp_port", .text("587"))
    hosted.set("external_github_url", .text(""))
    hosted.set("external_google_skip_nonce_check", .null)
    hosted.set("external_google_client_id", .text("a,b"))
    hosted.set("external_google_additional_client_ids", .text("c"))
    hosted.set("db_max_pool_size_unit", .text("percent"))
    let desired = settings(
      """
      auth:
        enable_signup: false
        additional_redirect_urls: ["https://a.example", "https://b.example"]
        email: {enable_confirmations: false, smtp: {port: 587}}
        sms: {enable_confirmations: true, test_otp: {"1": "11", "2": "22"}}
        sessions: {timebox: 20m, inactivity_timeout: 0s}
        db: {conn_percentage: 10}
        external:
          github: {url: ""}
          google: {skip_nonce_check: false, client_id: a, additional_client_ids: [b, c]}
      """
    )
    #expect(desired.count == 13)
    #expect(try await hosted.store.plan(desired).map(\.effect.summary) == [])
  }

  @Test func switchesMailOff() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    hosted.set("smtp_host", .text("mail.example"))
    hosted.set("smtp_user", .text("me"))
    let desired = settings(
      "auth: {email: {smtp: {enabled: false, host: mail.example, user: me, port: 587}}}"
    )
    _ = try await hosted.store.apply(desired)
    #expect(hosted.field("smtp_host") == .null && hosted.field("smtp_user") == .null)
    #expect(try await hosted.store.plan(desired).map(\.effect.summary) == [])
  }

  @Test func refusesToSwitchTheOnlyProviderOff() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    hosted.set("external_phone_enabled", .bool(true))
    await #expect(throws: AuthSettingsError.self) {
      try await hosted.store.plan(settings("auth: {sms: {twilio: {enabled: false}}}"))
    }
    let idle = settings("auth: {sms: {enable_signup: false, twilio: {enabled: false}}}")
    _ = try await hosted.store.apply(idle)
    #expect(try await hosted.store.plan(idle).isEmpty)
  }

  @Test func readsBodiesFromFiles() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    try "<p>{{ .Token }}</p>\n".write(
      to: hosted.folder.folder.appending(path: "invite.html"),
      atomically: true,
      encoding: .utf8
    )
    let desired = settings(
      """
      auth: {email: {template: {invite: {content_path: invite.html}}}}
      """
    )
    _ = try await hosted.store.apply(desired)
    #expect(
      hosted.field("mailer_templates_invite_content") == .text("<p>{{ .Token }}</p>\n")
    )
    #expect(try await hosted.store.plan(desired).isEmpty)
    await #expect(throws: AuthSettingsError.self) {
      try await hosted.store.plan(
        settings("auth: {email: {template: {invite: {content_path: none.html}}}}")
      )
    }
  }

  @Test func replacesThirdParties() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    var desired = settings("auth: {third_party: {firebase: {enabled: true, project_id: a}}}")
    _ = try await hosted.store.apply(desired)
    desired = settings("auth: {third_party: {firebase: {enabled: true, project_id: b}}}")
    #expect(try await hosted.store.apply(desired).count == 1)
    let issuers = { hosted.standIn.with { $0.issuers[Hosted.project]?.map(\.issuer) ?? [] } }
    #expect(issuers() == ["https://securetoken.google.com/b"])
    desired = settings("auth: {third_party: {firebase: {enabled: false, project_id: b}}}")
    _ = try await hosted.store.apply(desired)
    #expect(issuers().isEmpty)
    #expect(try await hosted.store.plan(desired).isEmpty)
  }

  @Test func exportsTheShortestManifest() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    #expect(try await hosted.store.export() == [])
    let desired = settings(
      """
      auth:
        site_url: https://a.example
        jwt_expiry: 60
        captcha: {enabled: true, provider: hcaptcha, secret: "${env:SECRET}"}
        email: {smtp: {enabled: true, host: h, port: 587, user: u, pass: "${env:SECRET}",
          admin_email: a@b.example}}
        sessions: {timebox: 90m}
        third_party: {auth0: {enabled: true, tenant: t, tenant_region: eu}}
      """
    )
    _ = try await hosted.store.apply(desired)
    let exported = try await hosted.store.export()
    let encoder = ManifestEncoder(
      registry: registry,
      catalog: catalog(exported),
      defaults: ProjectDefaults()
    )
    let document = try #require(
      exported.first { encoder.needsDocument($0) }.map { encoder.document(of: $0) }
    )
    #expect(
      "\(document)" == """
        {auth: {captcha: {enabled: true, provider: hcaptcha, \
        secret: ${env:SECURITY_CAPTCHA_SECRET}}, \
        email: {smtp: {admin_email: a@b.example, enabled: true, host: h, pass: ${env:SMTP_PASS}, \
        port: 587, user: u}}, jwt_expiry: 60, sessions: {timebox: 1h30m}, \
        site_url: https://a.example, \
        third_party: {auth0: {enabled: true, tenant: t, tenant_region: eu}}}}
        """
    )
  }
}
