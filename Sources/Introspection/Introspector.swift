public import ObjectModel
public import PostgresClient
import PostgresVocabulary

/// Reads the catalogs of a database into a catalog of objects.
///
/// One query a kind, whatever the number of objects; memory in proportion to the catalog.
public struct Introspector: Sendable {
  private let registry: KindRegistry

  /// Makes an introspector for the kinds of a registry.
  public init(registry: KindRegistry) {
    self.registry = registry
  }

  /// Reads a database in one snapshot that several connections share, side by side.
  ///
  /// - Parameters:
  ///   - settings: the database.
  ///   - connections: how many connections to read with.
  /// - Returns: what it holds.
  /// - Throws: `ConnectionError`, `ServerError`, or `RowError` for a mistake in a query of ours.
  public func read(_ settings: ConnectionSettings, connections: Int = 3) async throws
    -> LiveDatabase
  {
    async let others = Self.open(settings, count: connections - 1)
    let first = try await Connection.open(settings)
    let sisters = try await others
    let tables = try await first.withReadOnlySnapshot { first in
      let snapshot = try await first.exportSnapshot()
      return try await fetch(first, sisters, snapshot: snapshot)
    }
    for connection in sisters + [first] { await connection.close() }
    return try decode(tables)
  }

  /// Reads a database within the transaction that a connection has open.
  ///
  /// - Throws: `ServerError`, or `RowError` for a mistake in a query of ours.
  public func read(within connection: Connection) async throws -> LiveDatabase {
    let path = try await connection.query("SHOW search_path").first?.text(0) ?? ""
    try await connection.execute(Self.setting)
    let queries = try await CatalogQueries(registry: registry, for: connection)
    let sent = queries.longestFirst
    let results = try await connection.batch(sent.compactMap { queries.all[$0] })
    try await connection.query(
      "SELECT pg_catalog.set_config('search_path', $1, true)",
      [path]
    )
    return try decode(
      Fetched(
        version: connection.serverVersion,
        queries: queries,
        tables: Dictionary(uniqueKeysWithValues: zip(sent, results))
      )
    )
  }

  private static func open(
    _ settings: ConnectionSettings,
    count: Int
  ) async throws -> [Connection] {
    try await withThrowingTaskGroup(of: Connection.self) { group in
      for _ in 0..<count { group.addTask { try await Connection.open(settings) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  // MARK: Fetching

  /// With which names are written with their schemas, and no operator is found but the system's.
  private static let setting: SQL = "SET LOCAL search_path = ''"

  private func fetch(
    _ first: Connection,
    _ sisters: [Connection],
    snapshot: String
  ) async throws -> Fetched {
    try await first.execute(Self.setting)
    let queries = try await CatalogQueries(registry: registry, for: first)
    let work = WorkQueue(queries.longestFirst)
    let tables = try await withThrowingTaskGroup(of: [Int: ResultTable].self) { group in
      group.addTask { try await Self.work(on: first, queries, work) }
      for sister in sisters {
        group.addTask {
          try await sister.withReadOnlySnapshot(importing: snapshot) {
            try await $0.execute(Self.setting)
            return try await Self.work(on: $0, queries, work)
          }
        }
      }
      return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
    return Fetched(version: first.serverVersion, queries: queries, tables: tables)
  }

  private static func work(
    on connection: Connection,
    _ queries: CatalogQueries,
    _ work: WorkQueue
  ) async throws -> [Int: ResultTable] {
    var results: [Int: ResultTable] = [:]
    while let index = await work.next() {
      guard let query = queries.all[index] else { continue }
      results[index] = try await connection.table(query)
    }
    return results
  }

  // MARK: Decoding

  private func decode(_ fetched: Fetched) throws -> LiveDatabase {
    var assembly = CatalogAssembly(fetched: fetched)
    try assembly.readEdges()
    try assembly.readObjects(late: false)
    assembly.setExtensionMembersAside()
    try assembly.readObjects(late: true)
    assembly.resolveDependencies()
    return try assembly.result()
  }
}

/// Hands out work to whoever is free.
private actor WorkQueue {
  private var rest: ArraySlice<Int>

  init(_ items: [Int]) {
    rest = items[...]
  }

  func next() -> Int? { rest.popFirst() }
}
