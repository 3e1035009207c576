import Crypto
import FoundationEssentials

/// Digests of secrets: the platform's, by which it shows which secret it has, and our own, by which
/// a later plan finds out whether a reference leads to another secret than the one that was sent.
enum SecretDigest {
  /// The platform's digest: HMAC-SHA256 by the project's reference.
  static func ofPlatform(_ secret: String, project: String) -> String {
    let key = SymmetricKey(data: Data(project.utf8))
    return hex(HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: key))
  }

  /// Whether a text is a digest of the platform, and not a row of stars for instance.
  static func isOfPlatform(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.allSatisfy { ("0"..."9").contains($0) || ("a"..."f").contains($0) }
  }

  /// A digest to be kept, different each time.
  ///
  /// Whoever reads it cannot try secrets until one fits: for that it takes the token too, by which
  /// one could read and change the settings themselves.
  static func kept(of secret: String, token: String, subject: String) -> String {
    let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
    return "1:\(Data(salt).base64EncodedString()):" + code(secret, token, subject, salt)
  }

  /// Whether a secret is the one of a digest that was kept; false, too, under another token.
  static func isSame(_ secret: String, as kept: String, token: String, subject: String) -> Bool {
    let parts = kept.split(separator: ":").map(String.init)
    guard parts.count == 3, parts[0] == "1", let salt = Data(base64Encoded: parts[1]) else {
      return false
    }
    return code(secret, token, subject, Array(salt)) == parts[2]
  }

  private static func code(
    _ secret: String,
    _ token: String,
    _ subject: String,
    _ salt: [UInt8]
  ) -> String {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Data(token.utf8)),
      salt: Data(salt),
      info: Data("plumb: a secret of \(subject)".utf8),
      outputByteCount: 32
    )
    return hex(HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: key))
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
  }
}
