import Crypto
import FoundationEssentials

/// What a place says of a setting, in its own words, by which a saved plan finds out whether the
/// setting has been changed since.
enum SettingState {
  /// What is said of a secret: whether it is there and the declared one, and of another one a
  /// digest that takes the declared one to make, so that nobody can try secrets until one fits.
  ///
  /// - Parameters:
  ///   - live: the secret, or the digest that the place shows in its stead.
  ///   - declared: the secret that the manifest's reference leads to.
  ///   - isSame: whether both are the same.
  /// - Returns: what is said.
  static func secret(_ live: String?, declared: String?, isSame: Bool) -> String {
    guard let live, !live.isEmpty else { return "unset" }
    if isSame { return "as declared" }
    guard let declared else { return "set" }
    let key = SymmetricKey(data: Data(declared.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Data(live.utf8), using: key)
    return "another: \(Data(code).base64EncodedString())"
  }
}
