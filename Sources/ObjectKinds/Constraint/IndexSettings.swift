import ObjectModel
import PostgresVocabulary

/// What can be altered in an index, whether it stands for itself or belongs to a constraint.
///
/// Manual: ALTER INDEX; ALTER TABLE, CLUSTER ON.
struct IndexSettings {
  /// The index, or the constraint whose name it has.
  let id: ObjectID
  let storageParameters: OptionList
  let tablespace: String?
  let isClustered: Bool
  /// How much detail the planner keeps of expressions, by their number among the keys.
  var statisticsTargets: [String: Int] = [:]

  /// The statements that turn other settings into these.
  func steps(from old: Self, in context: StepContext) -> [Step] {
    var steps = StorageParameters.changes(from: old.storageParameters, to: storageParameters).map {
      alteration($0, lock: .shareUpdateExclusive)
    }
    if tablespace != old.tablespace {
      var step = alteration(
        "SET TABLESPACE \(identifier: tablespace ?? "pg_default")",
        lock: .accessExclusive
      )
      step.hazards = [
        Hazard(.longLock, id, "reads and writes wait while the index's files are copied")
      ]
      steps.append(step)
    }
    steps += statisticsSteps(from: old.statisticsTargets)
    if isClustered || old.isClustered && !isSuperseded(in: context), isClustered != old.isClustered
    {
      steps.append(cluster)
    }
    return steps
  }

  func statisticsSteps(from old: [String: Int]) -> [Step] {
    Set(old.keys).union(statisticsTargets.keys).sorted().compactMap { key in
      let target = statisticsTargets[key] ?? -1
      guard target != old[key] ?? -1, let number = Int(key) else { return nil }
      return alteration(
        "ALTER COLUMN \(number: number) SET STATISTICS \(SQL(unchecked: String(target)))",
        lock: .shareUpdateExclusive
      )
    }
  }

  /// Whether another index gets the mark, which takes it from this one.
  private func isSuperseded(in context: StepContext) -> Bool {
    PartitionIndexes.all(of: id.root, in: context.desired).contains { $0.isClustered }
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
  init(_ index: some PartitionedIndex, statisticsTargets: [String: Int] = [:]) {
    self.init(
      id: index.id,
      storageParameters: index.storageParameters,
      tablespace: index.tablespace,
      isClustered: index.isClustered,
      statisticsTargets: statisticsTargets
    )
  }

  /// The settings of what the server makes as a part of the index.
  func part(of index: some PartitionedIndex) -> Self {
    Self(
      id: index.id,
      storageParameters: storageParameters,
      tablespace: tablespace,
      isClustered: false
    )
  }

  /// Renames what had another name before, or gets one.
  func rename(_ old: String, to new: String) -> Step {
    let name = QualifiedName(schema: id.schema, name: old)
    return Step(
      .alter,
      id,
      "ALTER INDEX \(qualified: name) RENAME TO \(identifier: new)",
      lock: .shareUpdateExclusive
    )
  }
}
