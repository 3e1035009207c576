import ObjectModel
import PostgresVocabulary

/// An index, or a constraint with one, which on a partitioned table has a part in each partition.
///
/// A part that the server has made with the whole, under the name that it chooses, is no object; it
/// is one as soon as it has another name, a constraint or settings of its own, or a comment.
///
/// Catalogs: `pg_inherits`, `pg_index.indisvalid`. Manual: CREATE INDEX; ALTER INDEX, ATTACH
/// PARTITION. Versions: all; exclusion constraints of partitioned tables 17 and later.
protocol PartitionedIndex: CatalogObject {
  /// Whether the partitions have no part of it but those that are attached.
  var isOnly: Bool { get set }
  /// The name of the whole that it is a part of.
  var attachedTo: String? { get set }
  /// Whether it is a part that differs from what the server makes at most in a number.
  var isNamedByServer: Bool { get set }
  /// Storage parameters of the index.
  var storageParameters: OptionList { get set }
  /// The index's tablespace.
  var tablespace: String? { get set }
  /// Whether the table is to be clustered by the index.
  var isClustered: Bool { get set }
  /// What can be altered in the index.
  var settings: IndexSettings { get }
  /// How its keys are compared, for a guess at what the server takes for a part.
  var outline: IndexOutline { get }

  /// Whether the server can attach it to another, which it cannot if values are compared in any
  /// other way than for equality; `CompareIndexInfo` in `src/backend/catalog/index.c`.
  var canBeAttached: Bool { get }

  /// The statements that make it, be it on a partitioned table alone.
  func making(only: Bool, in context: StepContext) -> [Step]
  /// The steps that a new one needs after it is made.
  func companions(in context: StepContext) -> [Step]
  /// The name that the server gives such an index of a table.
  func usualName(in table: ObjectID) -> String
  /// The statement that makes a constraint of the index that the server has made as its part.
  func adopting(_ index: String) -> Step?
  /// The statements that drop it where it is no part.
  func ownRemoval(in context: StepContext) -> [Step]
  /// What has to hold of the columns before it is made on a partitioned table alone.
  func prerequisites(in context: StepContext) -> [Step]
}

/// What two indexes must have in common to be parts of one.
struct IndexOutline: Equatable {
  let isConstraint: Bool
  let method: String?
  let isUnique: Bool
  /// The keys up to what may differ in a part: its order.
  let keys: [String]
}

extension PartitionedIndex {
  static var partitionFields: [Field<Self>] {
    [
      Field(
        "only",
        \.isOnly,
        .alter,
        "Whether it lies on the partitioned table alone, with the parts that are attached to it."
      ),
      Field(
        "attached_to",
        \.attachedTo,
        .alter,
        "The index or key of the partitioned table that it is a part of."
      ),
      .derived("named_by_server", \.isNamedByServer, "it follows from the name"),
    ]
  }

  var relation: ObjectID { id.root }

  func adopting(_ index: String) -> Step? { nil }
  var tablespaces: [String] { [tablespace].compactMap(\.self) }
  func prerequisites(in context: StepContext) -> [Step] { [] }
  var canBeAttached: Bool { true }

  // MARK: Whole and parts

  /// The table that its own table is a partition of.
  func partitionedTable(in catalog: Catalog) -> ObjectID? {
    catalog.object(relation, as: Table.self)?.partitionParent.flatMap(Inheritance.table(named:))
  }

  /// The index that it is a part of.
  func whole(in catalog: Catalog) -> (any PartitionedIndex)? {
    guard let attachedTo, let table = partitionedTable(in: catalog) else { return nil }
    return PartitionIndexes.all(of: table, in: catalog).first { $0.id.name == attachedTo }
  }

  /// Whether its table stays a partition of the same table.
  func staysInPlace(in context: StepContext) -> Bool {
    let table = partitionedTable(in: context.live)
    return context.stays(relation) && table != nil && table == partitionedTable(in: context.desired)
  }

  /// Whether it is a part that nothing is declared about and that the server has named, so that it
  /// stays as it is.
  func isPartAsFound(in context: StepContext) -> Bool {
    guard isNamedByServer, let attachedTo else { return false }
    let isDeclared = PartitionIndexes.all(of: relation, in: context.desired)
      .contains { $0.attachedTo == attachedTo }
    if isDeclared { return false }
    return whole(in: context.desired) != nil
      || whole(in: context.live)?.isPartAsFound(in: context) == true
  }

  private func part(in partition: ObjectID, _ context: StepContext? = nil) -> Self {
    let name = context.map { freeName(in: partition, $0) } ?? usualName(in: partition)
    var part = identified(as: ObjectID(Self.kind, [name], in: partition))
    part.attachedTo = id.name
    part.isOnly = false
    return part
  }

  /// The name that the server would give a part, with a number where another has it.
  private func freeName(in partition: ObjectID, _ context: StepContext) -> String {
    let usual = usualName(in: partition)
    let kept = PartitionIndexes.all(of: partition, in: context.live)
      .filter { $0.isPartAsFound(in: context) && !context.remade.contains($0.id) }
    let declared = PartitionIndexes.all(of: partition, in: context.desired)
    var taken = Set((kept + declared).map(\.id.name))
    let named = (kept + declared).compactMap(\.attachedTo)
    for other in PartitionIndexes.all(of: relation, in: context.desired)
    where other.id != id && !other.isOnly && !named.contains(other.id.name) {
      taken.insert(other.usualName(in: partition))
    }
    let numbered = (1...100).lazy.map { "\(usual)\($0)" }
    return taken.contains(usual) ? numbered.first { !taken.contains($0) } ?? usual : usual
  }

  /// Whether it is what the server makes of a whole in its table, but for what can be altered.
  func hasForm(of whole: any PartitionedIndex) -> Bool {
    guard let whole = whole as? Self else { return false }
    var part = whole.part(in: relation).identified(as: id)
    part.storageParameters = storageParameters
    part.tablespace = tablespace
    part.isClustered = isClustered
    let differing = part.changedFields(from: self).map(\.name)
    return Set(differing).isSubset(of: ["statistics"])
  }

  // MARK: Making

  /// Whether each of its parts has to be made or attached by a statement of its own: the server
  /// would make those that are declared under other names, or would take what is to stay apart.
  private func isPieced(in context: StepContext) -> Bool {
    if isOnly || !canBeAttached { return isOnly }
    let catalogs = [context.desired, context.live, context.surroundings]
    return catalogs.contains { catalog in
      PartitionIndexes.partitions(of: relation, in: catalog).contains { partition in
        PartitionIndexes.all(of: partition.id, in: catalog).contains { other in
          other.attachedTo == id.name && !other.isPartAsFound(in: context)
            || other.attachedTo == nil && mayTake(other, context)
        }
      }
    }
  }

  /// Whether the server may take an index for a part of this one; before texts are spelled, any of
  /// as many keys.
  private func mayTake(_ other: any PartitionedIndex, _ context: StepContext) -> Bool {
    let (own, outline) = (outline, other.outline)
    if own.isConstraint && !outline.isConstraint { return false }
    guard own.method == outline.method, own.isUnique == outline.isUnique else { return false }
    return context.knowsDependencies
      ? own.keys == outline.keys : own.keys.count == outline.keys.count
  }

  private func isPartitioned(in context: StepContext) -> Bool {
    context.desired.object(relation, as: Table.self)?.partitionKey != nil
  }

  /// Parts are made after the partitions.
  func follows(in context: StepContext) -> [ObjectID] {
    guard isPartitioned(in: context), isPieced(in: context) else { return [] }
    return [context.desired, context.live].flatMap {
      PartitionIndexes.partitions(of: relation, in: $0).map(\.id)
    }
  }

  /// The statements that make it with its parts; nil when they are those of any index.
  func partitionedCreation(in context: StepContext) -> [Step]? {
    if attachedTo != nil { return partCreation(in: context) }
    guard isPartitioned(in: context), isPieced(in: context) else { return nil }
    return prerequisites(in: context) + making(only: true, in: context)
      + (isOnly
        ? [] : missingParts(in: context, of: PartitionIndexes.present(of: relation, context)))
  }

  /// The parts in those partitions that declare none.
  func missingParts(in context: StepContext, of partitions: [Table]) -> [Step] {
    partitions.flatMap { partition -> [Step] in
      let isDeclared = PartitionIndexes.all(of: partition.id, in: context.desired)
        .contains { $0.attachedTo == id.name }
      if isDeclared { return [] }
      let part = part(in: partition.id, context)
      let steps = part.making(only: false, in: context) + [part.attachment(to: self)]
      return steps.map { step in
        var step = step.standing
        step.subject = id
        return step
      }
    }
  }

  private func partCreation(in context: StepContext) -> [Step] {
    guard let whole = whole(in: context.desired) else { return making(only: false, in: context) }
    guard isMadeByServer(with: whole, in: context) else {
      let isAlone = isOnly || isPartitioned(in: context) && isPieced(in: context)
      let steps = making(only: isAlone, in: context) + [attachment(to: whole)]
      return steps.map(\.standing) + companions(in: context)
        + (isAlone && !isOnly
          ? missingParts(in: context, of: PartitionIndexes.present(of: relation, context)) : [])
    }
    let usual = whole.usualName(in: relation)
    var steps = context.knowsDependencies ? adopting(usual, from: whole) : [finding(whole)]
    steps += settings.steps(from: whole.settings.part(of: self), in: context)
    return steps
  }

  private func adopting(_ usual: String, from whole: any PartitionedIndex) -> [Step] {
    if outline.isConstraint, !whole.outline.isConstraint {
      return [adopting(usual)].compactMap(\.self)
    }
    if usual == id.name { return [] }
    var step = settings.rename(usual, to: id.name)
    step.action = .create
    return [step]
  }

  /// Renames the part, whose name is not known before texts are spelled.
  private func finding(_ whole: any PartitionedIndex) -> Step {
    let name: SQL = "\(qualified: QualifiedName(schema: whole.id.schema, name: whole.id.name))"
    let table: SQL = "\(qualified: relation.qualifiedName)"
    let lookup: SQL = """
      BEGIN
        EXECUTE (
          SELECT pg_catalog.format('ALTER INDEX %s RENAME TO %I',
            h.inhrelid::pg_catalog.regclass, \(literal: id.name))
          FROM pg_catalog.pg_inherits h
          JOIN pg_catalog.pg_index i ON i.indexrelid = h.inhrelid
          WHERE h.inhparent = \(literal: name.text)::pg_catalog.regclass
            AND i.indrelid = \(literal: table.text)::pg_catalog.regclass);
      END
      """
    return Step(.create, id, "DO \(body: lookup.text)", lock: .shareUpdateExclusive)
  }

  /// Whether the server makes the part by itself, or has made it before.
  private func isMadeByServer(
    with whole: any PartitionedIndex,
    in context: StepContext
  ) -> Bool {
    guard context.stays(whole.id) else {
      if !canBeAttached { return true }
      // What the server has made as a part, and what is now to have a name, has its parts.
      guard context.live[whole.id] == nil, let theirs = whole.whole(in: context.desired) else {
        return false
      }
      return whole.isMadeByServer(with: theirs, in: context)
    }
    guard staysInPlace(in: context) else { return true }
    let before = context.live[whole.id] as? any PartitionedIndex
    return before?.isOnly == false
  }

  func attachment(to whole: any PartitionedIndex) -> Step {
    let name: SQL = "\(qualified: QualifiedName(schema: whole.id.schema, name: whole.id.name))"
    let own: SQL = "\(qualified: QualifiedName(schema: id.schema, name: id.name))"
    return Step(
      .alter,
      id,
      "ALTER INDEX \(name) ATTACH PARTITION \(own)",
      lock: .accessExclusive
    )
  }
}

extension Step {
  /// The step as a statement of its own.
  fileprivate var standing: Step {
    var step = self
    step.clause = nil
    return step
  }
}

/// Look-ups of partitions and of what indexes they have.
enum PartitionIndexes {
  /// The indexes of a table, with those of its constraints.
  static func all(of table: ObjectID, in catalog: Catalog) -> [any PartitionedIndex] {
    catalog.children(of: table).compactMap { catalog[$0] as? any PartitionedIndex }
  }

  /// The partitions of a table, in order.
  ///
  /// Complexity: linear in the number of objects.
  static func partitions(of table: ObjectID, in catalog: Catalog) -> [Table] {
    catalog.objects.keys.filter { $0.kind == .table }
      .compactMap { catalog.object($0, as: Table.self) }
      .filter { $0.partitionParent.flatMap(Inheritance.table(named:)) == table }
      .sorted { $0.id < $1.id }
  }

  /// The partitions that a table has once those that are declared are there, with those that are
  /// not managed.
  static func present(of table: ObjectID, _ context: StepContext) -> [Table] {
    let others = partitions(of: table, in: context.surroundings).filter {
      context.live[$0.id] == nil && context.desired[$0.id] == nil
    }
    return partitions(of: table, in: context.desired) + others
  }
}
