import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A foreign table.
  static let foreignTable = KindName("foreign_table")
}

/// A table whose rows a foreign server keeps; its columns and checks are objects of their own.
///
/// Catalogs: `pg_foreign_table`, `pg_class`, `pg_inherits`. Manual: CREATE FOREIGN TABLE.
/// Versions: all.
struct ForeignTable: InheritingTable {
  static let kind = KindName.foreignTable
  static let summary = "A table whose rows a foreign server keeps."
  static let places: [ManifestPlace] = [.document(.foreignTable)]
  static let fields: [Field<Self>] = [
    Field(
      "server",
      \.server,
      .replace("PostgreSQL cannot alter the server of a foreign table"),
      "The foreign server.",
      isRequired: true
    ),
    Field("options", \.options, .alter, "Options of the wrapper, such as table_name."),
    Field("partition_of", \.partitionParent, .alter, "The table that this is a partition of."),
    Field(
      "for_values",
      \.partitionBound,
      .alter,
      "The rows it holds as a partition: FOR VALUES and what follows, or DEFAULT."
    ),
    Field("inherits", \.parentTables, .alter, "The tables whose columns it inherits."),
  ]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isUsedByName = true
    $0.isOwnable = true
    $0.holdsSecrets = true
    $0.namespaces = ["relation", "type"]
    $0.exportFolder = "foreign_tables"
    $0.privileges = Table.traits.privileges
  }

  let id: ObjectID
  var server = ""
  var options = ForeignOptions<SecretsByName>()
  var partitionParent: SQL?
  var partitionBound: SQL?
  var parentTables = ParentTables()

  init(id: ObjectID) {
    self.id = id
  }

  var references: [ObjectID] { [ObjectID(.foreignServer, [server])] }

  func recognising(_ secret: (SecretReference) -> String?) -> Self {
    var copy = self
    copy.options = options.recognising(secret)
    return copy
  }

  func secrets(beside live: Self) -> [DeclaredSecret] {
    options.secrets(of: "foreign table", beside: live.options)
  }

  var referringToSecrets: Self {
    var copy = self
    copy.options = options.referring(as: [id.name])
    return copy
  }
}

// MARK: - Catalog

extension ForeignTable {
  static let requiredContents: CatalogContents? = .rows(of: "pg_foreign_table")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.relname AS name,
      s.srvname AS server, f.ftoptions AS options,
      CASE WHEN c.relispartition THEN p.names[1] END AS partition_of,
      pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS bound,
      CASE WHEN NOT c.relispartition THEN p.names END AS inherits
    FROM pg_catalog.pg_foreign_table f
    JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver
    LEFT JOIN (
      SELECT i.inhrelid, pg_catalog.array_agg(
        pg_catalog.format('%I.%I', pn.nspname, pc.relname) ORDER BY i.inhseqno) AS names
      FROM pg_catalog.pg_inherits i
      JOIN pg_catalog.pg_class pc ON pc.oid = i.inhparent
      JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
      GROUP BY i.inhrelid) p ON p.inhrelid = c.oid
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.foreignTable, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    server = try row.requiredText("server")
    options = ForeignOptions(live: try row.optionalTextArray("options"))
    // The texts are as the server spells them.
    partitionParent = try row.text("partition_of").map(SQL.init(unchecked:))
    partitionBound = try row.text("bound").map(SQL.init(unchecked:))
    parentTables = ParentTables(
      try (row.optionalTextArray("inherits") ?? []).map(SQL.init(unchecked:))
    )
  }
}

// MARK: - SQL

extension ForeignTable {
  static func address(of id: ObjectID) -> SQL {
    "FOREIGN TABLE \(qualified: id.qualifiedName)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    return step.action == .create ? usual + [ForeignServer.usage(of: server)] : usual
  }

  func create(in context: StepContext) -> [Step] {
    var head: SQL = "CREATE \(Self.address(of: id))"
    let columns = context.desired.children(of: id, as: Column.self)
      .sorted { ($0.ordinal ?? 0) < ($1.ordinal ?? 0) }
    var clauses: [SQL]? = columns.filter { !$0.isInherited }.map {
      $0.definition(in: context, of: .newTable)
    }
    var tail: [SQL] = []
    if let partitionParent {
      head = "\(head) PARTITION OF \(partitionParent)"
      if clauses?.isEmpty == true { clauses = nil }
      if let partitionBound { tail.append(partitionBound) }
    } else if !inherits.isEmpty {
      tail.append("INHERITS (\(inherits, separator: ", "))")
    }
    tail.append("SERVER \(identifier: server)")
    let options = options.clause
    if let options { tail.append(options.sql) }
    let statement = Statement(head: head, clauses: clauses, tail: " \(tail, separator: " ")")
    var table = Step(.create, id, effect: .statement(statement)).with(options)
    table.hazards = hazards(from: context.live.object(id), in: context)
    return [table] + columns.flatMap { $0.settings(in: context) }.withoutRows(of: id)
  }

  /// The rows stay where they are.
  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive)]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps: [Step] = []
    if !changed.isDisjoint(with: ["partition_of", "for_values", "inherits"]) {
      steps += reparent(from: old, in: context).withoutRows(of: id)
    }
    if let clause = options.clause(from: old.options) {
      var step = alteration(clause.sql).with(clause)
      step.hazards += hazards(from: old, in: context)
      steps.append(step)
    }
    return steps
  }

  /// What opens because it leads to other rows than before.
  private func hazards(from old: Self?, in context: StepContext) -> [Hazard] {
    guard let old, server != old.server || options.mayLeadElsewhere(than: old.options) else {
      return []
    }
    let place = server == old.server ? "other rows" : "rows of server \(server)"
    let told = Hazard(
      .accessWidened,
      id,
      "whoever may read or write \(id.label) may read or write \(place) from now on"
    )
    return [told] + Deciders.hazards(of: id, in: context)
  }

  func release(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    leaveParents(from: old, in: context).withoutRows(of: id)
  }
}
