extension Setting {
  /// The third party that a setting is about: `firebase` for `third_party.firebase.project_id`.
  var thirdParty: String? {
    let parts = name.split(separator: ".")
    return parts.count == 3 && parts[0] == "third_party" ? String(parts[1]) : nil
  }
}

/// Third parties whose tokens a project accepts, as the hosted platform knows them: by their
/// issuers, in a list of their own.
enum ThirdParty {
  static let path = "/config/auth/third-party-auth"
  static let names = ["firebase", "auth0", "aws_cognito", "clerk", "workos"]

  /// The issuer that settings come to; nil when one of them is missing.
  static func issuer(of party: String, _ value: (String) -> String?) -> String? {
    func setting(_ name: String) -> String? {
      value("third_party.\(party).\(name)").flatMap { $0.isEmpty ? nil : $0 }
    }
    switch party {
    case "firebase":
      return setting("project_id").map { "https://securetoken.google.com/\($0)" }
    case "auth0":
      let region = setting("tenant_region").map { ".\($0)" } ?? ""
      return setting("tenant").map { "https://\($0)\(region).auth0.com" }
    case "aws_cognito":
      guard let region = setting("user_pool_region"), let pool = setting("user_pool_id") else {
        return nil
      }
      return "https://cognito-idp.\(region).amazonaws.com/\(pool)"
    case "clerk": return setting("domain").map { "https://\($0)" }
    case "workos": return setting("issuer_url")
    default: return nil
    }
  }

  /// The third party of an issuer with its settings; nil for one that is none of them.
  static func settings(ofIssuer issuer: String) -> (party: String, values: [String: String])? {
    guard issuer.hasPrefix("https://") else { return nil }
    let rest = issuer.dropFirst("https://".count)
    let host = String(rest.prefix { $0 != "/" })
    let path = String(rest.dropFirst(host.count).drop { $0 == "/" })
    let labels = host.split(separator: ".").map(String.init)
    if host == "securetoken.google.com" { return ("firebase", ["project_id": path]) }
    if host.hasSuffix(".auth0.com"), labels.count == 3 || labels.count == 4 {
      var values = ["tenant": labels[0]]
      if labels.count == 4 { values["tenant_region"] = labels[1] }
      return ("auth0", values)
    }
    if labels.count == 4, labels[0] == "cognito-idp", host.hasSuffix(".amazonaws.com") {
      return ("aws_cognito", ["user_pool_region": labels[1], "user_pool_id": path])
    }
    if host.hasSuffix("workos.com") { return ("workos", ["issuer_url": issuer]) }
    let isClerk = labels.first == "clerk" || host.hasSuffix(".clerk.accounts.dev")
    return isClerk && path.isEmpty ? ("clerk", ["domain": host]) : nil
  }
}
