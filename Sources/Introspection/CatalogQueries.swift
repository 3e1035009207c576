import ObjectModel
import PostgresClient
import PostgresVocabulary

/// One query of a reading.
struct CatalogQuery: Sendable {
  let subject: Subject
  let sql: SQL
  /// The kind whose objects it reads; nil for what is no kind's.
  let kind: (any CatalogObject.Type)?
  private let isSlow: Bool

  /// What is asked for.
  enum Subject: Hashable {
    case objects(KindName), dependencies, session, otherObjects
  }

  init(_ subject: Subject, _ sql: SQL, kind: (any CatalogObject.Type)? = nil) {
    self.subject = subject
    self.sql = sql
    self.kind = kind
    isSlow = kind?.isSlowToRead ?? false
  }

  /// Whether it is to be sent before another: what takes longest goes first.
  ///
  /// After what is known to be slow these are the longest texts, which take most time to plan. What
  /// comes last is short, so that connections that share the work end together.
  func comes(before other: Self) -> Bool {
    if isSlow != other.isSlow { return isSlow }
    return sql.text.utf8.count > other.sql.text.utf8.count
  }
}

/// The queries of one reading.
enum CatalogQueries {
  /// Those that are the same for every database of a server.
  static func common(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    queries(kinds.filter { !$0.dependsOnContents }, in: context) + [
      CatalogQuery(.session, session)
    ]
  }

  /// Those that depend on what the database holds.
  static func special(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    queries(kinds.filter { $0.dependsOnContents }, in: context) + [
      CatalogQuery(.dependencies, dependencies(in: context)),
      CatalogQuery(.otherObjects, otherObjects(in: context)),
    ]
  }

  private static func queries(
    _ kinds: [any CatalogObject.Type],
    in context: CatalogQueryContext
  ) -> [CatalogQuery] {
    kinds.compactMap { kind in
      guard kind.requiredContents.map(context.mayHold) ?? true else { return nil }
      return CatalogQuery(.objects(kind.kind), kind.catalogQuery(in: context), kind: kind)
    }
  }

  private static let session: SQL = """
    SELECT pg_catalog.current_database() AS database, current_user AS role
    """
}

/// What a query has given.
struct Answer: Sendable {
  let rows: [Row]
  /// The objects in the rows, one each, of a kind whose objects stand for themselves.
  let objects: [(any ManagedObject)?]

  init(_ table: ResultTable, to query: CatalogQuery, version: ServerVersion) throws {
    rows = table.rows
    guard let kind = query.kind, !kind.isReadLate else {
      objects = []
      return
    }
    let reading = CatalogReading(version: version, identities: [:])
    objects = try rows.map { try kind.init(row: $0, reading: reading) }
  }
}

extension CatalogObject {
  fileprivate static var dependsOnContents: Bool {
    requiredContents != nil || !optionalContents.isEmpty
  }

  /// Whether the objects are about others and are read after them.
  static var isReadLate: Bool {
    places.contains { $0.site == .withinAny }
  }
}
