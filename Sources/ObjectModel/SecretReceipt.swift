import Crypto
import FoundationEssentials

/// What is kept of a secret that was sent, by which a later plan finds out whether a reference has
/// come to lead to another one.
///
/// A code that is salted and different each time. Whoever reads it cannot try secrets until one
/// fits: for that it takes a key too, by which one could change the secret itself.
public enum SecretReceipt {
  /// Makes a receipt.
  ///
  /// - Parameters:
  ///   - secret: the secret.
  ///   - key: what only those know who may send it.
  ///   - subject: what it is the secret of.
  /// - Returns: a text to be kept.
  public static func text(of secret: String, key: String, subject: String) -> String {
    let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
    return "1:\(Data(salt).base64EncodedString()):" + code(secret, key, subject, salt)
  }

  /// Whether a secret is the one of a receipt; false, too, under another key.
  public static func isSame(
    _ secret: String,
    as receipt: String,
    key: String,
    subject: String
  ) -> Bool {
    let parts = receipt.split(separator: ":").map(String.init)
    guard parts.count == 3, parts[0] == "1", let salt = Data(base64Encoded: parts[1]) else {
      return false
    }
    return code(secret, key, subject, Array(salt)) == parts[2]
  }

  private static func code(
    _ secret: String,
    _ key: String,
    _ subject: String,
    _ salt: [UInt8]
  ) -> String {
    let derived = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Data(key.utf8)),
      salt: Data(salt),
      info: Data("plumb: a secret of \(subject)".utf8),
      outputByteCount: 32
    )
    let code = HMAC<SHA256>.authenticationCode(for: Data(secret.utf8), using: derived)
    return code.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
