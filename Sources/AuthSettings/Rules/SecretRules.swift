import FoundationEssentials

extension Setting {
  /// What is wrong with a secret, in words that do not tell it; nil when the service takes it.
  func problem(withSecret text: String) -> String? {
    switch name {
    case "jwt_secret": text.count < 16 ? "has fewer than 16 characters" : nil
    case "captcha.secret": text.allSatisfy(\.isWhitespace) ? "is blank" : nil
    case "signing_keys_path": SigningKeys.problem(with: text)
    case "saml.private_key", "saml.private_key_next":
      text.isEmpty || RSAKey(base64: text)?.isStrong == true
        ? nil : "is no RSA key of 2048 bits or more, with the exponent 65537, as base64 of PKCS#1"
    case "security.db_encryption.encryption_key":
      Self.isKeyOf256Bits(text) ? nil : "is no key of 256 bits as base64"
    case "security.db_encryption.decryption_keys":
      text.split(separator: ",").allSatisfy { pair in
        let parts = pair.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && Self.isKeyOf256Bits(String(parts[1]))
      } ? nil : "is no list of ID:KEY with keys of 256 bits as base64"
    default:
      name.hasPrefix("hook.") && !text.split(separator: "|").allSatisfy(Self.isHookSecret)
        ? "is not of the form v1,whsec_BASE64" : nil
    }
  }

  private static func isKeyOf256Bits(_ text: String) -> Bool {
    data(base64: text)?.count == 32
  }

  /// Reads base64 in either alphabet, with padding or without.
  fileprivate static func data(base64 text: String) -> [UInt8]? {
    var plain = text.replacing("-", with: "+").replacing("_", with: "/")
    while plain.hasSuffix("=") { plain.removeLast() }
    plain += String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: plain).map(Array.init)
  }

  /// A symmetric key (`v1,whsec_…`) or a pair of keys (`v1a,whpk_…:whsk_…`).
  private static func isHookSecret(_ text: Substring) -> Bool {
    if text.hasPrefix("v1a,whpk_") { return text.contains(":whsk_") }
    let prefix = "v1,whsec_"
    let key = text.dropFirst(prefix.count)
    return text.hasPrefix(prefix) && (32...88).contains(key.count)
      && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0)) }
  }
}

/// The keys by which tokens are signed and checked, as a list of JSON web keys.
private enum SigningKeys {
  private struct Key: Decodable {
    let kty: String
    let key_ops: [String]?
  }

  /// What the service finds wrong with them, without telling any.
  static func problem(with text: String) -> String? {
    guard let keys = try? JSONDecoder().decode([Key].self, from: Data(text.utf8)) else {
      return "is no JSON list of keys"
    }
    let count = keys.count { $0.key_ops?.contains("sign") == true }
    return count == 1 ? nil : "has \(count) keys that sign (\"key_ops\"), and must have one"
  }
}

/// The public numbers of a private key in the form of PKCS#1 (RFC 8017, appendix A.1.2).
private struct RSAKey {
  private let modulus: ArraySlice<UInt8>
  private let exponent: ArraySlice<UInt8>

  /// Whether the service takes it.
  var isStrong: Bool {
    modulus.count >= 256 && exponent.elementsEqual([1, 0, 1])
  }

  init?(base64 text: String) {
    guard let bytes = Setting.data(base64: text) else { return nil }
    var rest = bytes[...]
    guard var content = Self.take(0x30, &rest), Self.take(0x02, &content) != nil,
      let modulus = Self.take(0x02, &content), let exponent = Self.take(0x02, &content)
    else { return nil }
    self.modulus = modulus.drop { $0 == 0 }
    self.exponent = exponent.drop { $0 == 0 }
  }

  /// Takes the contents of a value of DER with a tag.
  private static func take(_ tag: UInt8, _ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard bytes.popFirst() == tag, let first = bytes.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), bytes.count >= count else { return nil }
      length = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      bytes = bytes.dropFirst(count)
    }
    guard bytes.count >= length else { return nil }
    defer { bytes = bytes.dropFirst(length) }
    return bytes.prefix(length)
  }
}
