import Diffing
import Introspection
import ObjectKinds
import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary
import Testing

/// A database that is turned into the likeness of another by a plan.
struct Transition {
  let steps: [Step]
  let settings: ConnectionSettings

  /// The statements, in order.
  var statements: [String] { steps.map(\.effect.summary) }

  /// The names of all hazards.
  var hazards: Set<Hazard.Name> { Set(steps.flatMap(\.hazards).map(\.name)) }

  /// Plans the way from the structure that one script makes to that of another, goes it, and
  /// demands that nothing differs afterwards.
  @discardableResult
  static func between(
    _ old: String,
    _ new: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Transition {
    let before = try await TestServer.shared.database(old)
    let after = try await TestServer.shared.database(new)
    let desired = try await catalog(after)
    let (stages, _) = try await plan(before, desired)
    try await run(stages, in: before)
    let (rest, changes) = try await plan(before, desired)
    let left = changes.map { "\($0.id): \($0.fields.map { "\($0.name) \($0.old) -> \($0.new)" })" }
    #expect(left.isEmpty, "still differs", sourceLocation: sourceLocation)
    #expect(rest.isEmpty, sourceLocation: sourceLocation)
    return Transition(steps: stages.flatMap(\.steps), settings: before)
  }

  /// The messages of the preconditions that the rows violate; nothing is run.
  static func obstacles(_ old: String, _ new: String) async throws -> [String] {
    let before = try await TestServer.shared.database(old)
    let after = try await TestServer.shared.database(new)
    let (stages, _) = try await plan(before, try await catalog(after))
    let connection = try await Connection.open(before)
    var messages: [String] = []
    for precondition in stages.flatMap(\.steps).flatMap(\.preconditions) {
      let rows = try await connection.query(precondition.query).first?.int(0) ?? 0
      if rows > 0 { messages.append(precondition.message) }
    }
    await connection.close()
    return messages
  }

  /// Brings declared objects about, and nothing but them among those for which a condition holds.
  ///
  /// - Returns: what differs afterwards.
  static func bringAbout(
    _ declared: Catalog,
    in settings: ConnectionSettings,
    among isIncluded: @Sendable (ObjectID) -> Bool
  ) async throws -> [Change] {
    let (stages, _) = try await plan(settings, declared, among: isIncluded)
    try await run(stages, in: settings)
    return try await plan(settings, declared, among: isIncluded).1
  }

  /// One value of the database after the transition.
  func value(_ query: SQL) async throws -> String? {
    let connection = try await Connection.open(settings)
    let value = try await connection.query(query).first?.text(0)
    await connection.close()
    return value
  }

  // MARK: Parts

  /// Everything that lives in the database; not the roles, which all tests share.
  private static func catalog(_ settings: ConnectionSettings) async throws -> Catalog {
    try await Introspector(registry: .standard).read(settings).catalog.filter(isInDatabase)
  }

  private static func isInDatabase(_ id: ObjectID) -> Bool {
    !KindRegistry.standard.kind(id.root.kind).traits.isClusterWide
  }

  private static func plan(
    _ settings: ConnectionSettings,
    _ desired: Catalog,
    among isIncluded: (ObjectID) -> Bool = isInDatabase
  ) async throws -> ([Plan.Stage], [Change]) {
    let database = try await Introspector(registry: .standard).read(settings)
    let context = StepContext(
      version: database.version,
      live: database.catalog.filter(isIncluded),
      desired: desired,
      applyingRole: database.role,
      registry: .standard
    )
    let changes = difference(from: context.live, to: desired, in: context)
    let planned = try Planner(context: context).plan(changes)
    return (planned.stages, changes)
  }

  private static func run(_ stages: [Plan.Stage], in settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    for stage in stages {
      try await connection.execute("BEGIN")
      for step in stage.steps {
        guard case .statement(let statement) = step.effect else { continue }
        do {
          try await connection.execute(statement.sql)
        } catch {
          await connection.close()
          throw Failure(statement: statement.sql.text, error: error)
        }
      }
      try await connection.execute("COMMIT")
    }
    await connection.close()
  }

  struct Failure: Error, CustomStringConvertible {
    let statement: String
    let error: ServerError

    var description: String { "\(error.message) in: \(statement)" }
  }
}
