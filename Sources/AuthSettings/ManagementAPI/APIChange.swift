import ObjectModel
import SupabaseManagement

/// One change of the hosted platform's settings, as data: what a step's call carries.
struct APIChange: Hashable, Sendable {
  /// The system's name.
  static let system = "management_api"

  let project: String
  let setting: Setting
  /// What is sent.
  let content: Content

  /// What is sent.
  enum Content: Hashable, Sendable {
    /// Fields and their values.
    case fields([String: JSONValue])
    /// A secret, and a digest of it by which a later plan finds out whether it is another one.
    case secret(SecretReference, digest: String)
    /// A third party whose tokens are accepted: the issuer, none for not any more.
    case issuer(String?)
  }

  /// The call that carries it out.
  var call: ExternalCall {
    var arguments: [FieldValue.Entry] = [
      .init("project", .text(project)), .init("setting", .text(setting.name)),
    ]
    let what: String
    switch content {
    case .fields(let fields):
      let ordered = fields.sorted { $0.key < $1.key }
      arguments.append(
        .init("fields", .map(ordered.map { .init($0.key, .text($0.value.jsonText)) }))
      )
      what =
        "set "
        + ordered.map { "\($0.key) = \(Self.shown($0.value.jsonText))" }
        .joined(separator: ", ")
    case .secret(let reference, let digest):
      arguments.append(.init("secret", .text(reference.text)))
      arguments.append(.init("digest", .text(digest)))
      what = "set \(setting.field?.name ?? setting.name) from \(reference.text)"
    case .issuer(let issuer):
      arguments.append(.init("issuer", .text(issuer ?? "")))
      what =
        issuer.map { "accept tokens of \($0)" }
        ?? "accept tokens of \(setting.thirdParty ?? "third parties") no more"
    }
    return ExternalCall(
      system: Self.system,
      summary: "\(what) in project \(project)",
      arguments: .map(arguments)
    )
  }

  init(project: String, setting: Setting, content: Content) {
    self.project = project
    self.setting = setting
    self.content = content
  }

  /// Reads a call; nil for one that is not of this system or does not say what it must.
  init?(_ call: ExternalCall) {
    let arguments = call.arguments
    guard call.system == Self.system, let project = arguments["project"]?.textValue,
      let name = arguments["setting"]?.textValue, let setting = SettingsTable.standard[name]
    else { return nil }
    if case .map(let entries)? = arguments["fields"] {
      var fields: [String: JSONValue] = [:]
      for entry in entries {
        guard let text = entry.value.textValue, let value = JSONValue(parsing: Array(text.utf8))
        else { return nil }
        fields[entry.key] = value
      }
      self.init(project: project, setting: setting, content: .fields(fields))
    } else if let secret = arguments["secret"]?.textValue {
      guard let reference = SecretReference(secret) else { return nil }
      let digest = arguments["digest"]?.textValue ?? ""
      self.init(
        project: project,
        setting: setting,
        content: .secret(reference, digest: digest)
      )
    } else if let issuer = arguments["issuer"]?.textValue {
      self.init(
        project: project,
        setting: setting,
        content: .issuer(issuer.isEmpty ? nil : issuer)
      )
    } else {
      return nil
    }
  }

  private static func shown(_ text: String) -> String {
    text.count > 60 ? "\(text.prefix(60))…" : text
  }
}
