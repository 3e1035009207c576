import ObjectModel
import PostgresVocabulary

extension Table {
  static func address(of id: ObjectID) -> SQL {
    "TABLE \(qualified: id.qualifiedName)"
  }

  /// A new table is made with its columns: the key of a partitioned table needs them.
  func create(in context: StepContext) -> [Step] {
    let kind: SQL = isUnlogged ? "UNLOGGED TABLE" : "TABLE"
    var head: SQL = "CREATE \(kind) \(qualified: id.qualifiedName)"
    let columns = context.desired.children(of: id, as: Column.self)
      .sorted { ($0.ordinal ?? 0) < ($1.ordinal ?? 0) }
    var clauses: [SQL]? = columns.map { $0.definition(in: context) }
    if let partitionParent {
      head = "\(head) PARTITION OF \(partitionParent)"
      if clauses?.isEmpty == true { clauses = nil }
    }
    let statement = Statement(head: head, clauses: clauses, tail: tail)
    return [Step(.create, id, effect: .statement(statement))]
  }

  private var tail: SQL {
    var parts: [SQL] = []
    if let partitionBound { parts.append(partitionBound) }
    if !inherits.isEmpty { parts.append("INHERITS (\(inherits, separator: ", "))") }
    if let partitionKey { parts.append("PARTITION BY \(partitionKey)") }
    if let accessMethod { parts.append("USING \(identifier: accessMethod)") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("TABLESPACE \(identifier: tablespace)") }
    return parts.isEmpty ? "" : "\n\(parts, separator: "\n")"
  }

  func drop(in context: StepContext) -> [Step] {
    let rows: SQL = "SELECT pg_catalog.count(*) FROM \(qualified: id.qualifiedName)"
    return [
      Step(
        .drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive,
        hazards: [Hazard(.dataLoss, id, "the table is dropped with all its rows", probe: rows)])
    ]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if !changed.isDisjoint(with: ["partition_of", "for_values"]) { steps += attach(from: old) }
    if changed.contains("inherits") { steps += inherit(from: old) }
    if changed.contains("unlogged") {
      steps.append(rewrite(isUnlogged ? "SET UNLOGGED" : "SET LOGGED"))
    }
    if changed.contains("using") {
      steps.append(rewrite("SET ACCESS METHOD \(identifier: accessMethod ?? "heap")"))
    }
    if changed.contains("tablespace") {
      steps.append(rewrite("SET TABLESPACE \(identifier: tablespace ?? "pg_default")"))
    }
    steps += StorageParameters.changes(from: old.storageParameters, to: storageParameters).map {
      alteration($0, lock: .shareUpdateExclusive)
    }
    return steps
  }

  private func alteration(_ clause: SQL, lock: LockMode = .accessExclusive) -> Step {
    Step(.alter, id, "ALTER \(Self.address(of: id)) \(clause)", lock: lock)
  }

  private func rewrite(_ clause: SQL) -> Step {
    var step = alteration(clause)
    step.hazards = [Hazard(.tableRewrite, id, "every row of the table is written anew")]
    return step
  }

  private func attach(from old: Self) -> [Step] {
    var steps: [Step] = []
    let name: SQL = "\(qualified: id.qualifiedName)"
    if let parent = old.partitionParent {
      steps.append(
        Step(
          .alter, id, "ALTER TABLE \(parent) DETACH PARTITION \(name)", lock: .accessExclusive))
    }
    if let partitionParent, let partitionBound {
      steps.append(
        Step(
          .alter, id, "ALTER TABLE \(partitionParent) ATTACH PARTITION \(name) \(partitionBound)",
          lock: .accessExclusive))
    }
    return steps
  }

  private func inherit(from old: Self) -> [Step] {
    let gone = old.inherits.filter { !inherits.contains($0) }
    let added = inherits.filter { !old.inherits.contains($0) }
    return gone.map { alteration("NO INHERIT \($0)") } + added.map { alteration("INHERIT \($0)") }
  }
}
