public import Diffing
public import Introspection
public import ObjectModel
public import PostgresClient

extension Reconciler {
  /// What differs between two databases.
  public struct Comparison: Sendable {
    /// What would have to change in the first to make it like the second.
    public let changes: [Change]
    /// What neither comparison looked at, in the first and in the second.
    public let notLookedAt: (first: [NotManaged], second: [NotManaged])
  }

  /// Reads a database.
  ///
  /// - Throws: `ConnectionError`, `ServerError`.
  public func read(_ settings: ConnectionSettings) async throws -> LiveDatabase {
    try await Introspector(registry: registry).read(settings)
  }

  /// Compares two databases in everything that Plumb knows, apart from its own history.
  ///
  /// - Throws: `ConnectionError`, `ServerError`.
  public func compare(
    _ first: ConnectionSettings, _ second: ConnectionSettings
  ) async throws -> Comparison {
    async let left = read(first)
    async let right = read(second)
    return try await compare(left, right)
  }

  private func compare(_ first: LiveDatabase, _ second: LiveDatabase) -> Comparison {
    let old = first.catalog.filter { !ManagedScope.isOwn($0) }
    let new = second.catalog.filter { !ManagedScope.isOwn($0) }
    let context = StepContext(
      version: first.version, live: old, desired: new, applyingRole: first.role,
      registry: registry)
    return Comparison(
      changes: difference(from: old, to: new, in: context),
      notLookedAt: (first.unknown, second.unknown))
  }
}
