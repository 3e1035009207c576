extension Setting {
  /// What is wrong with a secret, in words that do not tell it; nil when the service takes it.
  func problem(withSecret text: String) -> String? {
    switch name {
    case "jwt_secret": text.count < 16 ? "has fewer than 16 characters" : nil
    case "captcha.secret": text.allSatisfy(\.isWhitespace) ? "is blank" : nil
    default:
      name.hasPrefix("hook.") && !text.split(separator: "|").allSatisfy(Self.isHookSecret)
        ? "is not of the form v1,whsec_BASE64" : nil
    }
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
