import ObjectModel
import SupabaseManagement

/// One change of a provider of single sign-on, as data: what a step's call carries.
struct SSOChange: Hashable, Sendable {
  static let path = "/config/auth/sso/providers"

  let project: String
  let entity: String
  /// All that the provider is to be; nil for one that is to go.
  let body: [String: JSONValue]?

  init(project: String, entity: String, body: [String: JSONValue]?) {
    self.project = project
    self.entity = entity
    self.body = body
  }

  /// What makes a provider what is declared.
  ///
  /// Everything is sent each time: the service takes a format of names that is left out as none,
  /// and domains that are left out as those that there are.
  init(project: String, _ provider: SSOProvider) {
    var body: [String: JSONValue] = [
      "domains": .list(provider.domains.map { .text($0) }),
      "attribute_mapping": provider.attributeMapping.json,
    ]
    if let url = provider.metadataURL { body["metadata_url"] = .text(url) }
    if let xml = provider.metadataXML { body["metadata_xml"] = .text(xml) }
    if let format = provider.nameIDFormat {
      body["name_id_format"] = .text(NameIDFormat.name(format))
    }
    self.init(
      project: project,
      entity: provider.id.name,
      body: provider.isAbsent ? nil : body
    )
  }

  /// The call that carries it out.
  var call: ExternalCall {
    let text = body.map { JSONValue.object($0).jsonText } ?? ""
    return ExternalCall(
      system: APIChange.system,
      summary: (body == nil ? "remove" : "set")
        + " the identity provider \(entity) in project \(project)",
      arguments: .map([
        .init("project", .text(project)), .init("provider", .text(entity)),
        .init("body", .text(text)),
      ])
    )
  }

  /// Reads a call; nil for one that is not about a provider.
  init?(_ call: ExternalCall) {
    let arguments = call.arguments
    guard call.system == APIChange.system, let project = arguments["project"]?.textValue,
      let entity = arguments["provider"]?.textValue, let text = arguments["body"]?.textValue
    else { return nil }
    if text.isEmpty {
      self.init(project: project, entity: entity, body: nil)
    } else if case .object(let fields)? = JSONValue(parsing: Array(text.utf8)) {
      self.init(project: project, entity: entity, body: fields)
    } else {
      return nil
    }
  }
}

extension SSOProvider {
  /// Reads a provider as the platform describes it, with its number; nil when it says no entity.
  static func read(_ json: JSONValue) -> (number: String, provider: SSOProvider)? {
    guard case .object(let fields) = json, let number = fields["id"]?.text,
      case .object(let saml)? = fields["saml"], let entity = saml["entity_id"]?.text
    else { return nil }
    var provider = SSOProvider(id: id(entity))
    provider.metadataURL = saml["metadata_url"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    // What was fetched from an address is no more than what stands there.
    if provider.metadataURL == nil { provider.metadataXML = saml["metadata_xml"]?.text }
    provider.nameIDFormat = saml["name_id_format"]?.text
      .flatMap { $0.isEmpty ? nil : NameIDFormat.word($0) }
    provider.attributeMapping = AttributeMapping(saml["attribute_mapping"]) ?? .unknown
    if case .list(let domains)? = fields["domains"] {
      provider.domains = domains.compactMap { domain in
        if case .object(let parts) = domain { parts["domain"]?.text } else { domain.text }
      }
    }
    return (number, provider)
  }

  /// The provider as it was declared to the change that makes it so.
  init(_ change: SSOChange) {
    self.init(id: Self.id(change.entity))
    guard let body = change.body else {
      isAbsent = true
      return
    }
    metadataURL = body["metadata_url"]?.text
    metadataXML = body["metadata_xml"]?.text
    nameIDFormat = body["name_id_format"]?.text.map(NameIDFormat.word)
    attributeMapping = AttributeMapping(body["attribute_mapping"]) ?? .unknown
    if case .list(let list)? = body["domains"] { domains = list.compactMap(\.text) }
  }

  /// What is said of the provider, for saved plans.
  var stateText: String {
    Self.fields.filter(\.isInManifest).map { "\($0.name)=\($0.value(self))" }
      .joined(separator: "\n")
  }
}

extension AttributeMapping {
  /// A mapping that holds what no manifest can say: it differs from every declared one.
  static let unknown: Self = {
    var mapping = Self()
    mapping.sources["(another form)"] = Source()
    return mapping
  }()
}
