import ObjectModel
import PostgresVocabulary

extension Index {
  static func address(of id: ObjectID) -> SQL {
    "INDEX \(qualified: QualifiedName(schema: id.schema, name: id.name))"
  }

  private func statement(only: Bool, concurrently: Bool = false) -> SQL {
    let name: SQL = "\(only ? "ONLY " : "")\(qualified: relation.qualifiedName)"
    let words: SQL = isUnique ? "UNIQUE INDEX" : "INDEX"
    let how: SQL = concurrently ? " CONCURRENTLY" : ""
    var parts: [SQL] = ["CREATE \(words)\(how) \(identifier: id.name) ON \(name)"]
    if let method { parts.append("USING \(identifier: method)") }
    parts.append("(\(elements, separator: ", "))")
    if !included.isEmpty { parts.append("INCLUDE (\(identifiers: included))") }
    if isNullEqual { parts.append("NULLS NOT DISTINCT") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("TABLESPACE \(identifier: tablespace)") }
    if let predicate { parts.append("WHERE \(predicate)") }
    return "\(parts, separator: " ")"
  }

  /// The name that the server gives a partition's copy of the index.
  func usualName(in table: ObjectID) -> String {
    ServerNames.name(
      table.name,
      IndexElements.joinedNames(keyNames, elements, included, of: id.name),
      label: "idx"
    )
  }

  func isMerged(in context: StepContext) -> Bool {
    isPartAsFound(in: context)
      || Inheritance.mergesIndex(self, named: { $0.usualName(in: relation) }, in: context)
  }

  func create(in context: StepContext) -> [Step] {
    if Inheritance.releasesIndex(self, named: { $0.usualName(in: relation) }, in: context) {
      return []
    }
    return partitionedCreation(in: context)
      ?? making(only: false, in: context) + companions(in: context)
  }

  func making(only: Bool, in context: StepContext) -> [Step] {
    guard !only, ConcurrentBuild.isPossible(on: relation, in: context) else {
      var step = Step(.create, id, statement(only: only), lock: .share)
      if context.stays(relation), !only {
        step.hazards = [
          Hazard(.longLock, id, "writes to the table wait while the index is built")
        ]
      }
      step.preconditions = preconditions(in: context)
      return [step]
    }
    var build = ConcurrentBuild.create(
      name,
      statement(only: false, concurrently: true),
      of: id
    )
    build[build.count - 1].preconditions = preconditions(in: context)
    let old = context.live.object(id, as: Self.self)
    guard let old, old.givesWay(to: self, in: context) else { return build }
    return build + [ConcurrentBuild.drop(aside, of: id)]
  }

  /// What the rows of a table must fulfil for a unique index that says more than the one before it.
  ///
  /// A key that is not said as an expression alone, such as one with an operator class, is a
  /// question that the server refuses to answer; the statement itself shows it then.
  private func preconditions(in context: StepContext) -> [Precondition] {
    guard isUnique, relation.kind == .table, context.stays(relation),
      keyNames.count >= elements.count
    else { return [] }
    if let old = context.live.object(id, as: Self.self), old.isUnique, !old.isInvalid,
      old.elements == elements, old.predicate == predicate, old.isNullEqual || !isNullEqual
    {
      return []
    }
    let duplicates = RowValues(table: relation, context: context).duplicates(
      of: zip(elements, keyNames).map { element, name in
        let column: SQL = "\(identifier: name)"
        return element == column || element.text.hasPrefix(column.text + " ") ? column : element
      },
      isNullEqual: isNullEqual,
      where: predicate
    )
    return [
      Precondition(
        duplicates,
        message: "rows of the table have the same keys in the index \"\(id.name)\"",
        hint: "Remove or change the duplicates first."
      )
    ]
  }

  private var name: QualifiedName { QualifiedName(schema: id.schema, name: id.name) }
  private var aside: QualifiedName {
    QualifiedName(schema: id.schema, name: TypeSwap.nameAside(id.name))
  }

  /// Whether the index can stay in use until another of its name has been built.
  private func givesWay(to new: Self, in context: StepContext) -> Bool {
    if isInvalid || isClustered || new.isClustered { return false }
    if attachedTo != nil || new.attachedTo != nil { return false }
    return (context.live.dependencies[id] ?? []).allSatisfy { edge in
      guard let old = context.live[edge.on], let new = context.desired[edge.on] else {
        return context.live[edge.on] == nil
      }
      return new.changedFields(from: old).isEmpty
    }
  }

  func companions(in context: StepContext) -> [Step] {
    settings.statisticsSteps(from: [:]) + (isClustered ? [settings.cluster] : [])
      + ReplicaIdentity.restored(after: id, in: context)
  }

  var settings: IndexSettings {
    IndexSettings(self, statisticsTargets: statisticsTargets)
  }

  var outline: IndexOutline {
    IndexOutline(
      isConstraint: false,
      method: method,
      isUnique: isUnique,
      keys: elements.map { String($0.text.prefix { $0 != " " }) }
    )
  }

  func ownRemoval(in context: StepContext) -> [Step] {
    let plain = Step(.drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive)
    guard attachedTo == nil, ConcurrentBuild.isPossible(on: relation, in: context) else {
      return [plain]
    }
    guard let new = context.desired.object(id, as: Self.self) else {
      return [ConcurrentBuild.drop(name, of: id)]
    }
    guard givesWay(to: new, in: context) else { return [plain] }
    return [
      Step(
        .alter,
        id,
        "ALTER \(Self.address(of: id)) RENAME TO \(identifier: aside.name)",
        lock: .shareUpdateExclusive,
        reason: "it stays in use until the new one has been built"
      )
    ]
  }

  func drop(in context: StepContext) -> [Step] { partDrop(in: context) }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    partitionReplacementReason(from: old, changed: changed, in: context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    partitionSteps(from: old, in: context) + settings.steps(from: old.settings, in: context)
  }

  /// The server itself rebuilds indexes on a column that gets another type.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    !(dependency is Column)
  }
}
