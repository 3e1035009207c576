import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// The primary key of a table.
  static let primaryKey = KindName("primary_key")
}

/// The primary key of a table; its columns refuse null.
///
/// Catalogs: `pg_constraint` (`contype` `p`), `pg_index`. Manual: CREATE TABLE, PRIMARY KEY.
/// Versions: all.
struct PrimaryKey: KeyConstraint {
  static let kind = KindName.primaryKey
  static let summary = "The columns that identify a row."
  static let places: [ManifestPlace] = [.single("primary_key", within: [.table])]
  static let fields: [Field<Self>] = keyFields
  static let traits = KindTraits.with {
    $0.identityKeys = ["name"]
    $0.shorthand = "columns"
    $0.infersRenames = true
    $0.isReliedOn = true
    $0.namespaces = ["relation"]
  }

  let id: ObjectID
  var columns: [String] = []
  var isWithoutOverlaps = false
  var included: [String] = []
  var isDeferrable = false
  var isInitiallyDeferred = false
  var storageParameters = OptionList()
  var tablespace: String?
  var isClustered = false
  var isOnly = false
  var attachedTo: String?
  var isNamedByServer = false

  init(id: ObjectID) {
    self.id = id
  }

  var words: SQL { "PRIMARY KEY" }

  // MARK: Name

  /// The server's own choice unless `name` says another.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent else {
      return .failure(
        InvalidName("a primary key stands in a table", hint: "Write it under the table.")
      )
    }
    let name = body.take("name")?.stringValue ?? usualName(in: parent)
    return .success(ObjectID(.primaryKey, [name], in: parent))
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    id.name == Self.usualName(in: table) ? ("", []) : ("", [.init("name", .text(id.name))])
  }

  private static func usualName(in table: ObjectID) -> String {
    ServerNames.name(table.name, label: "pkey")
  }

  func usualName(in table: ObjectID) -> String { Self.usualName(in: table) }

  // MARK: Catalog

  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    keyQuery("'p'", in: context)
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.primaryKey, row))
    try readKey(row)
  }

  // MARK: SQL

  /// A key also refuses null, which the columns of a table need not have done so far.
  func preconditions(in context: StepContext) -> [Precondition] {
    let values = RowValues(table: table, context: context)
    var nulls: [SQL] = []
    for column in columns {
      switch values.value(of: column) {
      case .stored: nulls.append("\(identifier: column) IS NULL")
      case .constant(let value): nulls.append("(\(value)) IS NULL")
      case .null where !isDeclaredNotNull(column, in: context): nulls.append("true")
      case .null, .unknown: break
      }
    }
    let filled = Precondition(
      """
      SELECT pg_catalog.count(*) FROM \(context.rows(of: table)) \
      WHERE \(nulls, separator: " OR ")
      """,
      message: "rows of the table hold null in the primary key",
      hint: "Fill these rows first."
    )
    let duplicates = values.duplicates(of: columns, isNullEqual: true).map {
      Precondition(
        $0,
        message: "rows of the table have the same primary key",
        hint: "Remove or change the duplicates first."
      )
    }
    let distinct = isWithoutOverlaps ? separate(in: context) : duplicates
    return (nulls.isEmpty ? [] : [filled]) + [distinct].compactMap(\.self)
  }

  /// Whether the step that adds the column asks already whether there are rows.
  private func isDeclaredNotNull(_ column: String, in context: StepContext) -> Bool {
    let id = ObjectID(.column, [column], in: table)
    return context.desired.object(id, as: Column.self)?.notNull.isSet == true
  }

  /// A key of a partitioned table alone takes only columns that refuse null in all partitions.
  func prerequisites(in context: StepContext) -> [Step] {
    columns.filter { name in
      let id = ObjectID(.column, [name], in: table)
      let column = context.live.object(id, as: Column.self)
      return column.map { !Inheritance.refusesNull($0, in: context.live) } ?? true
    }.map { alteration("ALTER COLUMN \(identifier: $0) SET NOT NULL", .alter) }
  }

  /// A column goes on refusing null when its key is gone; where nothing else makes it do so, that
  /// is taken back.
  func ownRemoval(in context: StepContext) -> [Step] {
    let freed = columns.filter { isFreed(ObjectID(.column, [$0], in: table), in: context) }
    return [removal.keepingReplication(of: table, in: context)]
      + freed.map { alteration("ALTER COLUMN \(identifier: $0) DROP NOT NULL", .drop) }
  }

  private func isFreed(_ id: ObjectID, in context: StepContext) -> Bool {
    let own = context.desired.object(id, as: Column.self)
    let inherited = Inheritance.source(of: own ?? Column(id: id), in: context.desired)
    let identity = ObjectID(.identity, [], in: id)
    if own == nil && inherited == nil || context.live[identity] != nil { return false }
    return ![own, inherited].compactMap(\.self)
      .contains { Inheritance.refusesNull($0, in: context.desired) }
  }
}
