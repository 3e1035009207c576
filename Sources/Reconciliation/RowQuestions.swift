import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// What a plan asks of the rows: how many are at stake, and whether any stands in its way.
struct RowQuestions {
  let plan: Plan

  struct Answers {
    var obstacles: [PlannedChange.Obstacle] = []
    var atStake: [Hazard: Int] = [:]
  }

  /// Asks in one read-only transaction; a question that takes the server longer than two seconds
  /// stays without an answer here and is asked again before the plan is applied.
  func ask(_ settings: ConnectionSettings) async throws -> Answers {
    var answers = Answers()
    let steps = plan.steps
    if steps.allSatisfy({ $0.preconditions.isEmpty && $0.hazards.allSatisfy { $0.probe == nil } }) {
      return answers
    }
    let connection = try await Connection.open(settings)
    try await connection.execute("BEGIN READ ONLY; SET LOCAL statement_timeout = '2s'")
    for step in steps {
      for hazard in step.hazards {
        guard let probe = hazard.probe else { continue }
        answers.atStake[hazard] = await count(probe, on: connection)
      }
      for precondition in step.preconditions {
        guard let rows = await count(precondition.query, on: connection), rows > 0 else {
          continue
        }
        answers.obstacles.append(
          .init(subject: step.subject, precondition: precondition, rows: rows)
        )
      }
    }
    await connection.close()
    return answers
  }

  private func count(_ query: SQL, on connection: Connection) async -> Int? {
    try? await connection.cleanUp("SAVEPOINT question")
    do {
      return try await connection.query(query).first?.optionalInt(0)
    } catch {
      try? await connection.cleanUp("ROLLBACK TO SAVEPOINT question")
      return nil
    }
  }
}
