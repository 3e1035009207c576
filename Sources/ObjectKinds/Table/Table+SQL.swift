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
    var clauses: [SQL]? = columns.filter { !$0.isInherited }.map {
      $0.definition(in: context, of: .newTable)
    }
    if let partitionParent {
      head = "\(head) PARTITION OF \(partitionParent)"
    } else if let ofType {
      head = "\(head) OF \(ofType)"
    }
    if partitionParent != nil || ofType != nil, clauses?.isEmpty == true { clauses = nil }
    let statement = Statement(head: head, clauses: clauses, tail: tail(in: context))
    let table = Step(.create, id, effect: .statement(statement))
    return [table] + columns.flatMap { $0.settings(in: context) }
      + inheritedConstraints(of: columns, in: context)
  }

  /// The usual access method, where a partition would have another from its parent.
  private func unlikeParents(in context: StepContext) -> String? {
    let parent = partitionParent.flatMap(Inheritance.table(named:))
    guard partitionKey == nil, let parent,
      let theirs = context.desired.object(parent, as: Table.self)?.accessMethod
    else { return nil }
    return theirs == "heap" ? nil : "heap"
  }

  private func tail(in context: StepContext) -> SQL {
    var parts: [SQL] = []
    if partitionParent != nil, let partitionBound { parts.append(partitionBound) }
    if !inherits.isEmpty { parts.append("INHERITS (\(inherits, separator: ", "))") }
    if let partitionKey { parts.append("PARTITION BY \(partitionKey)") }
    if let accessMethod = accessMethod ?? unlikeParents(in: context) {
      parts.append("USING \(identifier: accessMethod)")
    }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("TABLESPACE \(identifier: tablespace)") }
    if parts.isEmpty { return "" }
    return parts.count == 1 ? " \(parts[0])" : "\n\(parts, separator: "\n")"
  }

  func drop(in context: StepContext) -> [Step] {
    let rows: SQL = "SELECT pg_catalog.count(*) FROM \(qualified: id.qualifiedName)"
    return [
      Step(
        .drop,
        id,
        "DROP \(Self.address(of: id))",
        lock: .accessExclusive,
        hazards: [Hazard(.dataLoss, id, lossOfRows(in: context), probe: rows)]
      )
    ]
  }

  /// What is lost, and where only the key of its partitions differs, how it need not be.
  private func lossOfRows(in context: StepContext) -> String {
    let loss = "the table is dropped with all its rows"
    guard let new = context.desired.object(id, as: Table.self), new.partitionKey != partitionKey
    else { return loss }
    let keys =
      switch (partitionKey, new.partitionKey) {
      case (_?, _?): "PostgreSQL cannot alter the key of its partitions"
      case (nil, _): "PostgreSQL cannot partition a table that is there"
      case (_, nil): "PostgreSQL cannot make a partitioned table a plain one"
      }
    return """
      \(loss), since \(keys); to keep them, declare the new table under another name and apply, \
      copy the rows, then drop this one and let the new one take its name by renamed_from
      """
  }

  func release(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let leavesType = old.ofType != nil && old.ofType != ofType
    return (leavesType ? [alteration("NOT OF")] : []) + leaveParents(from: old, in: context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if !changed.isDisjoint(with: ["partition_of", "for_values", "inherits"]) {
      steps += reparent(from: old, in: context)
    }
    if changed.contains("of_type") {
      steps += retype(from: old, in: context)
    }
    if changed.contains("unlogged") {
      var step = rewrite(isUnlogged ? "SET UNLOGGED" : "SET LOGGED")
      if isUnlogged {
        step.hazards.append(
          Hazard(.irreversible, id, "after a crash the table is empty: it is no longer logged")
        )
      }
      steps.append(step)
    }
    if changed.contains("using") {
      let method: SQL =
        accessMethod.map { "\(identifier: $0)" }
        ?? (partitionKey == nil ? "heap" : "DEFAULT")
      steps.append(rewrite("SET ACCESS METHOD \(method)"))
    }
    if changed.contains("tablespace") {
      var step = alteration("SET TABLESPACE \(identifier: tablespace ?? "pg_default")")
      if partitionKey == nil {
        step.hazards = [
          Hazard(.tableRewrite, id, "the table's files are copied while reads and writes wait")
        ]
      }
      steps.append(step)
    }
    steps += StorageParameters.changes(from: old.storageParameters, to: storageParameters).map {
      alteration($0, lock: .shareUpdateExclusive)
    }
    return steps
  }

  /// No table goes for the sake of another object, since its rows would.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }

  /// A partitioned table has no rows of its own to write.
  private func rewrite(_ clause: SQL) -> Step {
    var step = alteration(clause)
    if partitionKey == nil {
      step.hazards = [Hazard(.tableRewrite, id, "every row of the table is written anew")]
    }
    return step
  }
}
