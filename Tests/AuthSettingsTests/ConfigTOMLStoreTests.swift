import Foundation
import ObjectModel
import Testing

@testable import AuthSettings

/// A configuration in a project's folder.
struct Local {
  let folder: Fixture
  let store: ConfigTOMLStore

  init(_ text: String, environment: [String: String] = [:], dotenv: String? = nil) throws {
    folder = try Fixture()
    let supabase = folder.folder.appending(path: "supabase")
    try FileManager.default.createDirectory(at: supabase, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: supabase.appending(path: "config.toml"))
    if let dotenv { try Data(dotenv.utf8).write(to: supabase.appending(path: ".env")) }
    store = ConfigTOMLStore(
      path: "supabase/config.toml",
      folder: folder.folder.path,
      environment: environment,
      secrets: SecretResolver(environment: environment, folder: folder.folder.path)
    )
  }

  var text: String {
    get throws {
      try String(
        contentsOf: folder.folder.appending(path: "supabase/config.toml"),
        encoding: .utf8
      )
    }
  }

  func remove() { folder.remove() }
}

@Suite struct ConfigTOMLStoreTests {
  static let names = SettingsTable.standard.settings.filter { $0.tomlPath != nil }.map(\.name)

  static func sample(_ setting: Setting) -> AuthValue {
    if setting.name == "signing_keys_path" { return .secret(.file("supabase/keys.json")) }
    if setting.isBody { return .text("supabase/templates/x.html") }
    return EnvFileStoreTests.sample(setting)
  }

  @Test(arguments: names) func writesAndReadsBack(name: String) async throws {
    let setting = try #require(SettingsTable.standard[name])
    let before = "# kept\nproject_id = 'x'\n\n[auth.email]\nunknown = 1 # kept, too\n"
    let local = try Local(before)
    defer { local.remove() }
    let desired = [AuthSetting(name, Self.sample(setting))]
    let steps = try await local.store.apply(desired)
    #expect(steps.map(\.subject) == [AuthSetting.id(name)])
    #expect(try await local.store.plan(desired).isEmpty)
    #expect(
      try await local.store.read(declared: desired).objects.map(\.value) == desired.map(\.value)
    )
    let text = try local.text
    for line in before.split(separator: "\n") { #expect(text.contains(line)) }
    #expect(ConfigTOMLChange(steps.calls[0])?.call == steps.calls[0])
  }

  @Test func setsAllAtOnce() async throws {
    let local = try Local("project_id = 'x'\n")
    defer { local.remove() }
    let desired = Self.names.compactMap { SettingsTable.standard[$0] }
      .map { AuthSetting($0.name, Self.sample($0)) }
    _ = try await local.store.apply(desired)
    #expect(try await local.store.plan(desired).isEmpty)
    #expect(try await local.store.read(declared: desired).notManaged.map(\.count) == [0])
    #expect(try await local.store.read(declared: []).notManaged.map(\.count) == [325])
  }

  @Test func comparesByEffect() async throws {
    let local = try Local(
      """
      [auth]
      JWT_Expiry = "env(EXPIRY)"
      minimum_password_length = 4
      additional_redirect_urls = "b,a"
      [auth.email]
      max_frequency = "1m0s"
      enable_signup = "true"
      [auth.sms.test_otp]
      1 = "11"
      [auth.external.github]
      enabled = true
      client_id = "env(ID)"
      secret = "env(OTHER_NAME)"
      url = "https://github.com/"
      [auth.external.gitlab]
      secret = "in the open"
      [auth.email.template.invite]
      content_path = "./supabase/templates/a.html"
      [auth.email.notification.password_changed]
      content_path = "templates/b.html"
      """,
      environment: ["EXPIRY": "60", "SECRET": "s", "OTHER_NAME": "s", "OPEN": "in the open"],
      dotenv: "ID=abc\n"
    )
    defer { local.remove() }
    let desired = settings(
      """
      auth:
        jwt_expiry: 60
        minimum_password_length: 6
        additional_redirect_urls: [a, b]
        sessions: {timebox: 0s}
        sms: {test_otp: {"1": "11"}}
        external:
          github: {client_id: abc, secret: "${env:SECRET}", url: "https://github.com"}
          gitlab: {secret: "${env:OPEN}", redirect_uri: ""}
        email:
          max_frequency: 60s
          enable_signup: true
          template: {invite: {content_path: supabase/templates/a.html}}
          notification: {password_changed: {content_path: supabase/templates/b.html}}
      """
    )
    #expect(desired.count == 14)
    let left = try await local.store.plan(desired).map(\.effect.summary)
    #expect(left == [])
  }

  @Test func writesSecretsAsNames() async throws {
    let before = "[auth.external.github]\nsecret = \"in the open\" # oh\n"
    let local = try Local(before, environment: ["SECRET": "another"])
    defer { local.remove() }
    let steps = try await local.store.apply(
      settings("auth: {external: {github: {secret: '${env:SECRET}'}}}")
    )
    #expect(try local.text == "[auth.external.github]\nsecret = \"env(SECRET)\" # oh\n")
    #expect(!"\(steps)".contains("in the open") && !"\(steps)".contains("another\""))
  }

  @Test func needsAFileThatItUnderstands() async throws {
    let local = try Local("[auth]\nsite_url = \n")
    defer { local.remove() }
    await #expect(throws: AuthSettingsError.self) {
      try await local.store.plan(settings("auth: {site_url: x}"))
    }
    let absent = ConfigTOMLStore(
      path: "none.toml",
      folder: local.folder.folder.path,
      environment: [:],
      secrets: SecretResolver(environment: [:], folder: "/")
    )
    await #expect(throws: AuthSettingsError.self) {
      try await absent.plan(settings("auth: {site_url: x}"))
    }
  }

  @Test func exportsWhatIsNotUsual() async throws {
    let local = try Local(
      """
      [auth]
      enabled = true
      site_url = "https://a.example"
      jwt_expiry = 3600
      signing_keys_path = "./keys.json"
      [auth.email.template.invite]
      content_path = "./supabase/t.html"
      [auth.external.github]
      enabled = true
      client_id = "x"
      secret = "env(GITHUB)"
      [auth.external.gitlab]
      secret = "in the open"
      """
    )
    defer { local.remove() }
    let exported = try await local.store.export()
    #expect(
      Set(exported.map { "\($0.id.name) = \($0.value.fieldValue)" }) == [
        "site_url = https://a.example", "signing_keys_path = ${file:supabase/keys.json}",
        "email.template.invite.content_path = supabase/t.html", "external.github.enabled = true",
        "external.github.client_id = x", "external.github.secret = ${env:GITHUB}",
        "external.gitlab.secret = ${env:SUPABASE_AUTH_EXTERNAL_GITLAB_SECRET}",
      ]
    )
  }

  @Test func saysWhatItCannotHold() throws {
    let local = try Local("")
    defer { local.remove() }
    func problem(_ text: String) throws -> String? {
      let object = try #require(settings(text).first)
      return local.store.problem(with: object.value, of: try #require(object.setting))
    }
    #expect(try problem("auth: {captcha: {secret: '${file:x}'}}") != nil)
    #expect(try problem("auth: {captcha: {secret: '${env:X}'}}") == nil)
    #expect(try problem("auth: {rate_limit: {sms_sent: 3/1h}}") != nil)
    #expect(try problem("auth: {email: {template: {invite: {content_path: '<p>'}}}}") != nil)
    #expect(try problem("auth: {email: {template: {invite: {content_path: 'a.html'}}}}") == nil)
  }
}
