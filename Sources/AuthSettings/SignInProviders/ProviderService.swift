import ObjectModel
import SupabaseManagement

/// A service that keeps providers of sign-in, and how it is called.
struct ProviderService: Sendable {
  /// The name of the system in the calls of steps.
  let system: String
  /// The place as calls name it: a project's reference, or an address.
  let place: String
  /// The place as reports name it.
  let title: String
  let api: JSONClient
  let credential: TokenReference
  /// Waits before something is read once more.
  let pause: @Sendable (Duration) async throws -> Void

  /// What stands at a path; nil when there is nothing, as while the service has no use for such
  /// providers.
  func value(
    at path: String,
    for id: ObjectID? = nil
  ) async throws(AuthSettingsError) -> JSONValue? {
    if credential.value.isEmpty { throw .missingToken(credential.reference, api.name) }
    do {
      return try await api.value(at: path)
    } catch .notFound {
      return nil
    } catch {
      throw .api(api.name, setting: id, error)
    }
  }

  /// Carries out what changes a provider.
  func changing(
    _ id: ObjectID,
    _ body: (JSONClient) async throws(APIError) -> Void
  ) async throws(AuthSettingsError) {
    do {
      try await body(api)
    } catch {
      throw .api(api.name, setting: id, error)
    }
  }

  /// Tries something a few times, with pauses that grow; nil when it never came to anything.
  func settled<Value>(
    times: Int,
    _ body: () async throws -> Value?
  ) async throws -> Value? {
    for attempt in 0..<times {
      if attempt > 0 { try await pause(.milliseconds(500 << (attempt - 1))) }
      if let value = try await body() { return value }
    }
    return nil
  }
}
