import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An index.
  static let index = KindName("index")
}

/// An index of a table or materialized view that no constraint made.
///
/// The parts of an index of a partitioned table belong to that one, unless they differ from what
/// the server makes. An index whose building was interrupted is marked as invalid, so that it is
/// built anew.
///
/// Catalogs: `pg_class`, `pg_index`. Manual: CREATE INDEX. Versions: all.
struct Index: PartitionedIndex {
  static let kind = KindName.index
  static let summary = "What finds rows by the values of columns or expressions."
  private static let parents: [KindName] = [.table, KindName("materialized_view")]
  static let places: [ManifestPlace] = [
    .named("indexes", within: parents)
  ]
  static let fields: [Field<Self>] =
    [
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
    ] + partitionFields
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
  var storageParameters = OptionList()
  var tablespace: String?
  var statisticsTargets: [String: Int] = [:]
  var isClustered = false
  var isInvalid = false
  var isOnly = false
  var attachedTo: String?
  var isNamedByServer = false
  /// The names of its own columns: those of the table's, or `expr` for an expression.
  var keyNames: [String] = []

  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    guard let table = id.parent, table.kind == .table else { return [] }
    let plain = elements.compactMap { IndexElements.plainName(of: $0) }
    return Table.undeclared(plain, of: table, in: "on", among: declared)
      + Table.undeclared(included, of: table, in: "include", among: declared)
  }

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension Index {
  static let optionalContents = [PartIndexQuery.contents]

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    """
    SELECT ic.tableoid AS classid, ic.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, ic.relname AS name, e.elements, i.indisunique AS unique,
      i.indnullsnotdistinct AS nulls_not_distinct, nullif(am.amname, 'btree') AS method,
      \(ConstraintQuery.names(of: "i.indkey[i.indnkeyatts:i.indnatts - 1]", in: "c.oid"))
        AS included,
      pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate, ic.reloptions AS options,
      ts.spcname AS tablespace, i.indisclustered AS clustered,
      NOT i.indisvalid AND c.relkind <> 'p' AS invalid,
      ARRAY(SELECT a.attnum || '=' || a.attstattarget FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ic.oid AND a.attnum > 0 AND a.attstattarget >= 0) AS targets,
      \(PartIndexQuery.columns),
      ARRAY(SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = ic.oid ORDER BY a.attnum) AS key_names
    FROM pg_catalog.pg_index i
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_am am ON am.oid = ic.relam
    LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
    LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = i.indexrelid
    \(PartIndexQuery.join(in: context))
    \(IndexElements.join(ofExclusions: false))
    WHERE \(IndexElements.isFree) AND (h.inhrelid IS NULL OR p.index IS NOT NULL)
      AND c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
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
    storageParameters = OptionList(try row.optionalTextArray("options") ?? [])
    tablespace = try row.text("tablespace")
    isClustered = try row.bool("clustered")
    isInvalid = try row.bool("invalid")
    let targets = StorageParameters.dictionary(try row.textArray("targets"))
    statisticsTargets = targets.compactMapValues { Int($0) }
    keyNames = try row.textArray("key_names")
    isOnly = try row.bool("only")
    attachedTo = try row.text("whole")
    isNamedByServer = try attachedTo != nil && row.bool("named_by_server")
  }
}
