/// One request.
public struct HTTPRequest: Hashable, Sendable {
  /// The method, in capitals.
  public var method: String
  /// The whole address.
  public var url: String
  /// The header fields.
  public var headers: [Field]
  /// The body; nil for none.
  public var body: [UInt8]?

  /// A header field.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: String

    /// Pairs a name with a value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Describes a request.
  public init(_ method: String, _ url: String, headers: [Field] = [], body: [UInt8]? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// One response.
public struct HTTPResponse: Hashable, Sendable {
  /// The status.
  public let status: Int
  /// The header fields, by their names in small letters.
  public let headers: [String: String]
  /// The body.
  public let body: [UInt8]

  /// Describes a response.
  public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why there is no response.
public struct HTTPFailure: Error, Hashable, Sendable {
  /// What sort of failure it is.
  public let kind: Kind
  /// What happened, in the words of the library.
  public let reason: String
  /// Whether the request may have reached the server.
  public let mayHaveArrived: Bool

  /// What sort of failure it is.
  public enum Kind: Hashable, Sendable {
    /// There is no library for HTTP on this machine.
    case noLibrary
    /// The server, or the proxy, cannot be found or does not take connections.
    case unreachable
    /// The server's certificate cannot be trusted, or there is no common version of TLS.
    case untrusted
    /// The time was up.
    case timeOut
    /// The connection broke.
    case broken
    /// The task was cancelled.
    case cancelled
  }

  /// Describes a failure.
  public init(_ kind: Kind, _ reason: String, mayHaveArrived: Bool) {
    self.kind = kind
    self.reason = reason
    self.mayHaveArrived = mayHaveArrived
  }
}

/// Sends requests: the network, or something that stands for it in tests.
public protocol HTTPTransport: Sendable {
  /// Sends one request, once.
  ///
  /// - Throws: `HTTPFailure` when there is no response; every status is one.
  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
}
