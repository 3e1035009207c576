import Crypto
import FoundationEssentials

/// The platform's digests of secrets, by which it shows which secret it has.
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

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0\(text)" : text
    }.joined()
  }
}
