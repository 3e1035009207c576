import Crypto
import ManifestLoading
import SupabaseManagement

/// An address that is told of drift.
struct Webhook: Sendable {
  private let url: String
  private let secret: String?
  private let transport: any HTTPTransport
  private let attempts: Int
  private let firstPause: Duration

  /// Reads an address and a secret, either of which may be `${env:NAME}`.
  ///
  /// - Parameters:
  ///   - address: the address; nil for none, which gives no webhook.
  ///   - secret: the reference to the secret; nil for `PLUMB_WEBHOOK_SECRET`, if that is set.
  ///   - environment: the process's environment variables.
  /// - Throws: `UsageError` for what cannot be used, `DiagnosticsError` for an unset variable.
  init?(_ address: String?, secret: String?, environment: [String: String]) throws {
    guard let address else { return nil }
    url = try Self.resolved(address, environment)
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw UsageError(
        "the webhook is no address",
        hint: "Write https://…, or ${env:NAME} for one that is itself a secret."
      )
    }
    if let secret {
      guard secret.hasPrefix("${env:"), secret.hasSuffix("}") else {
        throw UsageError(
          "the secret of the webhook must not stand on the command line",
          hint: "Put it into an environment variable and write '${env:NAME}'."
        )
      }
      self.secret = try Self.resolved(secret, environment)
    } else {
      self.secret = environment["PLUMB_WEBHOOK_SECRET"].flatMap { $0.isEmpty ? nil : $0 }
    }
    transport = CurlTransport(environment: environment, timeOut: .seconds(30))
    attempts = 5
    firstPause = .seconds(1)
  }

  private static func resolved(
    _ text: String,
    _ environment: [String: String]
  ) throws -> String {
    guard let template = ConnectionTemplate(text), text.contains("${env:") else { return text }
    return try template.resolved(in: environment)
  }

  /// Posts a body, again and again with growing pauses as long as the receiver is not to blame.
  ///
  /// - Throws: `WebhookError` when it cannot be delivered.
  func send(_ body: String) async throws {
    let bytes = Array(body.utf8)
    var headers: [HTTPRequest.Field] = [
      .init("Content-Type", "application/json"),
      .init("User-Agent", "plumb/\(Plumb.version)"),
      .init("X-Plumb-Event", "drift"),
    ]
    if let secret {
      headers.append(.init("X-Plumb-Signature-256", Self.signature(of: bytes, secret)))
    }
    let request = HTTPRequest("POST", url, headers: headers, body: bytes)
    var pause = firstPause
    var reason = ""
    for attempt in 1...attempts {
      if attempt > 1 {
        try await Task.sleep(for: pause * Double.random(in: 0.75...1.25))
        pause *= 2
      }
      do {
        let response = try await transport.send(request)
        if (200..<300).contains(response.status) { return }
        reason = "it answers with status \(response.status)"
        let isTemporary = response.status >= 500 || [408, 425, 429].contains(response.status)
        if !isTemporary { throw WebhookError(reason: reason, attempts: attempt) }
      } catch let failure as HTTPFailure {
        if case .cancelled = failure.kind { throw CancellationError() }
        if case .noLibrary = failure.kind {
          throw WebhookError(reason: failure.reason, attempts: attempt)
        }
        reason = failure.reason
      }
    }
    throw WebhookError(reason: reason, attempts: attempts)
  }

  /// `sha256=` and the HMAC-SHA-256 of a body in hexadecimal digits.
  static func signature(of body: [UInt8], _ secret: String) -> String {
    let key = SymmetricKey(data: Array(secret.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: body, using: key)
    let digits = Array("0123456789abcdef")
    return "sha256=" + String(code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// A webhook that could not be told; the address, which may be a secret, is not named.
struct WebhookError: Error {
  let reason: String
  let attempts: Int
}
