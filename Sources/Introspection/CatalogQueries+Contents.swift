import ObjectModel
import PostgresClient
import PostgresVocabulary

extension CatalogQueries {
  /// Finds what the queries for the database that a connection reads have to know, in the
  /// transaction it has open.
  ///
  /// One question, cheap to plan, tells what the database does not hold; what reads only that is
  /// left out.
  ///
  /// - Throws: `ServerError`, or `RowError` for a mistake in the question.
  static func context(
    _ kinds: [any CatalogObject.Type],
    for connection: Connection
  ) async throws -> CatalogQueryContext {
    let contents = Set(
      kinds.compactMap { $0.requiredContents } + kinds.flatMap { $0.optionalContents }
        + [inheritance, baseTypes]
    ).sorted { $0.condition.text < $1.condition.text }
    let question: SQL = "SELECT \(contents.map(\.condition), separator: ", ")"
    let answers = try await connection.table(question).rows.first
    let absent = try contents.indices.filter { try answers?.bool(.position($0)) == false }
    return CatalogQueryContext(
      version: connection.serverVersion,
      isSuperuser: connection.isSuperuser,
      absent: Set(absent.map { contents[$0] })
    )
  }
}
