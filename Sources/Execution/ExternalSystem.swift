public import ObjectModel

/// Something outside the database that steps of a plan can change.
public protocol ExternalSystem: Sendable {
  /// The name by which calls refer to the system, such as `env_file`.
  var name: String { get }

  /// Carries out calls that follow each other: all of them, or as few as can be.
  ///
  /// Secrets, which calls hold as references, are looked up here and nowhere earlier.
  ///
  /// - Throws: why a call failed, in a description that holds no secret; an `ExternalCallError`
  ///   when it is known which one.
  func perform(_ calls: [ExternalCall]) async throws
}

/// One of several calls failed.
public struct ExternalCallError: Error {
  /// Which one, counted from 0.
  public let call: Int
  /// Why.
  public let reason: any Error

  /// Says which call failed.
  public init(call: Int, reason: any Error) {
    self.call = call
    self.reason = reason
  }
}
