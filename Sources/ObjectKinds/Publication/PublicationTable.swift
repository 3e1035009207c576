import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A table that a publication publishes.
  static let publicationTable = KindName("publication_table")
}

/// A table that a publication publishes, with its columns and rows.
///
/// It lives in the publication and is named after the table. A manifest says it in either of the
/// two: that of the table is the place when somebody else manages the publication.
///
/// Catalog: `pg_publication_rel`. Manual: CREATE PUBLICATION, FOR TABLE. Versions: all.
struct PublicationTable: CatalogObject {
  static let kind = KindName.publicationTable
  static let summary = "A table that a publication publishes, and what of it."
  static let places: [ManifestPlace] = [
    .named("tables", within: [.publication]), .named("publications", within: [.table]),
  ]
  static let fields: [Field<Self>] = [
    Field("columns", \.columns, .alter, "The columns that are published; all by default."),
    Field("where", \.condition, .alter, "The condition that published rows meet."),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.isCommentable = false
  }

  let id: ObjectID
  private var sortedColumns: [String]?
  var condition: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  /// The columns in the order of their names: that of a list means nothing.
  var columns: [String]? {
    get { sortedColumns }
    set { sortedColumns = newValue?.sorted() }
  }

  /// The table that is published.
  var table: ObjectID { ObjectID(.table, id.names) }

  var references: [ObjectID] { [table] }

  // MARK: Identity

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    switch parent?.kind {
    case .table?:
      guard let parent, !name.isEmpty else { break }
      return .success(
        ObjectID(.publicationTable, parent.names, in: ObjectID(.publication, [name]))
      )
    case .publication?:
      guard let parent, let table = QualifiedName(parsing: name) else { break }
      let names = [table.schema ?? "public", table.name]
      return .success(ObjectID(.publicationTable, names, in: parent))
    default: break
    }
    return .failure(
      InvalidName(
        "\"\(name)\" is not a name of a table",
        hint: "Write name or schema.name; put a name that has a dot in it in double quotes."
      )
    )
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    (Self.shortName(QualifiedName(schema: id.names[0], name: id.names[1])), [])
  }

  var guestPlace: (host: ObjectID, name: String)? { (table, id.root.name) }

  func identity(after renames: [ObjectID: ObjectID]) -> ObjectID {
    let parent = renames[id.root] ?? id.root
    return ObjectID(.publicationTable, (renames[table] ?? table).names, in: parent)
  }
}

// MARK: - Catalog

extension PublicationTable {
  static let requiredContents: CatalogContents? = .rows(of: "pg_publication_rel")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT m.tableoid AS classid, m.oid AS objid, p.pubname AS publication, n.nspname AS schema,
      c.relname AS table, pg_catalog.pg_get_expr(m.prqual, m.prrelid) AS condition,
      CASE WHEN m.prattrs IS NOT NULL THEN ARRAY(
        SELECT a.attname FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = m.prrelid AND a.attnum = ANY (m.prattrs)) END AS columns
    FROM pg_catalog.pg_publication_rel m
    JOIN pg_catalog.pg_publication p ON p.oid = m.prpubid
    JOIN pg_catalog.pg_class c ON c.oid = m.prrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let publication = ObjectID(.publication, [try row.requiredText("publication")])
    let names = [try row.requiredText("schema"), try row.requiredText("table")]
    self.init(id: ObjectID(.publicationTable, names, in: publication))
    columns = try row.optionalTextArray("columns")
    // As the server spells it.
    condition = try row.text("condition").map(SQL.init(unchecked:))
  }
}

// MARK: - SQL

extension PublicationTable {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a table of a publication")
  }

  func create(in context: StepContext) -> [Step] {
    let before = context.live.object(id, as: Self.self)
    return [adding(.create, hazards: hazards(from: before), context)]
  }

  /// There is no statement that alters the columns or rows of one table and leaves the others.
  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let added = adding(.alter, hazards: hazards(from: old), context)
    return isReleased(from: old, in: context) ? [added] : [removing(.alter), added]
  }

  /// A publication of partitions under their own names takes no filter and no list of columns of a
  /// partitioned table: these go before it becomes one.
  func release(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    isReleased(from: old, in: context) ? [removing(.alter)] : []
  }

  private func isReleased(from old: Self, in context: StepContext) -> Bool {
    if old.condition == nil, old.columns == nil { return false }
    let before = context.live.object(id.root, as: Publication.self)
    let after = context.desired.object(id.root, as: Publication.self)
    return before?.publishesViaRoot == true && after?.publishesViaRoot == false
  }

  func drop(in context: StepContext) -> [Step] { [removing(.drop)] }

  private func removing(_ action: Step.Action) -> Step {
    step(action, "DROP TABLE ONLY \(qualified: table.qualifiedName)")
  }

  /// Without `ONLY` the tables that inherit from it would be added too.
  private func adding(
    _ action: Step.Action,
    hazards: [Hazard],
    _ context: StepContext
  ) -> Step {
    var clause: SQL = "ADD TABLE ONLY \(qualified: table.qualifiedName)"
    if let columns { clause += " (\(identifiers: columns))" }
    if let condition { clause += " WHERE (\(condition))" }
    var step = step(action, clause)
    step.hazards = hazards
    if isUnidentified(in: context) {
      step.reason = "UPDATE and DELETE on it fail until it has a primary key or replica identity"
    }
    return step
  }

  private func step(_ action: Step.Action, _ clause: SQL) -> Step {
    Step(
      action,
      id,
      "ALTER \(Publication.address(of: id.root)) \(clause)",
      lock: .shareUpdateExclusive
    )
  }

  // MARK: What it means

  private func hazards(from old: Self?) -> [Hazard] {
    let allColumns = columns == nil && old?.columns != nil
    let newColumns = (columns ?? []).filter { old?.columns?.contains($0) == false }
    let newRows = old?.condition != nil && old?.condition != condition
    if old != nil, !allColumns, newColumns.isEmpty, !newRows { return [] }
    var what = "rows of \(table.label)"
    if newRows || old == nil, condition != nil { what += " that match the filter as it is now" }
    if newRows, condition == nil { what = "every row of \(table.label)" }
    if allColumns {
      what += ", with all columns"
    } else if !newColumns.isEmpty {
      what += ", with \(AccessWords.list(newColumns)) too"
    } else if let columns {
      what += ", of them \(AccessWords.list(columns))"
    }
    return [Hazard(.accessWidened, id, "subscribers of \(id.root.name) can now read \(what)")]
  }

  /// Whether nothing tells subscribers which row is changed or deleted.
  private func isUnidentified(in context: StepContext) -> Bool {
    guard let table = context.desired.object(table, as: Table.self), context.knowsDependencies
    else { return false }
    let publication =
      context.desired.object(id.root, as: Publication.self)
      ?? context.surroundings.object(id.root, as: Publication.self)
    let operations = publication?.operations.items ?? []
    guard operations.contains(.update) || operations.contains(.delete) else { return false }
    let identity = context.desired.object(
      ObjectID(.replicaIdentity, [], in: table.id),
      as: ReplicaIdentity.self
    )
    if let identity { return identity.setting == .nothing }
    return table.partitionParent == nil
      && context.desired.children(of: table.id, as: PrimaryKey.self).isEmpty
  }
}
