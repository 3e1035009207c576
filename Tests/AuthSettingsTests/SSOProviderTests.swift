import Diagnostics
import ManagementStandIn
import ObjectModel
import SupabaseManagement
import Testing

@testable import AuthSettings

@Suite struct SSOProviderTests {
  private static let entity = "https://idp.example/saml"
  private static let url = "https://idp.example/metadata"
  private static let xml = "<EntityDescriptor entityID=\"https://idp.example/saml\"/>"

  private static func provider(_ text: String) throws -> SSOProvider {
    let outcome = decode(text)
    #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics)")
    return try #require(outcome.declared.first?.object as? SSOProvider)
  }

  private static func manifest(_ more: String) -> String {
    "sso_provider: \(entity)\n\(more)\n"
  }

  /// A project with SAML on and metadata to be had.
  private func hosted() throws -> Hosted {
    let hosted = try Hosted()
    hosted.set("saml_enabled", .bool(true))
    hosted.standIn.with { $0.metadata[Self.url] = Self.xml }
    return hosted
  }

  private func steps(_ hosted: Hosted, _ wanted: SSOProvider) async throws -> [Step] {
    let live = try await hosted.store.identityProviders.read([wanted]).providers
    let old = try #require(live.first as? SSOProvider)
    let fields = wanted.changedFields(from: old)
    if fields.isEmpty { return [] }
    return wanted.alterSteps(
      from: old,
      changed: Set(fields.map(\.name)),
      in: context(live: [], desired: [])
    )
  }

  private func apply(_ hosted: Hosted, _ more: String) async throws -> [Step] {
    let wanted = try Self.provider(Self.manifest(more))
    let steps = try await steps(hosted, wanted)
    try await hosted.store.perform(steps.calls)
    #expect(try await self.steps(hosted, wanted).isEmpty)
    return steps
  }

  private func held(_ hosted: Hosted) -> [StandInProvider] {
    hosted.standIn.with { $0.providers[Hosted.project] ?? [] }
  }

  @Test func isMadeChangedAndRemoved() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    let first = try await apply(
      hosted,
      """
      metadata_url: \(Self.url)
      domains: [Example.com, b.example]
      attribute_mapping: {email: mail, groups: {names: [g, h], array: true, default: none}}
      name_id_format: persistent
      """
    )
    #expect(first.flatMap(\.hazards).map(\.name) == [.accessWidened, .accessWidened])
    #expect(held(hosted).first?.domains == ["b.example", "example.com"])
    #expect(
      held(hosted).first?.format == "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
    )

    // What is left alone by a request that does not say it is said each time.
    let second = try await apply(hosted, "metadata_url: \(Self.url)\nname_id_format: transient")
    #expect(held(hosted).first?.domains == [])
    #expect(held(hosted).first?.mapping == .object(["keys": .object([:])]))
    #expect(second.first?.reason.contains("b.example, example.com can no longer") == true)

    let third = try await apply(hosted, "state: absent")
    #expect(third.flatMap(\.hazards).map(\.name) == [.dataLoss])
    #expect(held(hosted).isEmpty)
  }

  @Test func metadataMayStandInTheManifest() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    _ = try await apply(hosted, "metadata_xml: |\n  \(Self.xml)")
    #expect(held(hosted).first?.url == nil)
    let exported = try await hosted.store.identityProviders.all()
    #expect(exported.map(\.id.name) == [Self.entity])
    #expect(exported.first?.metadataXML == Self.xml)
  }

  @Test func othersAreLeftAloneAndCounted() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    hosted.standIn.with {
      $0.providers[Hosted.project] = [StandInProvider(id: "x", entity: "urn:other", xml: "<x/>")]
    }
    _ = try await apply(hosted, "metadata_url: \(Self.url)")
    let wanted = try Self.provider(Self.manifest("state: absent"))
    let counted = try await hosted.store.identityProviders.read([wanted]).notManaged
    #expect(counted.map(\.count) == [1])
    _ = try await apply(hosted, "state: absent")
    #expect(held(hosted).map(\.entity) == ["urn:other"])
  }

  @Test func anotherEntityIsTakenBack() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    hosted.standIn.with {
      $0.metadata[Self.url] = Self.xml.replacing("idp.example", with: "evil.example")
    }
    await #expect(throws: AuthSettingsError.self) {
      try await apply(hosted, "metadata_url: \(Self.url)")
    }
    #expect(held(hosted).isEmpty)
  }

  @Test func needsSAMLToBeOn() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    hosted.set("saml_enabled", .bool(false))
    let wanted = try Self.provider(Self.manifest("metadata_url: \(Self.url)"))
    let steps = try await steps(hosted, wanted)
    await #expect(throws: AuthSettingsError.self) { try await hosted.store.perform(steps.calls) }
    // Together with the setting it can be made.
    let on = try await hosted.store.plan([AuthSetting("saml.enabled", .bool(true))])
    try await hosted.store.perform(steps.calls + on.calls)
    #expect(held(hosted).map(\.entity) == [Self.entity])
  }

  @Test func anAnswerThatIsLostIsMadeUpFor() async throws {
    let hosted = try hosted()
    defer { hosted.remove() }
    let wanted = try Self.provider(Self.manifest("metadata_url: \(Self.url)"))
    let steps = try await steps(hosted, wanted)
    // The list is read before; it is the change whose answer is lost.
    hosted.standIn.with { $0.failures = [.delay(milliseconds: 0), .hangUpAfterwards] }
    await #expect(throws: AuthSettingsError.self) { try await hosted.store.perform(steps.calls) }
    try await hosted.store.perform(steps.calls)
    #expect(held(hosted).count == 1)
    #expect(hosted.standIn.requests("POST").count == 1)
  }

  @Test(arguments: [
    ("", "no metadata"),
    ("metadata_url: http://idp.example/metadata", "https://"),
    ("metadata_url: https://a.example\nmetadata_xml: <x/>", "both an address"),
    ("metadata_xml: <EntityDescriptor entityID=\"urn:x\"/>", "does not describe"),
    ("metadata_url: https://a.example\ndomains: [localhost]", "not a domain"),
    ("metadata_url: https://a.example\nname_id_format: loud", "must be one of"),
    ("metadata_url: https://a.example\nattribute_mapping: {a: {nome: b}}", "unknown key"),
    ("state: absent\ndomains: [a.example]", "nothing but its name"),
  ])
  func isCheckedWithItsLine(_ more: String, _ message: String) {
    let found = decode(Self.manifest(more)).diagnostics
    #expect(found.contains { $0.message.contains(message) && $0.range != nil }, "\(found)")
  }

  @Test func aDomainBelongsToOneProvider() {
    let one = Self.manifest("metadata_url: https://a.example\ndomains: [a.example]")
    let other = one.replacing("/saml", with: "/other").replacing("[a", with: "[A")
    let found = decode(one + "---\n" + other).diagnostics
    #expect(found.map(\.code) == ["auth.duplicate-domain"], "\(found)")
  }
}
