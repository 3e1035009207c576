import FoundationEssentials
public import ObjectModel
import Planning
public import PostgresClient
import PostgresVocabulary

/// A call that some application of a plan made of a system outside the database, or tried to.
public struct SentCall: Sendable {
  /// The call.
  public let call: ExternalCall
  /// Whether it is known to have been carried out.
  public let isDone: Bool

  /// Reads the calls that the history tells of, the oldest first; none where there is no history,
  /// or the role may not read it.
  ///
  /// - Parameters:
  ///   - system: the system that was called.
  ///   - connection: the database.
  /// - Returns: the calls.
  /// - Throws: `ServerError`.
  public static func read(
    of system: String,
    from connection: Connection
  ) async throws -> [SentCall] {
    guard try await HistoryTable.isReadable(on: connection) else { return [] }
    let rows = try await connection.query(query, [system])
    return try rows.compactMap { row in
      let text = try row.requiredText("arguments")
      guard let value = try? JSONDecoder().decode(PlanValue.self, from: Data(text.utf8)) else {
        return nil
      }
      let call = ExternalCall(
        system: system,
        summary: try row.requiredText("summary"),
        arguments: value.value
      )
      return SentCall(call: call, isDone: try row.bool("is_done"))
    }
  }

  private static let query: SQL = """
    SELECT c.call ->> 'summary' AS summary, c.call ->> 'arguments' AS arguments,
      h.outcome = 'applied' OR s.number <= h.stages_done AS is_done
    FROM plumb.migration_history AS h,
      pg_catalog.jsonb_array_elements(h.plan -> 'stages') WITH ORDINALITY AS s (stage, number),
      pg_catalog.jsonb_array_elements(s.stage -> 'steps') WITH ORDINALITY AS t (step, number),
      LATERAL (SELECT t.step -> 'call') AS c (call)
    WHERE c.call ->> 'system' = $1
    ORDER BY h.id, s.number, t.number
    """
}
