import ManagementStandIn
import ObjectModel
import SupabaseManagement
import Testing

@testable import AuthSettings

@Suite struct ManagementSecretsTests {
  private static let desired = settings("auth: {email: {smtp: {pass: '${env:PASS}'}}}")
  private static let mail = settings(
    "auth: {email: {smtp: {enabled: true, host: h, pass: '${env:PASS}'}}}"
  )

  /// The digests that steps leave, as the history would give them back.
  private func digests(_ steps: [Step]) -> [String: String] {
    Dictionary(
      steps.calls.compactMap { AuthTarget.keptDigest(of: $0, place: Hosted.project) }
        .map { ($0.name, $0.digest) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func digestsAreThePlatforms() {
    let project = "abcdefghijklmnopqrst"
    let digest = "d78b388f874132a85b8219ac18ea439577ea6b07d362326e7a0c988d690852cb"
    #expect(SecretDigest.ofPlatform("test-secret", project: project) == digest)
    #expect(ManagementStandIn.digest("test-secret", project: project) == digest)
    #expect(SecretDigest.isOfPlatform(digest))
    #expect(!SecretDigest.isOfPlatform("****") && !SecretDigest.isOfPlatform(digest + "0"))
  }

  @Test func keptDigestsNeedTheToken() {
    let kept = SecretReceipt.text(of: "1234", key: "t", subject: "p s")
    #expect(kept != SecretReceipt.text(of: "1234", key: "t", subject: "p s"))
    #expect(SecretReceipt.isSame("1234", as: kept, key: "t", subject: "p s"))
    #expect(!SecretReceipt.isSame("1235", as: kept, key: "t", subject: "p s"))
    #expect(!SecretReceipt.isSame("1234", as: kept, key: "u", subject: "p s"))
    #expect(!SecretReceipt.isSame("1234", as: kept, key: "t", subject: "p r"))
    #expect(!kept.contains("1234"))
  }

  @Test func comparesByThePlatformsDigest() async throws {
    let hosted = try Hosted(secrets: ["PASS": "one"])
    defer { hosted.remove() }
    let steps = try await hosted.store.apply(Self.mail)
    #expect(hosted.field("smtp_pass") == .text("one"))
    #expect(!"\(steps)".contains("one\""))
    #expect(try await hosted.store.plan(Self.mail).isEmpty)
    let other = try Hosted(secrets: ["PASS": "two"], sharing: hosted)
    let changed = try await other.store.apply(Self.mail)
    #expect(changed.map(\.reason) == ["secret changed"])
    #expect(hosted.field("smtp_pass") == .text("two"))
  }

  @Test func remembersWhatThePlatformDoesNotTell() async throws {
    let hosted = try Hosted(secrets: ["PASS": "one"])
    defer { hosted.remove() }
    hosted.standIn.with { $0.masksSecrets = true }
    let sent = digests(try await hosted.store.apply(Self.mail))
    #expect(sent.keys.sorted() == ["email.smtp.pass"])

    let unsure = try await hosted.store.plan(Self.desired)
    #expect(unsure.first?.reason.contains("cannot be compared") == true)
    let again = try Hosted(secrets: ["PASS": "one"], sharing: hosted, lastSent: { sent })
    #expect(try await again.store.plan(Self.desired).isEmpty)
    let changed = try Hosted(secrets: ["PASS": "two"], sharing: hosted, lastSent: { sent })
    #expect(try await changed.store.plan(Self.desired).count == 1)
    let resent = try Hosted(
      secrets: ["PASS": "one"],
      resendsSecrets: true,
      sharing: hosted,
      lastSent: { sent }
    )
    let steps = try await resent.store.apply(Self.desired)
    #expect(steps.map(\.reason) == ["secret sent again, as asked"])
  }

  @Test func secretsAndTheTokenMustBeThere() async throws {
    let hosted = try Hosted(secrets: [:])
    defer { hosted.remove() }
    await #expect(
      throws: AuthSettingsError.missingSecrets([
        .init(setting: AuthSetting.id("email.smtp.pass"), reference: .environment("PASS"))
      ])
    ) { try await hosted.store.plan(Self.desired) }
    #expect(hosted.standIn.with { $0.log.isEmpty })
    let tokenless = try Hosted(sharing: hosted, token: "")
    await #expect(throws: AuthSettingsError.missingToken(.environment("TOKEN"), .management)) {
      try await tokenless.store.plan(settings("auth: {site_url: x}"))
    }
  }

  @Test func failuresNameTheSettingAndNoSecret() async throws {
    let hosted = try Hosted(secrets: ["PASS": "do-not-tell"])
    defer { hosted.remove() }
    let steps = try await hosted.store.plan(Self.mail)
    hosted.standIn.with { state in
      state.failures = [.status(400, message: "smtp_pass: do-not-tell is bad", isPatchOnly: true)]
    }
    do {
      try await hosted.store.perform(steps.calls)
      Issue.record("nothing was thrown")
    } catch let error as AuthSettingsError {
      #expect(error.setting == "email.smtp.pass")
      #expect("\(error)".contains("[secret] is bad"))
      #expect(!"\(error)".contains("do-not-tell"))
    }
  }

  @Test func noticesWhatThePlatformDoesNotTake() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    hosted.standIn.with { $0.ignored = ["site_url"] }
    await #expect(throws: AuthSettingsError.notTaken([AuthSetting.id("site_url")], .management)) {
      _ = try await hosted.store.apply(settings("auth: {site_url: x, jwt_expiry: 60}"))
    }
    hosted.standIn.with { $0.ignored = [] }
    hosted.standIn.with { $0.staleReadings = 0 }
    let steps = try await hosted.store.plan(settings("auth: {site_url: x}"))
    hosted.standIn.with { $0.staleReadings = 2 }
    try await hosted.store.perform(steps.calls)
    #expect(try await hosted.store.plan(settings("auth: {site_url: x}")).isEmpty)
  }

  @Test func callsOfOtherProjectsAreNotCarriedOut() async throws {
    let hosted = try Hosted()
    defer { hosted.remove() }
    let call = try await hosted.store.plan(settings("auth: {site_url: x}")).calls[0]
    #expect(APIChange(call)?.call == call)
    guard case .map(var entries) = call.arguments else { return }
    entries[0] = .init("project", .text("anotherprojectanothe"))
    let other = ExternalCall(
      system: call.system,
      summary: call.summary,
      arguments: .map(entries)
    )
    await #expect(throws: AuthSettingsError.unknownCall(call.summary)) {
      try await hosted.store.perform([other])
    }
    #expect(hosted.standIn.requests("PATCH").isEmpty)
  }
}
