public import Diffing
public import Introspection
public import ObjectModel
public import PostgresClient

extension Reconciler {
  /// What differs between two databases.
  public struct Comparison: Sendable {
    /// What would have to change in the first to make it like the second.
    public let changes: [Change]
    /// What was not looked at in either; counts are those of the database that has more of it.
    public let notLookedAt: [NotManaged]
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
    _ first: ConnectionSettings,
    _ second: ConnectionSettings
  ) async throws -> Comparison {
    async let left = read(first)
    async let right = read(second)
    return try await compare(left, right)
  }

  private func compare(_ first: LiveDatabase, _ second: LiveDatabase) -> Comparison {
    let old = first.catalog.filter { !ManagedScope.isOwn($0) }
    let new = second.catalog.filter { !ManagedScope.isOwn($0) }
    let context = StepContext(
      version: first.version,
      live: old,
      desired: new,
      applyingRole: first.role,
      registry: registry
    )
    return Comparison(
      changes: difference(from: old, to: new, in: context),
      notLookedAt: merged(first.unknown, second.unknown)
    )
  }

  private func merged(_ first: [NotManaged], _ second: [NotManaged]) -> [NotManaged] {
    var counts: [String: Int] = [:]
    for item in first + second { counts[item.what] = max(counts[item.what] ?? 0, item.count) }
    return counts.sorted { $0.key < $1.key }.map { NotManaged(what: $0.key, count: $0.value) }
  }
}
