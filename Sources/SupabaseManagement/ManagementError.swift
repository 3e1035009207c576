/// Why the Management API did not do what was asked of it.
///
/// Texts of the platform are repeated without the secrets that were sent.
public enum ManagementError: Error, Hashable, Sendable {
  /// The token is not valid.
  case unauthorized(String)
  /// The token may not do this.
  case forbidden(String)
  /// There is no such project.
  case unknownProject(String)
  /// The platform refuses a value; the field, where it names one.
  case refused(field: String?, message: String, status: Int)
  /// The platform takes no more requests for now; the seconds after which it does.
  case rateLimited(seconds: Int?)
  /// The platform failed.
  case server(status: Int, message: String, mayBeDone: Bool)
  /// There was no answer.
  case noAnswer(HTTPFailure)
  /// The answer is not what the API's description says.
  case unexpected(String)
}

extension ManagementError: CustomStringConvertible {
  /// What happened, in one line, without any secret.
  public var description: String {
    switch self {
    case .unauthorized(let message):
      "the Management API does not accept the token: \(message)"
    case .forbidden(let message):
      "the token may not do this: \(message)"
    case .unknownProject(let message):
      "the Management API knows no such project: \(message)"
    case .refused(_, let message, let status):
      "the Management API refuses a value (\(status)): \(message)"
    case .rateLimited(let seconds):
      "the Management API takes no more requests for now"
        + (seconds.map { "; try again in \($0) seconds" } ?? "")
    case .server(let status, let message, let mayBeDone):
      "the Management API failed (\(status)): \(message)" + (mayBeDone ? Self.doubt : "")
    case .noAnswer(let failure):
      Self.words(failure) + (failure.mayHaveArrived ? Self.doubt : "")
    case .unexpected(let what):
      "the Management API answered with something else than its description says: \(what)"
    }
  }

  private static let doubt =
    "; whether the settings were changed is not known, the next plan will tell"

  private static func words(_ failure: HTTPFailure) -> String {
    switch failure.kind {
    case .noLibrary: "libcurl is needed to reach the Management API, and is not installed"
    case .unreachable: "the Management API cannot be reached: \(failure.reason)"
    case .untrusted: "the Management API's certificate cannot be trusted: \(failure.reason)"
    case .timeOut: "the Management API did not answer in time: \(failure.reason)"
    case .broken: "the connection to the Management API broke: \(failure.reason)"
    case .cancelled: "the request was interrupted"
    }
  }
}
