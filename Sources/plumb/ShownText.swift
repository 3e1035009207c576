import PostgresClient

extension String {
  /// A word of the command line as it may be shown: without what could be a password in the address
  /// of a database, be that well formed or not.
  var withoutSecrets: String {
    if contains("://"), let settings = try? ConnectionSettings(self) { return "\(settings)" }
    var text = self
    if let key = text.firstRange(of: /password\s*=/.ignoresCase()) {
      text = text[..<key.lowerBound] + "password=…"
    }
    let scheme = text.firstRange(of: "://").map { String(text[..<$0.upperBound]) } ?? ""
    if let at = text.lastIndex(of: "@") {
      // ENVIRONMENT@ID is a row of a history.
      let isRow = Int(text[text.index(after: at)...]) != nil && !text.contains(":")
      return isRow ? text : "\(scheme)…\(text[at...])"
    }
    return scheme.isEmpty ? text : "\(scheme)…"
  }

  /// Whether the text is no name, but rather an address that nobody understands.
  var isLikeAddress: Bool {
    contains("=") || contains(":/") || (contains("@") && contains(":")) || self != withoutSecrets
  }
}

extension UsageError {
  /// A text that is neither an environment nor the address of a database.
  static func noAddress(_ text: String) -> UsageError {
    UsageError(
      "\"\(text.withoutSecrets)\" is neither an environment nor the address of a database",
      hint: "Name an environment, or write postgres://USER@HOST:PORT/DATABASE."
    )
  }
}
