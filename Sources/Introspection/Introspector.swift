import FoundationEssentials
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
  ///   - connections: how many connections to read with; nil for as many as are good.
  /// - Returns: what it holds.
  /// - Throws: `ConnectionError`, `ServerError`, or `RowError` for a mistake in a query of ours.
  public func read(
    _ settings: ConnectionSettings,
    connections: Int? = nil
  ) async throws -> LiveDatabase {
    let connections = connections ?? Self.connections(to: settings)
    async let others = Self.open(settings, count: connections - 1)
    let first = try await Connection.open(settings)
    let sisters = try await others
    let answers = try await first.withReadOnlySnapshot { first in
      let snapshot = try await first.exportSnapshot()
      return try await fetch(first, sisters, snapshot: snapshot)
    }
    await first.close()
    return try await assemble(answers, first.serverVersion)
  }

  /// Reads a database within the transaction that a connection has open.
  ///
  /// - Throws: `ServerError`, or `RowError` for a mistake in a query of ours.
  public func read(within connection: Connection) async throws -> LiveDatabase {
    let path = try await connection.query("SHOW search_path").first?.text(0) ?? ""
    try await connection.execute(Self.qualifying)
    let context = try await CatalogQueries.context(kinds, for: connection)
    let sent =
      CatalogQueries.common(kinds, in: context) + CatalogQueries.special(kinds, in: context)
    let tables = try await Self.tables(sent, from: connection)
    try await connection.query(
      "SELECT pg_catalog.set_config('search_path', $1, true)",
      [path]
    )
    var answers: [CatalogQuery.Subject: Answer] = [:]
    for (query, table) in zip(sent, tables) {
      answers[query.subject] = try Answer(table, to: query, version: connection.serverVersion)
    }
    return try await assemble(answers, connection.serverVersion)
  }

  /// Each connection costs the server a process that has to read the catalogs' own description, so
  /// that more than there are processors make it slower.
  private static func connections(to settings: ConnectionSettings) -> Int {
    settings.isOnThisMachine ? min(3, ProcessInfo.processInfo.activeProcessorCount) : 3
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

  private var kinds: [any CatalogObject.Type] { registry.catalogKinds }

  /// With which names are written with their schemas, and no operator is found but the system's.
  private static let qualifying: SQL = "SET LOCAL search_path = ''"

  /// Our queries name their tables in a good order: to look for a better one takes longer than most
  /// of them run, and so does weighing merge joins against hash joins, or the work of several
  /// processes against that of one, or making machine code.
  private static let planning: SQL = """
    SET LOCAL join_collapse_limit = 4; SET LOCAL enable_mergejoin = off;
    SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off
    """

  private func fetch(
    _ first: Connection,
    _ sisters: [Connection],
    snapshot: String
  ) async throws -> [CatalogQuery.Subject: Answer] {
    let anyDatabase = CatalogQueryContext(
      version: first.serverVersion,
      isSuperuser: first.isSuperuser
    )
    let work = WorkQueue(CatalogQueries.common(kinds, in: anyDatabase))
    return try await withThrowingTaskGroup(of: [CatalogQuery.Subject: Answer].self) { group in
      group.addTask {
        try await addQueries(for: first, to: work)
        return try await Self.work(on: first, work)
      }
      for sister in sisters {
        group.addTask {
          let answers = try await sister.withReadOnlySnapshot(importing: snapshot) {
            try await $0.execute("\(Self.qualifying); \(Self.planning)")
            return try await Self.work(on: $0, work)
          }
          // While others still work: it takes the server a moment to end a session.
          await sister.close()
          return answers
        }
      }
      return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
  }

  /// Adds the queries that depend on what the database holds.
  private func addQueries(for connection: Connection, to work: WorkQueue) async throws {
    do {
      try await connection.execute("\(Self.qualifying); \(Self.planning)")
      let context = try await CatalogQueries.context(kinds, for: connection)
      await work.complete(with: CatalogQueries.special(kinds, in: context))
    } catch {
      await work.complete(with: [])
      throw error
    }
  }

  /// Sends queries as long as there are any, and reads the objects of one while the server answers
  /// the next.
  private static func work(
    on connection: Connection,
    _ work: WorkQueue
  ) async throws -> [CatalogQuery.Subject: Answer] {
    try await withThrowingTaskGroup(of: (CatalogQuery.Subject, Answer).self) { group in
      while case let queries = await work.next(), !queries.isEmpty {
        for (query, table) in zip(queries, try await tables(queries, from: connection)) {
          group.addTask {
            (query.subject, try Answer(table, to: query, version: connection.serverVersion))
          }
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private static func tables(
    _ queries: [CatalogQuery],
    from connection: Connection
  ) async throws(ServerError) -> [ResultTable] {
    do {
      return try await connection.batch(queries.map(\.sql))
    } catch {
      throw error.error
    }
  }

  private func assemble(
    _ answers: [CatalogQuery.Subject: Answer],
    _ version: ServerVersion
  ) async throws -> LiveDatabase {
    var assembly = try await CatalogAssembly(answers, kinds: kinds, version: version)
    assembly.setExtensionMembersAside()
    try assembly.addObjectsAboutOthers()
    assembly.resolveDependencies()
    return try assembly.result()
  }
}

/// Hands out queries to whoever is free, the longest first.
private actor WorkQueue {
  private var rest: [CatalogQuery]
  private var isComplete = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Starts with some; whoever asks for more waits until the others are known.
  init(_ first: [CatalogQuery]) {
    rest = first.sorted { $1.comes(before: $0) }
  }

  /// How many of the last ones take the server less time than a round trip.
  private static let short = 24

  /// The next ones; none when there are no more.
  ///
  /// Short ones are sent three at a time, until so few are left that they have to be shared.
  func next() async -> [CatalogQuery] {
    while rest.isEmpty, !isComplete { await withCheckedContinuation { waiting.append($0) } }
    let count = isComplete && rest.count < Self.short ? min(3, rest.count / 4) : 1
    let next = rest.suffix(max(1, count))
    rest.removeLast(next.count)
    return next.reversed()
  }

  /// Adds the last ones.
  func complete(with last: [CatalogQuery]) {
    rest = (rest + last).sorted { $1.comes(before: $0) }
    isComplete = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }
}
