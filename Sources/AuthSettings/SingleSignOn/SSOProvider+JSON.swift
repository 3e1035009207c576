import ObjectModel
import SupabaseManagement

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
  init(_ change: ProviderChange) {
    self.init(id: change.id)
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

  /// The provider as it is sent; nil for one that is to go.
  ///
  /// Everything is sent each time: the service takes a format of names that is left out as none,
  /// and domains that are left out as those that there are.
  var json: [String: JSONValue]? {
    if isAbsent { return nil }
    var body: [String: JSONValue] = [
      "domains": .list(domains.map { .text($0) }), "attribute_mapping": attributeMapping.json,
    ]
    if let url = metadataURL { body["metadata_url"] = .text(url) }
    if let xml = metadataXML { body["metadata_xml"] = .text(xml) }
    if let format = nameIDFormat { body["name_id_format"] = .text(NameIDFormat.name(format)) }
    return body
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
