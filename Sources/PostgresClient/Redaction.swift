/// Keeps passwords out of texts that libpq makes of connection settings.
enum Redaction {
  /// Hides what libpq quotes from settings that it cannot parse.
  ///
  /// A URL with an unescaped `@`, `/` or `#` in its password is cut in the wrong place, so that
  /// any quoted part may be a piece of the password. Names of unknown options are not.
  static func settingsReason(_ message: String) -> String {
    let line = firstLine(message)
    let namesOption = ["invalid connection option", "invalid URI query parameter"]
    return namesOption.contains(where: line.hasPrefix) ? line : hidingQuoted(line)
  }

  /// Hides what is in front of the last `@` of a host or database, which is the end of a password
  /// that should have been percent-encoded.
  static func host(_ host: String) -> String {
    guard let at = host.lastIndex(of: "@") else { return host }
    return "…@" + host[host.index(after: at)...]
  }

  /// Hides a port that is no number, for the same reason.
  static func port(_ port: String) -> String {
    port.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ",") } ? port : "…"
  }

  /// Hides the pieces of a password in the reason why a connection failed.
  static func connectReason(_ message: String, settings: [String: String]) -> String {
    var line = firstLine(message)
    if line.hasPrefix("invalid") { line = hidingQuoted(line) }
    if let host = settings["host"], host.contains("@") {
      line = replacing(host, in: line, with: Self.host(host))
    }
    if let password = settings["password"], password.count > 2 {
      line = replacing(password, in: line, with: "…")
    }
    return line
  }

  private static func firstLine(_ message: String) -> String {
    String(message.prefix { !$0.isNewline })
  }

  private static func hidingQuoted(_ line: String) -> String {
    var result = ""
    for (position, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
      .enumerated()
    {
      if position > 0 { result += "\"" }
      result += position % 2 == 1 && part.count > 1 ? "…" : part
    }
    return result
  }

  private static func replacing(
    _ part: String,
    in text: String,
    with other: String
  ) -> String {
    text.split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
