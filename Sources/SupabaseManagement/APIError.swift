/// What messages call an API and what is about it.
public struct APIName: Hashable, Sendable, CustomStringConvertible {
  /// The API itself.
  public let description: String
  /// What proves who calls it.
  let credential: String
  /// What it knows nothing of when it finds nothing.
  let subject: String

  /// The hosted platform's.
  public static let management = Self(
    description: "the Management API",
    credential: "token",
    subject: "project"
  )

  /// The one for administrators of an auth service.
  public static let authAdministration = Self(
    description: "the auth service's admin API",
    credential: "key",
    subject: "address"
  )
}

/// Why an API did not do what was asked of it.
///
/// Texts of the service are repeated without the secrets that were sent.
public enum APIError: Error, Hashable, Sendable {
  /// What proves who calls is not valid.
  case unauthorized(String)
  /// The caller may not do this.
  case forbidden(String)
  /// There is no such thing.
  case notFound(String)
  /// The service refuses a value; the field, where it names one.
  case refused(field: String?, message: String, status: Int)
  /// The service takes no more requests for now; the seconds after which it does.
  case rateLimited(seconds: Int?)
  /// The service failed.
  case server(status: Int, message: String, mayBeDone: Bool)
  /// There was no answer.
  case noAnswer(HTTPFailure)
  /// The answer is not what the API's description says.
  case unexpected(String)
}

extension APIError {
  /// What happened, in one line, without any secret.
  public func text(of name: APIName) -> String {
    let api = name.description
    return switch self {
    case .unauthorized(let message):
      "\(api) does not accept the \(name.credential): \(message)"
    case .forbidden(let message):
      "the \(name.credential) may not do this: \(message)"
    case .notFound(let message):
      "\(api) knows no such \(name.subject): \(message)"
    case .refused(_, let message, let status):
      "\(api) refuses a value (\(status)): \(message)"
    case .rateLimited(let seconds):
      "\(api) takes no more requests for now"
        + (seconds.map { "; try again in \($0) seconds" } ?? "")
    case .server(let status, let message, let mayBeDone):
      "\(api) failed (\(status)): \(message)" + (mayBeDone ? Self.doubt : "")
    case .noAnswer(let failure):
      Self.words(failure, api) + (failure.mayHaveArrived ? Self.doubt : "")
    case .unexpected(let what):
      "\(api) answered with something else than its description says: \(what)"
    }
  }

  private static let doubt =
    "; whether the settings were changed is not known, the next plan will tell"

  private static func words(_ failure: HTTPFailure, _ api: String) -> String {
    switch failure.kind {
    case .noLibrary: "libcurl is needed to reach \(api), and is not installed"
    case .unreachable: "\(api) cannot be reached: \(failure.reason)"
    case .untrusted: "the certificate of \(api) cannot be trusted: \(failure.reason)"
    case .timeOut: "\(api) did not answer in time: \(failure.reason)"
    case .broken: "the connection to \(api) broke: \(failure.reason)"
    case .cancelled: "the request was interrupted"
    }
  }
}
