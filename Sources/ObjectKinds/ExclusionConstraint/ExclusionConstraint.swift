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
struct ExclusionConstraint: TableConstraint {
  static let kind = KindName.exclusionConstraint
  static let summary = "Comparisons that do not hold between any two rows."
  static let places: [ManifestPlace] = [.named("exclusions", within: [.table])]
  static let fields: [Field<Self>] = [
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
  ]
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
  var storageParameters: [String: String] = [:]
  var tablespace: String?
  var isClustered = false

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension ExclusionConstraint {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let included: SQL = "i.indkey[i.indnkeyatts:i.indnatts - 1]"
    return ConstraintQuery.constraints(
      "'x'",
      columns: """
        e.elements, nullif(am.amname, 'btree') AS method,
        \(ConstraintQuery.names(of: included, in: "c.oid")) AS included,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
        k.condeferrable AS deferrable, k.condeferred AS deferred, ic.reloptions AS options,
        ts.spcname AS tablespace, i.indisclustered AS clustered
        """,
      joins: """
        JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
        JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
        JOIN pg_catalog.pg_am am ON am.oid = ic.relam
        LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
        JOIN (\(IndexElements.query(ofExclusions: true))) e ON e.index = i.indexrelid
        """
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
    storageParameters = StorageParameters.dictionary(try row.optionalTextArray("options") ?? [])
    tablespace = try row.text("tablespace")
    isClustered = try row.bool("clustered")
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

  var hazards: [Hazard] {
    [Hazard(.longLock, id, "the table is locked while the index of the constraint is built")]
  }

  func companions(in context: StepContext) -> [Step] {
    isClustered ? [IndexSettings(self).cluster] : []
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    IndexSettings(self).steps(from: IndexSettings(old))
  }
}
