public import SupabaseManagement
import Synchronization

/// Providers of single sign-on, as the platform keeps them: the list leaves metadata out, domains
/// that are left out stay, a format of names that is left out goes, and an entity never changes.
public struct StandInProvider: Sendable {
  /// The platform's number.
  public var id: String
  /// The entity ID.
  public var entity: String
  /// Where metadata was fetched.
  public var url: String?
  /// The metadata.
  public var xml: String
  /// The domains.
  public var domains: [String] = []
  /// The mapping of attributes.
  public var mapping = JSONValue.object(["keys": .object([:])])
  /// The format of names.
  public var format: String?

  /// A provider without domains.
  public init(id: String, entity: String, xml: String) {
    self.id = id
    self.entity = entity
    self.xml = xml
  }

  func shown(withMetadata: Bool) -> JSONValue {
    var saml: [String: JSONValue] = [
      "id": .text("saml-\(id)"), "entity_id": .text(entity), "attribute_mapping": mapping,
    ]
    if let url { saml["metadata_url"] = .text(url) }
    if withMetadata { saml["metadata_xml"] = .text(xml) }
    if let format { saml["name_id_format"] = .text(format) }
    let domains = domains.map { JSONValue.object(["id": .text("d"), "domain": .text($0)]) }
    return .object(["id": .text(id), "saml": .object(saml), "domains": .list(domains)])
  }

  /// The entity that metadata describes.
  static func entity(in xml: String) -> String? {
    guard let start = xml.firstRange(of: "entityID=\"") else { return nil }
    return String(xml[start.upperBound...].prefix { $0 != "\"" })
  }
}

extension ManagementStandIn {
  func provider(_ request: LogEntry, _ project: String, id: String?) -> HTTPServer.Reply {
    state.withLock { state in
      guard state.projects[project]?["saml_enabled"] == .bool(true) else {
        return Self.error(404, "SAML 2.0 support is not enabled for this project")
      }
      var list = state.providers[project] ?? []
      defer { state.providers[project] = list }
      let index = id.flatMap { id in list.firstIndex { $0.id == id } }
      if id != nil, index == nil { return Self.error(404, "No such identity provider") }
      switch (request.method, index) {
      case ("GET", nil):
        let items = list.map { $0.shown(withMetadata: false) }
        return Self.success(.object(["items": .list(items)]))
      case ("GET", let index?): return Self.success(list[index].shown(withMetadata: true))
      case ("DELETE", let index?):
        return Self.success(list.remove(at: index).shown(withMetadata: true))
      case ("POST", nil), ("PUT", _?):
        var made = index.map { list[$0] }
        let problem = Self.change(&made, request, state.metadata, isNew: index == nil)
        if let problem { return Self.error(400, problem) }
        guard var made else { return Self.error(400, "metadata: Required") }
        let others = list.filter { $0.id != made.id }
        if others.contains(where: { !Set($0.domains).isDisjoint(with: made.domains) }) {
          return Self.error(400, "A SSO Domain is already in use by another provider")
        }
        if others.contains(where: { $0.entity == made.entity }), index == nil {
          return Self.error(422, "SAML Identity Provider with this EntityID already exists")
        }
        if let index {
          list[index] = made
        } else {
          made.id = "provider-\(state.nextID)"
          state.nextID += 1
          list.append(made)
        }
        return Self.success(made.shown(withMetadata: true), status: index == nil ? 201 : 200)
      default: return Self.error(404, "Cannot \(request.method) \(request.path)")
      }
    }
  }

  /// Gives a provider what a request says, or tells what is wrong with it.
  private static func change(
    _ provider: inout StandInProvider?,
    _ request: LogEntry,
    _ metadata: [String: String],
    isNew: Bool
  ) -> String? {
    guard case .object(let fields)? = request.body else { return "body: Expected object" }
    if isNew, fields["type"] != .text("saml") { return "type: Invalid enum value" }
    let url = fields["metadata_url"]?.text
    let given = fields["metadata_xml"]?.text
    if url != nil, given != nil { return "Only one of metadata_xml or metadata_url may be given" }
    if let url, !url.hasPrefix("https://") { return "metadata_url is not a HTTPS URL" }
    if let xml = given ?? url.flatMap({ metadata[$0] }) {
      guard let entity = StandInProvider.entity(in: xml) else { return "metadata is not valid" }
      var changed = provider ?? StandInProvider(id: "", entity: entity, xml: xml)
      if changed.entity != entity { return "SAML Metadata must have the same EntityID" }
      changed.xml = xml
      changed.url = url
      provider = changed
    } else if url != nil {
      return "HTTP error fetching SAML Metadata from URL"
    }
    if case .list(let domains)? = fields["domains"] {
      provider?.domains = domains.compactMap(\.text)
    }
    if let mapping = fields["attribute_mapping"] { provider?.mapping = mapping }
    provider?.format = fields["name_id_format"]?.text
    return nil
  }
}
