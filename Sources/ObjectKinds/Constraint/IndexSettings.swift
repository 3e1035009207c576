import ObjectModel
import PostgresVocabulary

/// What can be altered in an index, whether it stands for itself or belongs to a constraint.
///
/// Manual: ALTER INDEX; ALTER TABLE, CLUSTER ON.
struct IndexSettings {
  /// The index, or the constraint whose name it has.
  let id: ObjectID
  let storageParameters: [String: String]
  let tablespace: String?
  let isClustered: Bool

  /// The statements that turn other settings into these.
  func steps(from old: Self) -> [Step] {
    var steps = StorageParameters.changes(from: old.storageParameters, to: storageParameters).map {
      alteration($0, lock: .shareUpdateExclusive)
    }
    if tablespace != old.tablespace {
      steps.append(
        alteration(
          "SET TABLESPACE \(identifier: tablespace ?? "pg_default")",
          lock: .accessExclusive
        )
      )
    }
    if isClustered != old.isClustered { steps.append(cluster) }
    return steps
  }

  /// Marks the index as the one that CLUSTER uses, or no index.
  var cluster: Step {
    guard let relation = id.parent else { preconditionFailure("an index belongs to a table") }
    let clause: SQL = isClustered ? "CLUSTER ON \(identifier: id.name)" : "SET WITHOUT CLUSTER"
    let word: SQL = relation.kind == .table ? "TABLE" : "MATERIALIZED VIEW"
    return Step(
      .alter,
      id,
      "ALTER \(word) \(qualified: relation.qualifiedName) \(clause)",
      lock: .shareUpdateExclusive
    )
  }

  func alteration(_ clause: SQL, lock: LockMode) -> Step {
    let name = QualifiedName(schema: id.schema, name: id.name)
    return Step(.alter, id, "ALTER INDEX \(qualified: name) \(clause)", lock: lock)
  }
}

extension IndexSettings {
  init(_ constraint: ExclusionConstraint) {
    self.init(
      id: constraint.id,
      storageParameters: constraint.storageParameters,
      tablespace: constraint.tablespace,
      isClustered: constraint.isClustered
    )
  }

  init(_ constraint: some KeyConstraint) {
    self.init(
      id: constraint.id,
      storageParameters: constraint.storageParameters,
      tablespace: constraint.tablespace,
      isClustered: constraint.isClustered
    )
  }

  init(_ index: Index) {
    self.init(
      id: index.id,
      storageParameters: index.storageParameters,
      tablespace: index.tablespace,
      isClustered: index.isClustered
    )
  }
}
