import Introspection
import ManifestLoading
import ObjectModel

extension Realiser {
  /// Gives desired objects the spelling that a database comes to hold when a plan makes them.
  ///
  /// - Parameters:
  ///   - catalog: the desired objects, as the server has spelled them once.
  ///   - outcome: what the server made of what is declared; nil when nothing had to be made.
  ///   - live: the managed part of the database; what it holds in the first spelling stays so.
  /// - Returns: the desired objects.
  /// - Throws: `ConnectionError` or `ServerError`.
  func settled(
    _ catalog: Catalog,
    _ outcome: ScratchBuild.Outcome?,
    _ live: Catalog
  ) async throws -> Catalog {
    guard let outcome else { return catalog }
    let open = catalog.objects.values.filter { object in
      object.mayBeRespelled && outcome.database.catalog[object.id] != nil
        && live[object.id].map { !object.changedFields(from: $0).isEmpty } ?? true
    }
    if open.isEmpty { return catalog }
    let again = try await respelled(Set(open.map(\.id)), of: outcome)
    var result = catalog
    for object in open {
      if let second = again[object.id], object.isRespelled(by: second) { result.insert(second) }
    }
    return result
  }

  /// Has the server read its own spelling, which it may print in yet another way: a cast around a
  /// list of constants, as `x IN ('a', 'b')` makes one for a `varchar`, is moved into the list.
  ///
  /// Statements give the server its own spelling, so the second one is what a database then holds;
  /// one that was made by people's words, or from a dump, holds the first or the second.
  ///
  /// - Parameters:
  ///   - ids: the objects to spell once more.
  ///   - outcome: what the server made of what is declared.
  /// - Returns: what it made of that.
  /// - Throws: `ConnectionError` or `ServerError`.
  private func respelled(
    _ ids: Set<ObjectID>,
    of outcome: ScratchBuild.Outcome
  ) async throws -> Catalog {
    let catalog = outcome.database.catalog
    let version = outcome.database.version
    let context = StepContext(
      version: version,
      live: Catalog(),
      desired: catalog,
      knowsDependencies: false,
      applyingRole: outcome.database.role,
      registry: registry
    )
    let units = ScratchUnit.ordered(
      catalog,
      needed: ids,
      isDeclared: { _ in false },
      context: context
    )
    let cache = RealisedCache(registry: registry, environment: environment)
    let key = RealisedCache.Key(units: units, version: version, searchPath: project.searchPath)
    if let known = cache.outcome(for: key, version) { return known.database.catalog }
    let again = try await building(units, catalog, version)
    cache.store(again, units, for: key)
    return again.database.catalog
  }
}

extension ManagedObject {
  /// Whether the server may print its own spelling of the object in another way: that is known of
  /// casts around expressions.
  fileprivate var mayBeRespelled: Bool {
    Self.traits.isSpelledByServer && FieldValue.map(fieldValues).holdsCastExpression
  }

  /// Whether another spelling differs in nothing but such expressions.
  fileprivate func isRespelled(by other: any ManagedObject) -> Bool {
    let open = Set(fieldValues.filter(\.value.holdsCastExpression).map(\.key))
    return open.isSuperset(of: other.changedFields(from: self).map(\.name))
  }
}

extension FieldValue {
  fileprivate var holdsCastExpression: Bool {
    switch self {
    case .absent, .bool, .integer: false
    case .text(let text): text.contains(")::")
    case .list(let values): values.contains(where: \.holdsCastExpression)
    case .map(let entries): entries.contains { $0.value.holdsCastExpression }
    }
  }
}
