import ObjectModel
import PostgresVocabulary

/// Statements that build and drop indexes while others read and write the table.
///
/// They cannot run in a transaction. One that fails leaves an index that is not valid, which the
/// next try removes first. Manual: CREATE INDEX, Building Indexes Concurrently.
enum ConcurrentBuild {
  /// Whether the indexes of a relation can be built so: it is there, and is not partitioned.
  static func isPossible(on relation: ObjectID, in context: StepContext) -> Bool {
    guard context.isOnline, context.live[relation] != nil else { return false }
    return context.desired.object(relation, as: Table.self)?.partitionKey == nil
      && context.live.object(relation, as: Table.self)?.partitionKey == nil
  }

  /// Builds an index, after what a former try may have left.
  static func create(_ name: QualifiedName, _ statement: SQL, of id: ObjectID) -> [Step] {
    [
      Step(
        .create,
        id,
        "DROP INDEX CONCURRENTLY IF EXISTS \(qualified: name)",
        lock: .shareUpdateExclusive,
        reason: "a former try may have left an index that is not valid",
        isolation: .alone
      ),
      Step(.create, id, statement, lock: .shareUpdateExclusive, isolation: .alone),
    ]
  }

  /// Drops an index.
  static func drop(_ name: QualifiedName, of id: ObjectID) -> Step {
    Step(
      .drop,
      id,
      "DROP INDEX CONCURRENTLY \(qualified: name)",
      lock: .shareUpdateExclusive,
      isolation: .alone
    )
  }
}
