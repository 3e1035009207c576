import Crypto
import FoundationEssentials

/// What a server keeps in the place of a role's password, and by which it knows it again.
///
/// Catalog: `pg_authid.rolpassword`. Manual: Password Authentication. RFC 5802, RFC 7677.
public struct PasswordVerifier: Sendable {
  private enum Form {
    case scram(iterations: Int, salt: [UInt8], storedKey: [UInt8])
    case md5(hash: String, role: String)
    /// Nothing that a password can be compared with.
    case unknown
  }

  private let form: Form

  /// Reads what the catalog holds for a role.
  public init(_ text: String, role: String) {
    if let scram = Self.scram(text) {
      form = scram
    } else if text.hasPrefix("md5"), text.utf8.count == 35 {
      form = .md5(hash: String(text.dropFirst(3)), role: role)
    } else {
      form = .unknown
    }
  }

  /// Whether it is an MD5 hash, with which alone one can log in.
  public var isMD5: Bool {
    if case .md5 = form { true } else { false }
  }

  /// Whether it was made of a password.
  public func fits(_ password: String) -> Bool {
    switch form {
    case .scram(let iterations, let salt, let storedKey):
      let keys = Self.keys(password, salt: salt, iterations: iterations)
      return keys.stored == storedKey
    case .md5(let hash, let role):
      let digest = Insecure.MD5.hash(data: Data((password + role).utf8))
      return Self.hexadecimal(digest) == hash
    case .unknown: return false
    }
  }

  /// Whether Plumb can make a verifier of a password: others are prepared by rules of Unicode
  /// (RFC 4013) that it does not know.
  public static func isSupported(_ password: String) -> Bool {
    password.utf8.allSatisfy { (1...127).contains($0) }
  }

  /// Makes a verifier to be sent instead of a password; another one each time.
  ///
  /// - Parameters:
  ///   - password: the password.
  ///   - iterations: the server's `scram_iterations`.
  /// - Returns: the verifier; nil for a password that is not supported.
  public static func text(of password: String, iterations: Int = defaultIterations) -> String? {
    guard isSupported(password), !password.isEmpty else { return nil }
    let salt = (0..<16).map { _ in UInt8.random(in: 0...255) }
    let keys = keys(password, salt: salt, iterations: iterations)
    return "\(scheme)$\(iterations):\(base64(salt))$\(base64(keys.stored)):\(base64(keys.server))"
  }

  /// What servers do that say nothing else: `scram_iterations` is 16 and later.
  public static let defaultIterations = 4096

  // MARK: SCRAM-SHA-256

  private static let scheme = "SCRAM-SHA-256"

  /// `SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>`.
  private static func scram(_ text: String) -> Form? {
    let parts = text.split(separator: "$")
    guard parts.count == 3, parts[0] == scheme else { return nil }
    let head = parts[1].split(separator: ":")
    let keys = parts[2].split(separator: ":")
    guard head.count == 2, keys.count == 2, let iterations = Int(head[0]), iterations > 0,
      let salt = Data(base64Encoded: String(head[1])),
      let stored = Data(base64Encoded: String(keys[0]))
    else { return nil }
    return .scram(iterations: iterations, salt: Array(salt), storedKey: Array(stored))
  }

  private static func keys(
    _ password: String,
    salt: [UInt8],
    iterations: Int
  ) -> (stored: [UInt8], server: [UInt8]) {
    let salted = SymmetricKey(data: salted(password, salt: salt, iterations: iterations))
    let client = HMAC<SHA256>.authenticationCode(for: Data("Client Key".utf8), using: salted)
    let server = HMAC<SHA256>.authenticationCode(for: Data("Server Key".utf8), using: salted)
    return (Array(SHA256.hash(data: Data(client))), Array(server))
  }

  /// PBKDF2 with HMAC-SHA-256 and one block (RFC 8018).
  private static func salted(_ password: String, salt: [UInt8], iterations: Int) -> [UInt8] {
    let keyed = HMAC<SHA256>(key: SymmetricKey(data: Data(password.utf8)))
    var first = keyed
    first.update(data: salt + [0, 0, 0, 1])
    var block = first.finalize()
    var result = Array(block)
    for _ in stride(from: 1, to: iterations, by: 1) {
      var next = keyed
      next.update(data: Array(block))
      block = next.finalize()
      block.withUnsafeBytes { bytes in
        for index in result.indices { result[index] ^= bytes[index] }
      }
    }
    return result
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}

extension PasswordVerifier: CustomStringConvertible, CustomReflectable {
  /// Nothing of it: with an MD5 hash one can log in, and passwords can be tried on any.
  public var description: String { "a password's verifier" }

  /// Nothing of it, for debuggers and dumps.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
