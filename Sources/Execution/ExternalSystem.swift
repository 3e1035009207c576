public import ObjectModel

/// Something outside the database that steps of a plan can change.
public protocol ExternalSystem: Sendable {
  /// The name by which calls refer to the system, such as `env_file`.
  var name: String { get }

  /// Carries out one call.
  ///
  /// Secrets, which the call holds as references, are looked up here and nowhere earlier.
  ///
  /// - Throws: why the call failed, in a description that holds no secret.
  func perform(_ call: ExternalCall) async throws
}
