public import Diagnostics
public import Diffing
public import Introspection
import ManifestLoading
public import ObjectModel
public import PostgresClient
import PostgresVocabulary

extension Reconciler {
  /// What differs between two sides.
  public struct Comparison: Sendable {
    /// What would have to change in the first to make it like the second.
    public let changes: [Change]
    /// Where manifests declare what differs.
    public let places: [ObjectID: SourceRange]
    /// What was not looked at in either; counts are those of the side that has more of it.
    public let notLookedAt: [NotManaged]
  }

  /// Reads a database.
  ///
  /// - Parameters:
  ///   - settings: the database.
  ///   - connections: how many connections share the work; nil for as many as are good.
  /// - Returns: all that it holds.
  /// - Throws: `ConnectionError`, `ServerError`.
  public func read(
    _ settings: ConnectionSettings,
    connections: Int? = nil
  ) async throws -> LiveDatabase {
    try await Introspector(registry: registry).read(settings, connections: connections)
  }

  /// Compares two sides in everything that either manages; in everything that Plumb knows when
  /// neither has a say in that.
  ///
  /// - Throws: `DiagnosticsError` for mistakes in manifests that only a server finds,
  ///   `ConnectionError`, `ServerError`.
  public func compare(_ first: ComparedSide, _ second: ComparedSide) async throws -> Comparison {
    if let anchor = first.anchor ?? second.anchor {
      return try await compare(first, second, anchor: anchor)
    }
    let platform = first.declared?.project.platform ?? .postgres
    return try await withEmptyDatabase(platform) { anchor in
      try await compare(first, second, anchor: anchor)
    }
  }

  private func compare(
    _ first: ComparedSide,
    _ second: ComparedSide,
    anchor: ConnectionSettings
  ) async throws -> Comparison {
    let (left, right): (ReadSide, ReadSide)
    switch (first.manifests, second.manifests) {
    case (let one?, nil):
      (left, right) = try await read(one, beside: second, anchor)
    case (nil, let other?):
      (right, left) = try await read(other, beside: first, anchor)
    case (let one?, let other?):
      async let ours = standing(Request(declared: one, settings: anchor, environment: ""))
      async let others = standing(Request(declared: other, settings: anchor, environment: ""))
      // What lies outside of databases needs none to be compared.
      left = ReadSide(try await ours, further: one.catalog.outside)
      right = ReadSide(try await others, further: other.catalog.outside)
    case (nil, nil):
      let takesOutside = first.hasOutside && second.hasOutside
      async let ours = read(first, takesOutside, beside: second)
      async let others = read(second, takesOutside, beside: first)
      (left, right) = (try await ours, try await others)
    }
    return compare(left, right, withoutShared: first.isScripted || second.isScripted)
  }

  // MARK: Reading

  /// Reads manifests as the other side's server spells them, and that side with them.
  private func read(
    _ declared: DeclaredState,
    beside other: ComparedSide,
    _ anchor: ConnectionSettings
  ) async throws -> (manifests: ReadSide, other: ReadSide) {
    var request = Request(declared: declared, settings: anchor, environment: "")
    if case .database = other.source { request.outside = other.outside }
    let standing = try await standing(request)
    let left = request.outside == nil ? Self.outsideCounts(declared.catalog) : []
    let manifests = ReadSide(standing, unknown: left)
    var found = side(other, standing.database)
    for object in standing.live.outside.objects.values { found.catalog.insert(object) }
    return (manifests, found)
  }

  private func read(
    _ side: ComparedSide,
    _ takesOutside: Bool,
    beside other: ComparedSide
  ) async throws -> ReadSide {
    guard let settings = side.anchor else { return ReadSide.nothing }
    let contents = side.contents.isEmpty ? other.contents : side.contents
    var found = self.side(side, try await holding(contents, read(settings), settings))
    guard let declared = side.declared else { return found }
    if takesOutside, let outside = side.outside {
      let state = try await outside(declared.catalog)
      for object in state.objects { found.catalog.insert(object) }
      found.unknown += state.notManaged
    } else {
      found.unknown += Self.outsideCounts(declared.catalog)
    }
    return found
  }

  /// A side that is no set of manifests, with its database as it was read.
  private func side(_ side: ComparedSide, _ database: LiveDatabase) -> ReadSide {
    let scope = side.declared.map { ManagedScope($0, in: database.catalog).manages }
    guard case .recorded(let catalog, let unknown, _, _) = side.source else {
      return ReadSide(
        catalog: database.catalog,
        version: database.version,
        role: database.role,
        manages: scope,
        unknown: database.unknown
      )
    }
    let schemas = Set(catalog.objects.keys.compactMap(\.schema))
    return ReadSide(
      catalog: catalog,
      version: database.version,
      role: database.role,
      manages: { id in
        if catalog[id] != nil { return true }
        if let scope { return scope(id) }
        return id.schema.map(schemas.contains) ?? (catalog[id.root] != nil)
      },
      leftAlone: Set(unknown),
      unknown: Dictionary(grouping: unknown, by: \.kind).map {
        NotManaged(what: "\($0) recorded in another form", count: $1.count)
      }
    )
  }

  // MARK: Comparing

  private func compare(
    _ first: ReadSide,
    _ second: ReadSide,
    withoutShared: Bool
  ) -> Comparison {
    let shared =
      withoutShared
      ? Set(registry.kinds.filter { $0.traits.isClusterWide }.map { $0.kind }) : []
    let silent = first.leftAlone.union(second.leftAlone)
    let scopes = [first, second].compactMap(\.manages)
    func counts(_ id: ObjectID) -> Bool {
      if ManagedScope.isOwn(id) || shared.contains(id.root.kind) || silent.contains(id) {
        return false
      }
      if withoutShared && ManagedScope.isTracking(id) { return false }
      return scopes.isEmpty || scopes.contains { $0(id) }
    }
    let old = first.catalog.filter(counts)
    let new = second.catalog.filter(counts)
    let context = StepContext(
      version: first.version,
      live: old,
      desired: new,
      applyingRole: first.role,
      registry: registry
    )
    let changes = difference(from: old, to: new, in: context)
    var places: [ObjectID: SourceRange] = [:]
    for change in changes {
      let standing = [first, second].lazy.compactMap(\.standing)
      places[change.id] =
        standing.compactMap { $0.place(of: change.id, fields: change.fields) }
        .first
    }
    return Comparison(
      changes: changes,
      places: places,
      notLookedAt: NotManaged.merged(
        first.unknown + leftOut(first.catalog, counts),
        second.unknown + leftOut(second.catalog, counts)
      )
    )
  }

  /// What of a side does not count, by kind and schema.
  private func leftOut(_ catalog: Catalog, _ counts: (ObjectID) -> Bool) -> [NotManaged] {
    let ids = catalog.objects.keys.filter {
      $0.parent == nil && !counts($0) && !ManagedScope.isOwn($0)
    }
    return Dictionary(grouping: ids) { id in
      id.schema.map { "\(id.kind) in schema \($0)" } ?? "\(id.kind)"
    }.map { NotManaged(what: $0, count: $1.count) }
  }
}

extension NotManaged {
  /// What either of two databases holds, each counted in the one that has more of it.
  static func merged(_ first: [Self], _ second: [Self]) -> [Self] {
    var counts: [String: Int] = [:]
    for item in first + second { counts[item.what] = max(counts[item.what] ?? 0, item.count) }
    return counts.sorted { $0.key < $1.key }.map { Self(what: $0.key, count: $0.value) }
  }
}

extension ReadSide {
  fileprivate init(
    _ standing: Standing,
    further: Catalog = Catalog(),
    unknown: [NotManaged] = []
  ) {
    var all = standing.desired
    for object in further.objects.values { all.insert(object) }
    self.init(
      catalog: all,
      version: standing.database.version,
      role: standing.database.role,
      manages: standing.isManaged,
      leftAlone: standing.leftAlone,
      standing: standing,
      unknown: unknown
    )
  }
}
