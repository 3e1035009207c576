import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A partition's copy of a trigger.
  static let partitionTrigger = KindName("partition_trigger")
}

/// A partition's copy of a trigger of its partitioned table, where it is in another state than that
/// one, or has a comment.
///
/// Other copies are no objects: they exist by the trigger of the partitioned table.
/// Catalog: `pg_trigger`, `tgparentid`. Manual: ALTER TABLE, ENABLE TRIGGER. Versions: all.
struct PartitionTrigger: CatalogObject {
  static let kind = KindName.partitionTrigger
  static let summary = "A partition's copy of a trigger, as far as it differs from that."
  static let places: [ManifestPlace] = [.named("partition_triggers", within: [.table])]
  static let fields: [Field<Self>] = [
    Field(
      "enabled",
      \.enabled,
      .alter,
      "In which replication role it fires, or disabled; else as in the partitioned table."
    )
  ]
  static let traits = KindTraits.with { $0.shorthand = "enabled" }

  let id: ObjectID
  /// Nil stands for the state of the trigger that it is a copy of.
  var enabled: FiringState?

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension PartitionTrigger {
  static let requiredContents: CatalogContents? = .rows(of: "pg_partitioned_table")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT g.tableoid AS classid, g.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, g.tgname AS name,
      CASE WHEN g.tgenabled <> p.tgenabled THEN g.tgenabled END AS enabled
    FROM pg_catalog.pg_trigger g
    JOIN pg_catalog.pg_trigger p ON p.oid = g.tgparentid
    JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid AND c.relkind IN ('r', 'p')
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_description d ON d.objoid = g.oid
      AND d.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
    WHERE NOT g.tgisinternal AND (g.tgenabled <> p.tgenabled OR d.objoid IS NOT NULL)
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let table = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.partitionTrigger, [try row.requiredText("name")], in: table))
    enabled = try row.text("enabled").map(FiringState.init)
  }
}

// MARK: - SQL

extension PartitionTrigger {
  static func address(of id: ObjectID) -> SQL {
    Trigger.address(of: id)
  }

  /// The copy is there by the trigger of the partitioned table; only its state is set.
  func create(in context: StepContext) -> [Step] {
    enabled.map { [setting($0, from: formerState(in: context))] } ?? []
  }

  /// The state that it was in before, if it was there or would have been with its partition; it may
  /// have had the former name of the trigger that it is a copy of.
  private func formerState(in context: StepContext) -> FiringState? {
    guard let trigger = Self.original(of: id, in: context.desired),
      context.live[trigger] != nil
    else { return nil }
    let former = context.formerNames[trigger].map { ObjectID(Self.kind, $0.names, in: id.root) }
    let own = context.live.object(id, as: Self.self) ?? former.flatMap { context.live.object($0) }
    return own?.enabled ?? Self.state(of: id, in: context.live)
      ?? Self.state(of: id, in: context.desired)
  }

  /// Whatever happens to a trigger of a partitioned table happens to all copies beneath it.
  func disturbsDependents(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> Bool {
    true
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    state(in: context.desired).map { [setting($0, from: old.state(in: context.live))] } ?? []
  }

  /// The copy gets the state of the trigger back, unless it is gone or made anew with that.
  func drop(in context: StepContext) -> [Step] {
    guard context.desired[id] == nil, let state = Self.state(of: id, in: context.desired) else {
      return []
    }
    return (enabled.map { [setting(state, from: $0)] } ?? [])
      + context.live.children(of: id).flatMap { context.live[$0]?.drop(in: context) ?? [] }
  }

  /// The name follows from the partitioned table's trigger.
  func rename(to id: ObjectID, in context: StepContext) -> [Step] { [] }

  private func setting(_ state: FiringState, from old: FiringState?) -> Step {
    Step(
      .alter,
      id,
      """
      ALTER TABLE \(qualified: id.root.qualifiedName) \(state.words) TRIGGER \(identifier: id.name)
      """,
      lock: .shareRowExclusive,
      hazards: old.map { TriggerAccess.hazards(id, from: $0, to: state) } ?? []
    )
  }

  /// The state that it is in, be it its own or that of the trigger that it is a copy of.
  private func state(in catalog: Catalog) -> FiringState? {
    enabled ?? Self.state(of: id, in: catalog)
  }

  /// The trigger of the outermost partitioned table that one is a copy of.
  private static func original(of id: ObjectID, in catalog: Catalog) -> ObjectID? {
    guard let table = catalog.object(id.root, as: Table.self),
      let parent = table.partitionParent.flatMap(Inheritance.table)
    else { return nil }
    let trigger = ObjectID(.trigger, id.names, in: parent)
    return catalog[trigger] == nil
      ? original(of: ObjectID(kind, id.names, in: parent), in: catalog) : trigger
  }

  /// The state of the trigger that one is a copy of; nil when there is none.
  private static func state(of id: ObjectID, in catalog: Catalog) -> FiringState? {
    guard let table = catalog.object(id.root, as: Table.self),
      let parent = table.partitionParent.flatMap(Inheritance.table)
    else { return nil }
    if let trigger = catalog.object(ObjectID(.trigger, id.names, in: parent), as: Trigger.self) {
      return trigger.enabled
    }
    let copy = ObjectID(kind, id.names, in: parent)
    return catalog.object(copy, as: Self.self)?.enabled ?? state(of: copy, in: catalog)
  }
}
