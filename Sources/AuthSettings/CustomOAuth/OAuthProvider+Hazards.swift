public import ObjectModel

extension OAuthProvider {
  /// Whom a change locks out.
  public func reason(from old: Self) -> String {
    if isAbsent || (!isEnabled && old.isEnabled && !old.isAbsent) {
      return "whoever signs in through it cannot any more"
    }
    return ""
  }

  /// Whom a change lets in, and what it makes weaker.
  public func hazards(from old: Self) -> [Hazard] {
    if isAbsent { return [] }
    let before = old.isAbsent ? Self(id: id) : old
    var messages: [String] = []
    if isEnabled, old.isAbsent || !old.isEnabled {
      messages.append("Whoever the provider vouches for can sign in.")
    } else if !old.isAbsent, isAnother(than: old) {
      messages.append("Another client or other addresses decide who can sign in.")
    }
    let clients = acceptableClientIDs.filter { !before.acceptableClientIDs.contains($0) }
    if !clients.isEmpty {
      messages.append("Tokens that were issued to \(clients.joined(separator: ", ")) are taken.")
    }
    if !old.isAbsent, attributeMapping != old.attributeMapping {
      messages.append("Other claims tell who somebody is, who may be taken for another.")
    }
    let claims = customClaims.filter { !before.customClaims.contains($0) }
    if !claims.isEmpty {
      messages.append(
        "What the provider says in \(claims.joined(separator: ", ")) is kept, where policies may"
          + " trust it."
      )
    }
    if isEmailOptional, !before.isEmailOptional {
      messages.append("People can sign up through it without an e-mail address.")
    }
    if skipsNonceCheck, !before.skipsNonceCheck {
      messages.append("A stolen identity token of it can be used again.")
    }
    if !usesPKCE, before.usesPKCE {
      messages.append("Whoever gets hold of a code of it can sign in with that.")
    }
    return messages.map { Hazard(.accessWidened, id, $0) }
  }

  private func isAnother(than old: Self) -> Bool {
    clientID != old.clientID || addresses.map(\.url) != old.addresses.map(\.url)
  }
}
