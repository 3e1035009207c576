/// Calls of the Management API of one project.
public struct ManagementClient: Sendable {
  /// The project's reference.
  public let project: String
  /// Calls below the project's address.
  public let api: JSONClient

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - project: the project's reference.
  ///   - base: the API's address, such as `https://api.supabase.com`.
  ///   - token: what proves who calls.
  ///   - transport: what sends requests.
  ///   - policy: when they are sent again.
  ///   - userAgent: who the program says that it is.
  public init(
    project: String,
    base: String = "https://api.supabase.com",
    token: String,
    transport: any HTTPTransport,
    policy: RetryPolicy = RetryPolicy(),
    userAgent: String = "plumb"
  ) {
    self.project = project
    api = JSONClient(
      .management,
      address: (base.hasSuffix("/") ? String(base.dropLast()) : base) + "/v1/projects/\(project)",
      credentials: ["Authorization": "Bearer \(token)"],
      secrets: [token],
      transport: transport,
      policy: policy,
      userAgent: userAgent
    )
  }

  /// Reads the project's auth settings, field by field.
  ///
  /// - Throws: `APIError`.
  public func authConfig() async throws(APIError) -> [String: JSONValue] {
    guard case .object(let fields) = try await api.value(at: "/config/auth") else {
      throw .unexpected("the settings are no object")
    }
    return fields
  }

  /// Changes fields of the project's auth settings; those that are not named stay as they are.
  ///
  /// - Parameters:
  ///   - fields: the fields.
  ///   - secrets: what must not be repeated when the platform's answer is told.
  /// - Throws: `APIError`.
  public func updateAuthConfig(
    _ fields: [String: JSONValue],
    secrets: [String]
  ) async throws(APIError) {
    // The answer is not what a reader would get: it leaves out values that were not sent.
    try await api.change("/config/auth", .object(fields), secrets: secrets)
  }
}
