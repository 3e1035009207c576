import ObjectModel
import SupabaseManagement

/// One change of a provider of sign-in, as data: what a step's call carries.
struct ProviderChange: Hashable, Sendable {
  /// The name of the system that is called.
  let system: String
  /// Where the system keeps the provider: a project's reference, or an address.
  let place: String
  let id: ObjectID
  /// All that the provider is to be; nil for one that is to go.
  let body: [String: JSONValue]?
  /// The secret to be sent with it; nil when the service has it already.
  var secret: Secret?

  /// A secret, and a digest of it by which a later plan finds out whether it is another one.
  struct Secret: Hashable, Sendable {
    let reference: SecretReference
    let digest: String
  }

  init(system: String, place: String, id: ObjectID, body: [String: JSONValue]?) {
    self.system = system
    self.place = place
    self.id = id
    self.body = body
  }

  /// The call that carries it out.
  func call(summary: String) -> ExternalCall {
    var arguments: [FieldValue.Entry] = [
      .init("place", .text(place)), .init("kind", .text(id.kind.text)),
      .init("provider", .text(id.name)),
      .init("body", .text(body.map { JSONValue.object($0).jsonText } ?? "")),
    ]
    if let secret {
      arguments.append(.init("secret", .text(secret.reference.text)))
      arguments.append(.init("digest", .text(secret.digest)))
    }
    return ExternalCall(system: system, summary: summary, arguments: .map(arguments))
  }

  /// Reads a call; nil for one that is not about a provider.
  init?(_ call: ExternalCall) {
    let arguments = call.arguments
    guard let place = arguments["place"]?.textValue, let kind = arguments["kind"]?.textValue,
      let name = arguments["provider"]?.textValue, let text = arguments["body"]?.textValue
    else { return nil }
    var body: [String: JSONValue]?
    if !text.isEmpty {
      guard case .object(let fields)? = JSONValue(parsing: Array(text.utf8)) else { return nil }
      body = fields
    }
    self.init(
      system: call.system,
      place: place,
      id: ObjectID(KindName(kind), [name]),
      body: body
    )
    guard let reference = arguments["secret"]?.textValue.flatMap(SecretReference.init) else {
      return
    }
    secret = Secret(reference: reference, digest: arguments["digest"]?.textValue ?? "")
  }
}
