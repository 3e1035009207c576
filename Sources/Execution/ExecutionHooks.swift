public import Diagnostics
public import ObjectModel
public import Planning
public import PostgresClient

/// What an executor asks of its caller: it knows no kinds, no manifests and no settings.
public struct ExecutionHooks: Sendable {
  /// Reads the state that the plan was made for, within the transaction that is open.
  public var reading: @Sendable (Connection) async throws -> Fingerprint
  /// Reads what has become of the state outside the database that the plan was made for; nil when
  /// there was none.
  public var readingOutside: (@Sendable () async throws -> Fingerprint)?
  /// Reads what still differs from the desired state, within the transaction that is open.
  public var proof: @Sendable (Connection) async throws -> [String]
  /// Reads what still differs after a stage, apart from what later stages are about; nil when only
  /// the last stage is proved.
  public var stageProof: (@Sendable (Connection, Set<ObjectID>) async throws -> [String])?
  /// Opens another connection to the same database, to find out what became of a lost one.
  public var reconnect: @Sendable () async throws -> Connection
  /// The place in the manifests that declares an object.
  public var place: @Sendable (ObjectID) -> SourceRange? = { _ in nil }
  /// The secret that a reference leads to; nil when there is none.
  public var secret: @Sendable (SecretReference) -> String? = { _ in nil }
  /// The systems outside the database that steps may call.
  public var externalSystems: [any ExternalSystem] = []
  /// The state that was proved last, as JSON, for the history; nil for none.
  public var provedState: @Sendable () -> String? = { nil }
  /// Learns what happens while it happens.
  public var progress: @Sendable (ExecutionEvent) -> Void = { _ in }

  /// Takes what every run needs.
  public init(
    reading: @escaping @Sendable (Connection) async throws -> Fingerprint,
    proof: @escaping @Sendable (Connection) async throws -> [String],
    reconnect: @escaping @Sendable () async throws -> Connection
  ) {
    self.reading = reading
    self.proof = proof
    self.reconnect = reconnect
  }
}
