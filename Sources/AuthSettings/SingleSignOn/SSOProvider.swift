import Diagnostics
public import ObjectModel
import YAMLSource

extension KindName {
  /// A provider of single sign-on.
  public static let ssoProvider = KindName("sso_provider")
}

/// A SAML identity provider through which people sign in.
///
/// Its name is the entity ID that its metadata says, which the auth service never changes. The
/// service keeps it in tables of its own (`auth.sso_providers`, `auth.saml_providers`,
/// `auth.sso_domains`) and is asked to change it: it fetches and checks the metadata. Providers
/// that no manifest declares are left alone; `state: absent` removes one.
public struct SSOProvider: SignInProvider {
  /// The kind's name.
  public static let kind = KindName.ssoProvider
  /// What the kind is.
  public static let summary = "A SAML identity provider, by the entity ID of its metadata."
  /// A document of its own.
  public static let places: [ManifestPlace] = [.document(.ssoProvider)]
  /// What differs from the usual.
  public static let traits = KindTraits.with {
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isRenamable = false
    $0.fileField = "metadata_xml"
  }
  /// What a manifest says of it; where it lives is no part of what is compared.
  public static let fields: [Field<Self>] = [
    Field(
      "metadata_url",
      \.metadataURL,
      .alter,
      "The address that metadata is fetched from."
    ),
    Field("metadata_xml", \.metadataXML, .alter, "The metadata itself; or \"file\" names it."),
    Field("domains", \.domains, .alter, "The domains of the addresses that sign in through it."),
    Field(
      "attribute_mapping",
      \.attributeMapping,
      .alter,
      "What of a person is taken from which attribute of an assertion."
    ),
    Field(
      "name_id_format",
      \.nameIDFormat,
      .alter,
      "The format of names that it is asked for.",
      shape: .oneOf(NameIDFormat.words),
      fieldValue: { $0.map { .text($0) } ?? .absent },
      decode: { node, _, diagnostics in NameIDFormat.word(node, diagnostics: &diagnostics) }
    ),
    absence(\.isAbsent),
    .derived("home", \.home, "Where a live provider is kept."),
  ]

  /// What identifies the provider.
  public let id: ObjectID
  /// Where the service fetches the metadata.
  public var metadataURL: String?
  /// Whether there is to be none.
  public var isAbsent = false
  /// Attributes of assertions by what they say.
  public var attributeMapping = AttributeMapping()
  /// The format of names, by its last word.
  public var nameIDFormat: String?
  /// Where it was read from; nil for one that a manifest declares.
  public var home: SettingHome?
  private var xml: String?
  private var canonicalDomains: [String] = []

  /// Makes a provider about which nothing is said.
  public init(id: ObjectID) {
    self.id = id
  }

  /// What identifies the provider of an entity ID.
  public static func id(_ entity: String) -> ObjectID { ObjectID(.ssoProvider, [entity]) }

  /// The metadata, without white space around it.
  public var metadataXML: String? {
    get { xml }
    set { xml = newValue.map { $0[...].trimmed } }
  }

  /// The domains, in lower case and in order: the service compares them so.
  public var domains: [String] {
    get { canonicalDomains }
    set { canonicalDomains = Set(newValue.map { $0.lowercased() }).sorted() }
  }

  /// What such a provider is.
  public static let word = "single sign-on provider"
  /// Its table; the others that belong to it are read through it.
  public static let table = "auth.sso_providers"
  /// SAML is switched on before.
  public static let switchName = "saml.enabled"
}

// MARK: - What a change means

extension SSOProvider {
  /// Those that give up a domain for it: the service never has a domain twice.
  ///
  /// Two that exchange domains cannot be changed one after the other; the service refuses that.
  public func follows(in context: StepContext) -> [ObjectID] {
    let own = (context.live[id] as? Self)?.domains ?? []
    return context.live.all(Self.self).filter { other in
      let next = (context.desired[other.id] as? Self)?.domains ?? []
      return other.id != id && !Set(domains).isDisjoint(with: other.domains)
        && Set(own).isDisjoint(with: next)
    }
    .map(\.id)
  }

  /// Whom a change locks out.
  public func reason(from old: Self) -> String {
    let lost = old.domains.filter { !domains.contains($0) }
    if isAbsent { return "whoever signs in through it cannot any more" }
    if lost.isEmpty { return "" }
    return "people of \(lost.joined(separator: ", ")) can no longer sign in through it"
  }

  /// Whom a change lets in, and what cannot be brought back.
  public func hazards(from old: Self) -> [Hazard] {
    if isAbsent {
      return [
        Hazard(
          .dataLoss,
          id,
          "People who sign in through it are locked out. Declared again it is another provider to"
            + " the service, which then takes them for other people."
        )
      ]
    }
    var messages: [String] = []
    if old.isAbsent {
      messages.append("Whoever the identity provider vouches for can sign in.")
    } else if metadataURL != old.metadataURL || metadataXML != old.metadataXML {
      messages.append("Other metadata, and the keys in it, decide who can sign in.")
    }
    let more = domains.filter { !old.domains.contains($0) }
    if !more.isEmpty {
      messages.append("People of \(more.joined(separator: ", ")) sign in through it.")
    }
    if !old.isAbsent, attributeMapping != old.attributeMapping || nameIDFormat != old.nameIDFormat {
      messages.append("Other attributes tell who somebody is, who may be taken for another.")
    }
    return messages.map { Hazard(.accessWidened, id, $0) }
  }
}
