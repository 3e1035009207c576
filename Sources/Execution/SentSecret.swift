import FoundationEssentials
public import ObjectModel
import Planning
public import PostgresClient
import PostgresVocabulary

/// A secret that statements of some application of a plan have sent, or tried to.
public struct SentSecret: Sendable {
  /// The object that holds it.
  public let subject: ObjectID
  /// The reference that led to it, as the statement shows it.
  public let text: String
  /// By what it is known again; nil when nothing was kept.
  public let receipt: String?
  /// Whether it is known to have been taken.
  public let isDone: Bool

  /// Reads the secrets of a form that the history tells of, the oldest first; none where there is
  /// no history, or the role may not read it.
  ///
  /// - Parameters:
  ///   - form: how they were sent.
  ///   - connection: the database.
  /// - Returns: the secrets.
  /// - Throws: `ServerError`.
  public static func read(
    _ form: SecretText.Form,
    from connection: Connection
  ) async throws -> [SentSecret] {
    guard try await HistoryTable.isReadable(on: connection) else { return [] }
    let rows = try await connection.query(query, [form.rawValue])
    return try rows.compactMap { row in
      let object = try row.requiredText("object")
      guard let subject = try? JSONDecoder().decode(PlanObject.self, from: Data(object.utf8))
      else { return nil }
      return SentSecret(
        subject: subject.id,
        text: try row.requiredText("text"),
        receipt: try row.text("receipt"),
        isDone: try row.bool("is_done")
      )
    }
  }

  private static let query: SQL = """
    SELECT t.step ->> 'object' AS object, c.secret ->> 'text' AS text,
      c.secret ->> 'receipt' AS receipt,
      h.outcome = 'applied' OR s.number <= h.stages_done AS is_done
    FROM plumb.migration_history AS h,
      pg_catalog.jsonb_array_elements(h.plan -> 'stages') WITH ORDINALITY AS s (stage, number),
      pg_catalog.jsonb_array_elements(s.stage -> 'steps') WITH ORDINALITY AS t (step, number),
      pg_catalog.jsonb_array_elements(
        CASE pg_catalog.jsonb_typeof(t.step -> 'secrets') WHEN 'array' THEN t.step -> 'secrets'
          ELSE '[]' END
      ) AS c (secret)
    WHERE c.secret ->> 'form' = $1
    ORDER BY h.id, s.number, t.number
    """
}
