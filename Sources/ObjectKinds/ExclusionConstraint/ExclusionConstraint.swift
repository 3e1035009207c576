import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An exclusion constraint of a table.
  static let exclusionConstraint = KindName("exclusion")
}

/// An exclusion constraint of a table.
///
/// Catalogs: `pg_constraint` (`contype` `x`), `pg_index`. Manual: CREATE TABLE, EXCLUDE. Versions:
/// all.
struct ExclusionConstraint: TableConstraint, PartitionedIndex {
  static let kind = KindName.exclusionConstraint
  static let summary = "Comparisons that do not hold between any two rows."
  static let places: [ManifestPlace] = [.named("exclusions", within: [.table])]
  static let fields: [Field<Self>] =
    [
      Field(
        "elements",
        \.elements,
        cannot,
        "What is compared, and how: room WITH =.",
        isRequired: true
      ),
      Field("using", \.method, cannot, "The index access method, if not btree."),
      Field("include", \.included, cannot, "Further columns that its index holds."),
      Field("where", \.predicate, cannot, "The rows that it is about."),
      Field("deferrable", \.isDeferrable, cannot, "Whether its check can wait for the commit."),
      Field("initially_deferred", \.isInitiallyDeferred, cannot, "Whether it waits by itself."),
      Field("with", \.storageParameters, .alter, "Storage parameters of its index."),
      Field("tablespace", \.tablespace, .alter, "The tablespace that holds its index."),
      Field("clustered", \.isClustered, .alter, "Whether CLUSTER orders the table by its index."),
      .derived("key_names", \.keyNames, "they follow from the elements"),
      .derived("comparisons", \.comparisons, "they follow from the elements"),
    ] + partitionFields
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.isEvaluatedWhenMade = true
    $0.namespaces = ["relation"]
  }
  private static let cannot = FieldChange.replace("an exclusion constraint cannot be altered")

  let id: ObjectID
  var elements: [SQL] = []
  var method: String?
  var included: [String] = []
  var predicate: SQL?
  var isDeferrable = false
  var isInitiallyDeferred = false
  var storageParameters = OptionList()
  var tablespace: String?
  var isClustered = false
  var isOnly = false
  var attachedTo: String?
  var isNamedByServer = false
  /// The names of its index's own columns: those of the table's, or `expr` for an expression.
  var keyNames: [String] = []
  /// What is compared, by which operator, and whether as a range: three texts for each element.
  var comparisons: [String] = []

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension ExclusionConstraint {
  static let requiredContents: CatalogContents? =
    .rows(of: "pg_constraint", where: "x.contype = 'x'")

  static let optionalContents = [PartIndexQuery.contents]

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    let included: SQL = "i.indkey[i.indnkeyatts:i.indnatts - 1]"
    return ConstraintQuery.constraints(
      "'x'",
      columns: """
        e.elements, e.comparisons, nullif(am.amname, 'btree') AS method,
        \(ConstraintQuery.names(of: included, in: "c.oid")) AS included,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
        k.condeferrable AS deferrable, k.condeferred AS deferred, ic.reloptions AS options,
        ts.spcname AS tablespace, i.indisclustered AS clustered,
        \(PartIndexQuery.columns), ARRAY(SELECT a.attname::pg_catalog.text
          FROM pg_catalog.pg_attribute a WHERE a.attrelid = ic.oid ORDER BY a.attnum) AS key_names
        """,
      joins: """
        JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
        JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
        JOIN pg_catalog.pg_am am ON am.oid = ic.relam
        LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
        \(PartIndexQuery.join(in: context))
        \(IndexElements.join(ofExclusions: true))
        """,
      own: "p.index IS NOT NULL"
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.exclusionConstraint, row))
    // The texts are as the server spells them.
    elements = try row.textArray("elements").map(SQL.init(unchecked:))
    method = try row.text("method")
    included = try row.textArray("included")
    predicate = try row.text("predicate").map(SQL.init(unchecked:))
    isDeferrable = try row.bool("deferrable")
    isInitiallyDeferred = try row.bool("deferred")
    storageParameters = OptionList(try row.optionalTextArray("options") ?? [])
    tablespace = try row.text("tablespace")
    isClustered = try row.bool("clustered")
    isOnly = try row.bool("only")
    attachedTo = try row.text("whole")
    isNamedByServer = try attachedTo != nil && row.bool("named_by_server")
    keyNames = try row.textArray("key_names")
    comparisons = try row.textArray("comparisons")
  }
}

// MARK: - SQL

extension ExclusionConstraint {
  var definition: SQL {
    let using: SQL = method.map { "USING \(identifier: $0) " } ?? ""
    var parts: [SQL] = ["EXCLUDE \(using)(\(elements, separator: ", "))"]
    if !included.isEmpty { parts.append("INCLUDE (\(identifiers: included))") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("USING INDEX TABLESPACE \(identifier: tablespace)") }
    if let predicate { parts.append("WHERE (\(predicate))") }
    parts += Deferral(isDeferrable, isInitiallyDeferred).clauses
    return "\(parts, separator: " ")"
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    if declared.object(table, as: Table.self)?.partitionKey == nil { return [] }
    return [
      VersionNeed("elements", "an exclusion constraint of a partitioned table", since: 17)
    ]
  }

  var hazards: [Hazard] {
    [Hazard(.longLock, id, "the table is locked while the index of the constraint is built")]
  }

  var canBeAttached: Bool { false }

  var settings: IndexSettings { IndexSettings(self) }

  var outline: IndexOutline {
    IndexOutline(
      isConstraint: true,
      method: method,
      isUnique: false,
      keys: elements.map { String($0.text.prefix { $0 != " " }) }
    )
  }

  func usualName(in table: ObjectID) -> String {
    ServerNames.name(
      table.name,
      IndexElements.joinedNames(keyNames, elements, included, of: id.name),
      label: "excl"
    )
  }

  func isMerged(in context: StepContext) -> Bool {
    isPartAsFound(in: context) || Inheritance.merges(self, in: context)
  }

  func create(in context: StepContext) -> [Step] {
    if isReleased(in: context) { return companions(in: context) }
    return partitionedCreation(in: context) ?? addition(in: context)
  }

  func making(only: Bool, in context: StepContext) -> [Step] {
    (only ? nil : onlineSteps(in: context)) ?? [adding(only: only, in: context)]
  }

  func companions(in context: StepContext) -> [Step] {
    isClustered ? [settings.cluster] : []
  }

  func ownRemoval(in context: StepContext) -> [Step] { [removal] }

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
}
