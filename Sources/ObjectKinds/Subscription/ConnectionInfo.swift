import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// A connection string of libpq without its secrets: these are references, or known to be there.
///
/// Manual: libpq, Connection Strings.
struct ConnectionInfo: FieldCodable {
  enum Part: Equatable {
    case visible(String)
    case secret(SecretValue)
  }

  private(set) var parts: [Part] = []
  /// Whether the role that reads it may see it.
  private(set) var isKnown = true

  init() {}

  /// Takes the text of a catalog; nil when the role may not see it.
  init(live text: String?) {
    isKnown = text != nil
    parts = Self.parts(of: text ?? "")
  }

  static func == (left: Self, right: Self) -> Bool {
    !left.isKnown || !right.isKnown || left.parts == right.parts
  }

  /// The text as everybody may see it.
  var shown: String {
    parts.map { part in
      switch part {
      case .visible(let text): text
      case .secret(let value): value.shown
      }
    }.joined()
  }

  // MARK: Manifest

  static let shape = ValueShape.text("a connection string in which secrets are references")

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = node.stringValue, !node.isNull else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    parts = Self.parts(of: text)
    for case .secret(let value) in parts where value.isHidden && !text.contains("${hidden}") {
      diagnostics.report(.plainSecret("password", at: node.range))
      return nil
    }
  }

  var fieldValue: FieldValue { isKnown ? .text(shown) : .absent }

  /// Nothing: a role may not see it.
  var comparedValue: FieldValue { .absent }

  static var unrecorded: Self? { Self(live: nil) }

  // MARK: Secrets

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.parts = parts.map { part in
      switch part {
      case .visible(let text): .visible(SecretText(text).revealed(secret) ?? text)
      case .secret(let value): .secret(value.recognised(isSecret: true, secret))
      }
    }
    return copy
  }

  func referring(as name: String) -> Self {
    var copy = self
    copy.parts = parts.map { part in
      switch part {
      case .visible: part
      case .secret(let value): .secret(value.referring(to: [name, "password"]))
      }
    }
    return copy
  }

  // MARK: SQL

  /// `CONNECTION '…'`, and what it takes to send it.
  var clause: OptionsClause {
    OptionsClause(
      items: ["CONNECTION \(literal: shown)"],
      values: parts.compactMap { if case .secret(let value) = $0 { value } else { nil } }
    )
  }

  var secrets: [SecretText] {
    let text = SecretText(shown, form: .connection)
    return text.references.isEmpty ? [] : [text]
  }
}

// MARK: - Reading

extension ConnectionInfo {
  private static let secretKeywords: Set = ["password", "sslpassword", "oauth_client_secret"]

  private static func parts(of text: String) -> [Part] {
    if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") { return uriParts(text) }
    var result: [Part] = []
    var visible = ""
    var rest = Substring(text)
    func flush() {
      if !visible.isEmpty { result.append(.visible(visible)) }
      visible = ""
    }
    while !rest.isEmpty {
      let start = rest
      let keyword = rest.drop { $0.isWhitespace }.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest.drop { $0.isWhitespace }.dropFirst(keyword.count).drop { $0.isWhitespace }
      guard rest.first == "=" else {
        visible += start[..<rest.startIndex]
        if keyword.isEmpty {
          visible += rest
          break
        }
        continue
      }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      let before = start[..<rest.startIndex]
      let valueStart = rest.startIndex
      let value = takeValue(&rest)
      visible += before
      if secretKeywords.contains(keyword.lowercased()) {
        flush()
        result.append(.secret(SecretValue(live: value, isSecret: true)))
      } else {
        visible += start[valueStart..<rest.startIndex]
      }
    }
    flush()
    return result
  }

  /// Takes a value, in single quotes or up to the next space; a backslash protects what follows.
  private static func takeValue(_ rest: inout Substring) -> String {
    let isQuoted = rest.first == "'"
    if isQuoted { rest.removeFirst() }
    var value = ""
    while let character = rest.first {
      if isQuoted ? character == "'" : character.isWhitespace { break }
      rest.removeFirst()
      if character == "\\", let next = rest.popFirst() {
        value.append(next)
      } else {
        value.append(character)
      }
    }
    if isQuoted, rest.first == "'" { rest.removeFirst() }
    return value
  }

  /// `postgresql://user:password@host/database?sslpassword=…`.
  private static func uriParts(_ text: String) -> [Part] {
    guard let scheme = text.firstRange(of: "://") else { return [.visible(text)] }
    let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    var result: [Part] = []
    var position = text.startIndex
    func cut(_ secret: Range<String.Index>) {
      result.append(.visible(String(text[position..<secret.lowerBound])))
      let value = decoded(text[secret])
      result.append(.secret(SecretValue(live: value, isSecret: true)))
      position = secret.upperBound
    }
    if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":"),
      !authority[..<colon].hasSuffix("${env")
    {
      cut(text.index(after: colon)..<at)
    }
    if let query = text.firstIndex(of: "?") {
      for pair in text[text.index(after: query)...].split(separator: "&") {
        guard let equals = pair.firstIndex(of: "="),
          secretKeywords.contains(pair[..<equals].lowercased())
        else { continue }
        cut(pair.index(after: equals)..<pair.endIndex)
      }
    }
    if position < text.endIndex { result.append(.visible(String(text[position...]))) }
    return result
  }

  private static func decoded(_ text: Substring) -> String {
    if text.hasPrefix("${") { return String(text) }
    var bytes: [UInt8] = []
    var rest = Substring(text).utf8
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
