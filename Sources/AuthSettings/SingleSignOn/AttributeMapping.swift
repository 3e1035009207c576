public import Diagnostics
public import ObjectModel
import SupabaseManagement
public import YAMLSource

/// What of a person is taken from which attributes of a SAML assertion.
public struct AttributeMapping: Hashable, Sendable {
  /// Where one thing comes from.
  struct Source: Hashable, Sendable {
    var name: String?
    var names: [String] = []
    var fallback: String?
    var isList = false
  }

  var sources: [String: Source] = [:]

  /// Nothing is said.
  public init() {}
}

extension AttributeMapping: FieldCodable {
  /// A mapping of names to attributes.
  public static var shape: ValueShape {
    .map(
      .any([
        .text("the name of an attribute"),
        .object([
          .init("name", .text("a name"), summary: "The attribute."),
          .init("names", .list(.text("a name")), summary: "Attributes, the first that is there."),
          .init("default", .text("a text"), summary: "What is taken without the attribute."),
          .init("array", .bool, summary: "Whether all values are taken and not the first."),
        ]),
      ])
    )
  }

  /// Reads `{email: mail}` or `{email: {names: [mail, email], default: none}}`.
  public init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    for pair in pairs {
      sources[pair.name] = Self.source(pair, diagnostics: &diagnostics)
    }
  }

  private static func source(
    _ pair: Node.Pair,
    diagnostics: inout DiagnosticCollector
  ) -> Source? {
    if let name = pair.value.stringValue { return Source(name: name) }
    guard let keys = pair.value.pairs else {
      Self.reject(pair.value, field: pair.name, diagnostics: &diagnostics)
      return nil
    }
    var source = Source()
    for key in keys {
      switch key.name {
      case "name":
        source.name = String(node: key.value, field: "name", diagnostics: &diagnostics)
      case "names":
        let names = [String](node: key.value, field: "names", diagnostics: &diagnostics)
        source.names = names ?? []
      case "default":
        source.fallback = String(node: key.value, field: "default", diagnostics: &diagnostics)
      case "array":
        source.isList = Bool(node: key.value, field: "array", diagnostics: &diagnostics) ?? false
      default:
        diagnostics.error(
          "manifest.unknown-key",
          "unknown key \"\(key.name)\" in \"attribute_mapping\"",
          at: key.key.range,
          hint: "Known keys: name, names, default, array."
        )
      }
    }
    return source
  }

  /// The mapping in its shortest form, in order.
  public var fieldValue: FieldValue {
    if sources.isEmpty { return .absent }
    return .map(sources.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.fieldValue) })
  }
}

extension AttributeMapping.Source {
  var fieldValue: FieldValue {
    if let name, self == Self(name: name) { return .text(name) }
    var entries: [FieldValue.Entry] = []
    if let name { entries.append(.init("name", .text(name))) }
    if !names.isEmpty { entries.append(.init("names", .list(names.map { .text($0) }))) }
    if let fallback { entries.append(.init("default", .text(fallback))) }
    if isList { entries.append(.init("array", .bool(true))) }
    return .map(entries)
  }
}

// MARK: - JSON

extension AttributeMapping {
  /// Reads what the service says; nil when it holds what no manifest can say.
  init?(_ json: JSONValue?) {
    guard case .object(let outer)? = json, case .object(let keys)? = outer["keys"] else { return }
    for (key, value) in keys {
      guard case .object(let fields) = value else { return nil }
      var source = Source()
      if let name = fields["name"]?.text, !name.isEmpty { source.name = name }
      if case .list(let names)? = fields["names"] { source.names = names.compactMap(\.text) }
      switch fields["default"] {
      case nil, .null?: break
      case .text(let text)?: source.fallback = text
      default: return nil
      }
      source.isList = fields["array"] == .bool(true)
      sources[key] = source
    }
  }

  /// The mapping as it is sent: an empty one says that there is none.
  var json: JSONValue {
    .object(["keys": .object(sources.mapValues(\.json))])
  }
}

extension AttributeMapping.Source {
  var json: JSONValue {
    var fields: [String: JSONValue] = [:]
    if let name { fields["name"] = .text(name) }
    if !names.isEmpty { fields["names"] = .list(names.map { .text($0) }) }
    if let fallback { fields["default"] = .text(fallback) }
    if isList { fields["array"] = .bool(true) }
    return .object(fields)
  }
}

/// Formats of names in SAML, which manifests call by their last word.
enum NameIDFormat {
  private static let prefixes = [
    "persistent": "urn:oasis:names:tc:SAML:2.0:nameid-format:",
    "transient": "urn:oasis:names:tc:SAML:2.0:nameid-format:",
    "emailAddress": "urn:oasis:names:tc:SAML:1.1:nameid-format:",
    "unspecified": "urn:oasis:names:tc:SAML:1.1:nameid-format:",
  ]

  static let words = prefixes.keys.sorted()

  /// The word of a format that the service says; the format itself when it is another.
  static func word(_ text: String) -> String {
    words.first { name($0) == text } ?? text
  }

  /// The format of a word.
  static func name(_ word: String) -> String { prefixes[word].map { $0 + word } ?? word }

  static func word(_ node: Node, diagnostics: inout DiagnosticCollector) -> String?? {
    guard let text = node.stringValue, words.contains(word(text)) else {
      diagnostics.error(
        "manifest.wrong-type",
        "\"name_id_format\" must be one of \(words.joined(separator: ", "))",
        at: node.range
      )
      return nil
    }
    return .some(word(text))
  }
}
