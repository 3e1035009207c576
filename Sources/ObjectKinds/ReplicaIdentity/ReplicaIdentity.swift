import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// The replica identity of a table.
  static let replicaIdentity = KindName("replica_identity")
}

/// What logical replication writes of a row to identify it; without this object the primary key.
///
/// Catalogs: `pg_class.relreplident`, `pg_index.indisreplident`. Manual: ALTER TABLE, REPLICA
/// IDENTITY. Versions: all.
struct ReplicaIdentity: CatalogObject {
  static let kind = KindName.replicaIdentity
  static let summary = "What identifies a row for logical replication, if not the primary key."
  static let places: [ManifestPlace] = [.single("replica_identity", within: [.table])]
  static let fields: [Field<Self>] = [
    Field(
      "setting",
      \.setting,
      .alter,
      "All columns, nothing, or the columns of an index.",
      isRequired: true
    )
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "setting"
    $0.shorthandTakesMappings = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
  }

  let id: ObjectID
  var setting = Setting.full

  init(id: ObjectID) {
    self.id = id
  }

  /// The index may stand for itself or belong to a key.
  var references: [ObjectID] {
    guard case .usingIndex(let name) = setting else { return [] }
    return [KindName.index, .uniqueConstraint, .primaryKey].map {
      ObjectID($0, [name], in: id.root)
    }
  }

  func goesWithoutSaying(in context: StepContext) -> Bool { setting == .usual }

  /// What identifies a row.
  enum Setting: FieldCodable {
    /// The primary key, as with nothing said; no catalog holds it.
    case usual
    /// All columns.
    case full
    /// Nothing: changed and deleted rows cannot be replicated.
    case nothing
    /// The columns of an index.
    case usingIndex(String)

    static let shape = ValueShape.any([
      .oneOf(["full", "nothing", "default"]),
      .object([
        .init("using_index", .text("a name"), summary: "A unique index.", isRequired: true)
      ]),
    ])

    init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
      switch (node.stringValue, node.pairs?.count, node["using_index"]?.stringValue) {
      case ("full", _, _): self = .full
      case ("nothing", _, _): self = .nothing
      case ("default", _, _): self = .usual
      case (nil, 1, let name?): self = .usingIndex(name)
      default:
        Self.reject(
          node,
          field: field,
          diagnostics: &diagnostics,
          hint: "Write full, nothing, default or {using_index: name}."
        )
        return nil
      }
    }

    var fieldValue: FieldValue {
      switch self {
      case .usual: .text("default")
      case .full: .text("full")
      case .nothing: .text("nothing")
      case .usingIndex(let name): .map([.init("using_index", .text(name))])
      }
    }
  }
}

// MARK: - Catalog

extension ReplicaIdentity {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 0 AS classid, 0 AS objid, n.nspname AS schema, c.relname AS table,
      c.relreplident AS code, ic.relname AS index
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisreplident
    LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    WHERE c.relreplident <> 'd' AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("table")])
    self.init(id: ObjectID(.replicaIdentity, [], in: table))
    // An identity whose index is gone counts as none.
    switch (try row.requiredText("code"), try row.text("index")) {
    case ("f", _): setting = .full
    case ("i", let index?): setting = .usingIndex(index)
    default: setting = .nothing
    }
  }
}

// MARK: - SQL

extension ReplicaIdentity {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses the replica identity of a table")
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create).keepingReplication(of: id.root, in: context)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter).keepingReplication(of: id.root, in: context)]
  }

  func drop(in context: StepContext) -> [Step] {
    [step(.drop, "DEFAULT").keepingReplication(of: id.root, in: context)]
  }

  /// Whether something tells which row of a table is changed or deleted.
  fileprivate static func isGiven(of table: ObjectID, in catalog: Catalog) -> Bool {
    let id = ObjectID(.replicaIdentity, [], in: table)
    if let identity = catalog.object(id, as: Self.self) { return identity.setting != .nothing }
    return !catalog.children(of: table, as: PrimaryKey.self).isEmpty
  }

  private func step(_ action: Step.Action, _ words: SQL? = nil) -> Step {
    Step(
      action,
      id,
      "ALTER TABLE \(qualified: id.root.qualifiedName) REPLICA IDENTITY \(words ?? self.words)",
      lock: .accessExclusive
    )
  }

  private var words: SQL {
    switch setting {
    case .usual: "DEFAULT"
    case .full: "FULL"
    case .nothing: "NOTHING"
    case .usingIndex(let name): "USING INDEX \(identifier: name)"
    }
  }

  /// What an index that is made anew has to be told, when the identity itself does not change.
  static func restored(after index: ObjectID, in context: StepContext) -> [Step] {
    let id = ObjectID(.replicaIdentity, [], in: index.root)
    guard let identity = context.desired.object(id, as: Self.self),
      identity == context.live.object(id, as: Self.self), identity.references.contains(index)
    else { return [] }
    return [identity.step(.alter)]
  }
}

extension Step {
  /// The step, on the condition that no publication needs the identity of rows that it takes away:
  /// PostgreSQL would refuse each UPDATE and DELETE of the table from then on.
  func keepingReplication(of table: ObjectID, in context: StepContext) -> Step {
    guard context.live[table] != nil, context.desired[table] != nil,
      ReplicaIdentity.isGiven(of: table, in: context.live),
      !ReplicaIdentity.isGiven(of: table, in: context.desired)
    else { return self }
    let former = context.formerNames[table] ?? table
    let leaving = context.live.objects.values.compactMap { $0 as? Publication }
      .filter { !$0.willPublishChanges(of: table, in: context) }
      .map { ", \(literal: $0.id.name)" as SQL }.sorted { $0.text < $1.text }
    var step = self
    step.preconditions.append(
      Precondition(
        """
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_publication p \
        JOIN pg_catalog.pg_publication_tables t ON t.pubname = p.pubname \
        WHERE t.schemaname = \(literal: former.schema ?? "") \
        AND t.tablename = \(literal: former.name) AND (p.pubupdate OR p.pubdelete) \
        AND p.pubname NOT IN (''\(leaving, separator: ""))
        """,
        message: """
          publications publish changes of \(table), and without its replica identity no row of it \
          could be changed or deleted
          """,
        hint: """
          Give it a primary key or another replica_identity, such as full; or take it out of the \
          publications, or let them publish inserts only.
          """
      )
    )
    return step
  }
}

extension Publication {
  /// Whether the publication goes on to publish changed or deleted rows of a table, as far as the
  /// plan has to do with that.
  fileprivate func willPublishChanges(of table: ObjectID, in context: StepContext) -> Bool {
    guard let new = context.desired.object(id, as: Publication.self) else { return false }
    let operations = new.operations.items
    let member = ObjectID(.publicationTable, table.names, in: id)
    let isLeaving = context.live[member] != nil && context.desired[member] == nil
    return !isLeaving && (operations.contains(.update) || operations.contains(.delete))
  }
}
