/// Bodies of messages: a manifest says the path of a file, or the body itself.
struct TemplateBodies {
  let secrets: SecretResolver

  /// Whether a text is a body and not a path: it has several lines, a tag or a placeholder.
  static func isBody(_ text: String) -> Bool {
    text.contains("<") || text.contains("{{") || text.contains(where: \.isNewline)
  }

  /// The body that a setting's value leads to, for places that keep the body itself.
  func resolved(_ setting: Setting, _ value: AuthValue) throws(AuthSettingsError) -> AuthValue {
    guard setting.isBody, let text = value.text, !text.isEmpty, !Self.isBody(text) else {
      return value
    }
    guard let body = secrets.file(text) else {
      throw .unsuitable(
        AuthSetting.id(setting.name),
        "is the path of a file that cannot be read: \(text)"
      )
    }
    return .text(body)
  }
}
