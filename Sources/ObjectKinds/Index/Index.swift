import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An index.
  static let index = KindName("index")
}

/// An index of a table or materialized view that no constraint made.
///
/// The indexes of partitions that were made with the index of their partitioned table belong to
/// that one. An index whose building was interrupted is marked as invalid, so that it is built
/// anew.
///
/// Catalogs: `pg_class`, `pg_index`. Manual: CREATE INDEX. Versions: all.
struct Index: CatalogObject {
  static let kind = KindName.index
  static let summary = "What finds rows by the values of columns or expressions."
  private static let parents: [KindName] = [.table, KindName("materialized_view")]
  static let places: [ManifestPlace] = [
    .named("indexes", within: parents)
  ]
  static let fields: [Field<Self>] = [
    Field(
      "on",
      \.elements,
      cannot,
      "The columns or expressions, each with what differs from the usual: lower(name) DESC.",
      isRequired: true
    ),
    Field("unique", \.isUnique, cannot, "Whether no two rows may have the same key."),
    Field("nulls_not_distinct", \.isNullEqual, cannot, "Whether null counts as equal to null."),
    Field("using", \.method, cannot, "The index access method, if not btree."),
    Field("include", \.included, cannot, "Further columns that it holds."),
    Field("where", \.predicate, cannot, "The rows that it holds."),
    Field("with", \.storageParameters, .alter, "Storage parameters, such as fillfactor."),
    Field("tablespace", \.tablespace, .alter, "The tablespace that holds it."),
    Field(
      "statistics",
      \.statisticsTargets,
      .alter,
      "How much detail the planner keeps of expressions, by their number among the keys."
    ),
    Field("clustered", \.isClustered, .alter, "Whether CLUSTER orders the table by it."),
    Field(
      "invalid",
      \.isInvalid,
      .replace("an interrupted build has left it unusable"),
      "Whether its building was interrupted."
    ),
    .derived("key_names", \.keyNames, "they follow from the keys"),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.isEvaluatedWhenMade = true
    $0.isReliedOn = true
    $0.namespaces = ["relation"]
  }
  private static let cannot = FieldChange.replace("an index cannot be altered in that")

  let id: ObjectID
  var elements: [SQL] = []
  var isUnique = false
  var isNullEqual = false
  var method: String?
  var included: [String] = []
  var predicate: SQL?
  var storageParameters: [String: String] = [:]
  var tablespace: String?
  var statisticsTargets: [String: Int] = [:]
  var isClustered = false
  var isInvalid = false
  /// The names of its own columns: those of the table's, or `expr` for an expression.
  var keyNames: [String] = []

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension Index {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT ic.tableoid AS classid, ic.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, ic.relname AS name, e.elements, i.indisunique AS unique,
      i.indnullsnotdistinct AS nulls_not_distinct, nullif(am.amname, 'btree') AS method,
      \(ConstraintQuery.names(of: "i.indkey[i.indnkeyatts:i.indnatts - 1]", in: "c.oid"))
        AS included,
      pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, ic.reloptions AS options,
      ts.spcname AS tablespace, i.indisclustered AS clustered,
      NOT i.indisvalid AND c.relkind <> 'p' AS invalid, s.targets,
      ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ic.oid ORDER BY a.attnum) AS key_names
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    JOIN (\(IndexElements.query(ofExclusions: false))) e ON e.index = i.indexrelid
    LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
    LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid
      AND k.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.indexrelid
    LEFT JOIN (
      SELECT a.attrelid, pg_catalog.array_agg(a.attnum || '=' || a.attstattarget) AS targets
      FROM pg_catalog.pg_attribute a WHERE a.attstattarget >= 0 AND a.attnum > 0
      GROUP BY a.attrelid) s ON s.attrelid = i.indexrelid
    WHERE k.oid IS NULL AND h.inhrelid IS NULL AND c.relkind IN ('r', 'p', 'm')
      AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let relation = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.index, [try row.requiredText("name")], in: relation))
    // The texts are as the server spells them.
    elements = try row.textArray("elements").map(SQL.init(unchecked:))
    isUnique = try row.bool("unique")
    isNullEqual = try row.bool("nulls_not_distinct")
    method = try row.text("method")
    included = try row.textArray("included")
    predicate = try row.text("predicate").map(SQL.init(unchecked:))
    storageParameters = StorageParameters.dictionary(try row.optionalTextArray("options") ?? [])
    tablespace = try row.text("tablespace")
    isClustered = try row.bool("clustered")
    isInvalid = try row.bool("invalid")
    let targets = StorageParameters.dictionary(try row.optionalTextArray("targets") ?? [])
    statisticsTargets = targets.compactMapValues { Int($0) }
    keyNames = try row.textArray("key_names")
  }
}

// MARK: - SQL

extension Index {
  static func address(of id: ObjectID) -> SQL {
    "INDEX \(qualified: QualifiedName(schema: id.schema, name: id.name))"
  }

  private var relation: ObjectID { id.root }

  private func statement(concurrently: Bool = false) -> SQL {
    let name: SQL = "\(qualified: relation.qualifiedName)"
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
    ServerNames.name(table.name, ServerNames.joined(keyNames), label: "idx")
  }

  func isMerged(in context: StepContext) -> Bool {
    Inheritance.mergesIndex(self, named: { $0.usualName(in: relation) }, in: context)
  }

  func create(in context: StepContext) -> [Step] {
    if Inheritance.releasesIndex(self, named: { $0.usualName(in: relation) }, in: context) {
      return []
    }
    return making(in: context) + statisticsSteps(from: [:])
      + (isClustered ? [IndexSettings(self).cluster] : [])
      + ReplicaIdentity.restored(after: id, in: context)
  }

  private func making(in context: StepContext) -> [Step] {
    guard ConcurrentBuild.isPossible(on: relation, in: context) else {
      var step = Step(.create, id, statement(), lock: .share)
      if context.live[relation] != nil {
        step.hazards = [
          Hazard(.longLock, id, "writes to the table wait while the index is built")
        ]
      }
      return [step]
    }
    let build = ConcurrentBuild.create(name, statement(concurrently: true), of: id)
    let old = context.live.object(id, as: Self.self)
    guard let old, old.givesWay(to: self, in: context) else { return build }
    return build + [ConcurrentBuild.drop(aside, of: id)]
  }

  private var name: QualifiedName { QualifiedName(schema: id.schema, name: id.name) }
  private var aside: QualifiedName {
    QualifiedName(schema: id.schema, name: TypeSwap.nameAside(id.name))
  }

  /// Whether the index can stay in use until another of its name has been built.
  private func givesWay(to new: Self, in context: StepContext) -> Bool {
    if isInvalid || isClustered || new.isClustered { return false }
    return (context.live.dependencies[id] ?? []).allSatisfy { edge in
      guard let old = context.live[edge.on], let new = context.desired[edge.on] else {
        return context.live[edge.on] == nil
      }
      return new.changedFields(from: old).isEmpty
    }
  }

  func drop(in context: StepContext) -> [Step] {
    let plain = Step(.drop, id, "DROP \(Self.address(of: id))", lock: .accessExclusive)
    guard ConcurrentBuild.isPossible(on: relation, in: context) else { return [plain] }
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

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    IndexSettings(self).steps(from: IndexSettings(old))
      + statisticsSteps(from: old.statisticsTargets)
  }

  private func statisticsSteps(from old: [String: Int]) -> [Step] {
    Set(old.keys).union(statisticsTargets.keys).sorted().compactMap { key in
      let target = statisticsTargets[key] ?? -1
      guard target != old[key] ?? -1, let number = Int(key) else { return nil }
      return IndexSettings(self).alteration(
        """
        ALTER COLUMN \(number: number) SET STATISTICS \(SQL(unchecked: String(target)))
        """,
        lock: .shareUpdateExclusive
      )
    }
  }

  /// The server itself rebuilds indexes on a column that gets another type.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    !(dependency is Column)
  }
}
