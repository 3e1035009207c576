import ObjectModel
import PostgresVocabulary

/// A constraint with a unique index of its own: a primary key or a unique constraint.
///
/// Catalogs: `pg_constraint`, `pg_index`. Manual: CREATE TABLE. Versions: all; WITHOUT OVERLAPS 18
/// and later.
protocol KeyConstraint: TableConstraint, PartitionedIndex {
  /// `PRIMARY KEY`, `UNIQUE`.
  var words: SQL { get }
  /// The columns of the key.
  var columns: [String] { get set }
  /// Whether the last column is a range and values may not overlap.
  var isWithoutOverlaps: Bool { get set }
  /// Further columns that the index holds.
  var included: [String] { get set }
  /// Whether the check can wait until the end of a transaction.
  var isDeferrable: Bool { get set }
  /// Whether it waits unless told otherwise.
  var isInitiallyDeferred: Bool { get set }
}

extension KeyConstraint {
  static var keyFields: [Field<Self>] {
    let cannot = FieldChange.replace("a key cannot be altered")
    return [
      Field("columns", \.columns, cannot, "The columns.", isRequired: true).takingOneBare(),
      Field(
        "without_overlaps",
        \.isWithoutOverlaps,
        cannot,
        "Whether ranges in the last column may not overlap; 18 and later."
      ),
      Field("include", \.included, cannot, "Further columns that its index holds."),
      Field("deferrable", \.isDeferrable, cannot, "Whether its check can wait for the commit."),
      Field("initially_deferred", \.isInitiallyDeferred, cannot, "Whether it waits by itself."),
      Field("with", \.storageParameters, .alter, "Storage parameters of its index."),
      Field("tablespace", \.tablespace, .alter, "The tablespace that holds its index."),
      Field("clustered", \.isClustered, .alter, "Whether CLUSTER orders the table by its index."),
    ] + partitionFields
  }

  func undeclared(among declared: Catalog, searchPath: [String]) -> [Mention] {
    Table.undeclared(columns, of: table, in: "columns", among: declared)
      + Table.undeclared(included, of: table, in: "include", among: declared)
  }

  var definition: SQL {
    var last: [SQL] = columns.map { "\(identifier: $0)" }
    if isWithoutOverlaps, let name = last.popLast() { last.append("\(name) WITHOUT OVERLAPS") }
    var parts: [SQL] = ["\(words) (\(last, separator: ", "))"]
    if !included.isEmpty { parts.append("INCLUDE (\(identifiers: included))") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("USING INDEX TABLESPACE \(identifier: tablespace)") }
    parts += Deferral(isDeferrable, isInitiallyDeferred).clauses
    return "\(parts, separator: " ")"
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    isWithoutOverlaps
      ? [VersionNeed("without_overlaps", "a key without overlaps", since: 18)] : []
  }

  func isReleased(in context: StepContext) -> Bool {
    Inheritance.releasesIndex(self, named: { $0.usualName(in: table) }, in: context)
  }

  func isMerged(in context: StepContext) -> Bool {
    isPartAsFound(in: context)
      || Inheritance.mergesIndex(self, named: { $0.usualName(in: table) }, in: context)
  }

  /// The index is built first, and then becomes the key's.
  func onlineSteps(in context: StepContext) -> [Step]? {
    guard !isWithoutOverlaps, ConcurrentBuild.isPossible(on: table, in: context) else {
      return nil
    }
    var parts: [SQL] = [
      "CREATE UNIQUE INDEX CONCURRENTLY \(identifier: id.name) ON \(tableName)",
      "(\(identifiers: columns))",
    ]
    if !included.isEmpty { parts.append("INCLUDE (\(identifiers: included))") }
    if words.text.hasSuffix("NOT DISTINCT") { parts.append("NULLS NOT DISTINCT") }
    if let options = StorageParameters.list(storageParameters) { parts.append("WITH \(options)") }
    if let tablespace { parts.append("TABLESPACE \(identifier: tablespace)") }
    let name = QualifiedName(schema: id.schema, name: id.name)
    var steps = ConcurrentBuild.create(name, "\(parts, separator: " ")", of: id)
    steps[steps.count - 1].preconditions = preconditions(in: context)
    let key: SQL = words.text.hasPrefix("UNIQUE") ? "UNIQUE" : words
    let tail: SQL = Deferral(isDeferrable, isInitiallyDeferred).clauses
      .reduce("") { $0 + " " + $1 }
    var add = alteration(
      "ADD CONSTRAINT \(identifier: id.name) \(key) USING INDEX \(identifier: id.name)\(tail)",
      .create
    )
    add.isolation = .apart
    return steps + [add]
  }

  var hazards: [Hazard] {
    [Hazard(.longLock, id, "the table is locked while the index of the key is built")]
  }

  func preconditions(in context: StepContext) -> [Precondition] {
    [isWithoutOverlaps ? separate(in: context) : distinct(in: context)].compactMap(\.self)
  }

  /// How many groups of rows have the same key.
  private func distinct(in context: StepContext) -> Precondition? {
    RowValues(table: table, context: context)
      .duplicates(of: columns, isNullEqual: words.text.hasSuffix("NOT DISTINCT")).map {
        Precondition(
          $0,
          message: "rows of the table have the same values in the key \"\(id.name)\"",
          hint: "Remove or change the duplicates first."
        )
      }
  }

  func separate(in context: StepContext) -> Precondition? {
    guard let last = columns.last else { return nil }
    return Precondition(
      RowValues(table: table, context: context).overlaps(
        of: "\(identifier: last)",
        among: columns.dropLast().map { "\(identifier: $0)" }
      ),
      message: "rows of the table overlap in the key \"\(id.name)\"",
      hint: "Change the overlapping rows first."
    )
  }

  var canBeAttached: Bool { !isWithoutOverlaps }

  var settings: IndexSettings { IndexSettings(self) }

  var outline: IndexOutline {
    IndexOutline(
      isConstraint: true,
      method: nil,
      isUnique: true,
      keys: columns.map { SQL("\(identifier: $0)").text }
    )
  }

  func create(in context: StepContext) -> [Step] {
    if isReleased(in: context) { return companions(in: context) }
    return partitionedCreation(in: context) ?? addition(in: context)
  }

  func making(only: Bool, in context: StepContext) -> [Step] {
    (only ? nil : onlineSteps(in: context)) ?? [adding(only: only, in: context)]
  }

  func adopting(_ index: String) -> Step? {
    let using: SQL = "\(words) USING INDEX \(identifier: index)"
    let parts = [using] + Deferral(isDeferrable, isInitiallyDeferred).clauses
    return alteration(
      "ADD CONSTRAINT \(identifier: id.name) \(parts, separator: " ")",
      .create
    )
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

  func companions(in context: StepContext) -> [Step] {
    (isClustered ? [settings.cluster] : []) + ReplicaIdentity.restored(after: id, in: context)
  }

  // MARK: Catalog

  static var optionalContents: [CatalogContents] { [PartIndexQuery.contents] }

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  static func keyQuery(_ type: SQL, in context: CatalogQueryContext) -> SQL {
    let overlaps: SQL = context.version >= 18 ? "k.conperiod" : "false"
    let keys: SQL = "i.indkey[0:i.indnkeyatts - 1]"
    let included: SQL = "i.indkey[i.indnkeyatts:i.indnatts - 1]"
    return ConstraintQuery.constraints(
      type,
      columns: """
        \(ConstraintQuery.names(of: keys, in: "c.oid")) AS columns,
        \(overlaps) AS without_overlaps,
        \(ConstraintQuery.names(of: included, in: "c.oid")) AS included,
        k.condeferrable AS deferrable, k.condeferred AS deferred,
        i.indnullsnotdistinct AS nulls_not_distinct, ic.reloptions AS options,
        ts.spcname AS tablespace, i.indisclustered AS clustered,
        \(PartIndexQuery.columns)
        """,
      joins: """
        JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid
        JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
        LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace
        \(PartIndexQuery.join(in: context))
        """,
      own: "p.index IS NOT NULL"
    )
  }

  mutating func readKey(_ row: Row) throws {
    columns = try row.textArray("columns")
    isWithoutOverlaps = try row.bool("without_overlaps")
    included = try row.textArray("included")
    isDeferrable = try row.bool("deferrable")
    isInitiallyDeferred = try row.bool("deferred")
    storageParameters = OptionList(try row.optionalTextArray("options") ?? [])
    tablespace = try row.text("tablespace")
    isClustered = try row.bool("clustered")
    isOnly = try row.bool("only")
    attachedTo = try row.text("whole")
    isNamedByServer = try attachedTo != nil && row.bool("named_by_server")
  }
}

/// When a constraint is checked.
struct Deferral {
  private let isDeferrable: Bool
  private let isInitiallyDeferred: Bool

  init(_ isDeferrable: Bool, _ isInitiallyDeferred: Bool) {
    self.isDeferrable = isDeferrable || isInitiallyDeferred
    self.isInitiallyDeferred = isInitiallyDeferred
  }

  /// The clauses in a definition.
  var clauses: [SQL] {
    guard isDeferrable else { return [] }
    return isInitiallyDeferred ? ["DEFERRABLE", "INITIALLY DEFERRED"] : ["DEFERRABLE"]
  }

  /// The clauses of ALTER CONSTRAINT, which leaves nothing unsaid.
  var fullClauses: SQL {
    guard isDeferrable else { return "NOT DEFERRABLE" }
    return "DEFERRABLE INITIALLY \(isInitiallyDeferred ? "DEFERRED" : "IMMEDIATE")"
  }
}
