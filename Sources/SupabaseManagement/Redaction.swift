/// Tells what the platform says, without the secrets that it may repeat.
struct Redaction {
  private let secrets: [String]

  init(_ secrets: [String]) {
    // As JSON a secret may look different from what it is. The longest first: one may hold another.
    self.secrets = Set(
      secrets.flatMap { [$0, String(JSONValue.text($0).jsonText.dropFirst().dropLast())] }
    )
    .filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// The message of an error, on one line.
  func text(of response: HTTPResponse) -> String {
    var text = String(decoding: response.body.prefix(64 << 10), as: UTF8.self)
    if case .object(let fields)? = JSONValue(parsing: response.body) {
      switch fields["message"] ?? fields["error"] ?? fields["msg"] {
      case .text(let message)?: text = message
      case .list(let messages)?: text = messages.compactMap(\.text).joined(separator: "; ")
      default: break
      }
    }
    for secret in secrets { text = text.replacing(secret, with: "[secret]") }
    let line = text.split { $0.isNewline || $0.isWhitespace }.joined(separator: " ")
    if line.isEmpty { return "no message" }
    return line.count > 300 ? "\(line.prefix(300))…" : line
  }
}
