/// Text that a statement sends and that holds secrets: only their references until it is sent.
public struct SecretText: Hashable, Sendable {
  /// How a secret stands in the text.
  public enum Form: String, Hashable, Sendable, Codable {
    /// As it is.
    case plain
    /// As a value of a connection string, quoted as libpq reads it.
    case connection
    /// As the verifier that a server keeps in a password's stead.
    case verifier
  }

  /// The text with references in the place of secrets, as everybody may see it.
  public let text: String
  /// How a secret stands in the text.
  public let form: Form
  /// By what a later plan knows whether it was this secret that was sent; nil where the database
  /// tells that itself, or nothing can.
  public var receipt: String?

  /// Takes a text with references in the place of secrets.
  public init(_ text: String, form: Form = .plain) {
    self.text = text
    self.form = form
  }

  /// A part of the text.
  public enum Part: Hashable, Sendable {
    /// What everybody may see.
    case visible(String)
    /// A secret.
    case secret(SecretReference)
  }

  /// The text, taken apart.
  public var parts: [Part] {
    var parts: [Part] = []
    var visible = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${") {
      visible += rest[..<start.lowerBound]
      rest = rest[start.lowerBound...]
      guard let end = rest.firstIndex(of: "}"),
        let reference = SecretReference(String(rest[...end]))
      else {
        visible += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      if !visible.isEmpty { parts.append(.visible(visible)) }
      visible = ""
      parts.append(.secret(reference))
      rest = rest[rest.index(after: end)...]
    }
    visible += rest
    return visible.isEmpty ? parts : parts + [.visible(visible)]
  }

  /// The secrets in their order.
  public var references: [SecretReference] {
    parts.compactMap { if case .secret(let reference) = $0 { reference } else { nil } }
  }

  /// The text with the secrets in it; nil when one of them is not to be had.
  ///
  /// - Parameters:
  ///   - iterations: how often verifiers are hashed.
  ///   - secret: finds a secret.
  /// - Returns: the text.
  public func revealed(
    iterations: Int = PasswordVerifier.defaultIterations,
    _ secret: (SecretReference) -> String?
  ) -> String? {
    let isURI = text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    var result = ""
    for part in parts {
      switch part {
      case .visible(let text): result += text
      case .secret(let reference):
        guard let value = secret(reference) else { return nil }
        switch form {
        case .plain: result += value
        case .connection: result += isURI ? Self.percentEncoded(value) : Self.quoted(value)
        case .verifier:
          guard let verifier = PasswordVerifier.text(of: value, iterations: iterations) else {
            return nil
          }
          result += verifier
        }
      }
    }
    return result
  }

  /// A value of a keyword (manual: libpq, Keyword/Value Connection Strings).
  private static func quoted(_ value: String) -> String {
    "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  /// A part of a URI.
  private static func percentEncoded(_ value: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in value.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
