import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// An extended statistics object.
  static let statistics = KindName("statistics")
}

/// An extended statistics object of a table or materialized view.
///
/// It has a schema of its own, which nearly always is the table's; else its name says it.
/// Catalog: `pg_statistic_ext`. Manual: CREATE STATISTICS, ALTER STATISTICS. Versions: all.
struct Statistics: CatalogObject {
  static let kind = KindName.statistics
  static let summary = "What the planner is to find out about several columns, or expressions."
  private static let relations: [KindName] = [
    .table, .materializedView, KindName("foreign_table"),
  ]
  static let places: [ManifestPlace] = [.named("statistics", within: relations)]
  static let fields: [Field<Self>] = [
    Field(
      "on",
      \.elements,
      .replace("PostgreSQL cannot alter what extended statistics are about"),
      "The columns and the expressions, these in parentheses.",
      isRequired: true
    ),
    Field(
      "kinds",
      \.kinds,
      .replace("PostgreSQL cannot alter the kinds of extended statistics"),
      "What is found out about the columns together; all of it when nothing is said."
    ),
    .number("target", \.target, .alter, "How much detail is kept; else as for the columns."),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.isOwnable = true
  }

  let id: ObjectID
  var elements: [SQL] = []
  /// Empty for all.
  var kinds: [Kind] = []
  var target: Int?

  init(id: ObjectID) {
    self.id = id
  }

  /// What can be found out about columns together; `pg_statistic_ext.stxkind`.
  enum Kind: String, CaseIterable, FieldCodable {
    case ndistinct, dependencies, mcv
  }

  // MARK: Name

  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, let qualified = QualifiedName(parsing: name) else {
      return .failure(
        InvalidName("\"\(name)\" is not a name of statistics", hint: "Write name or schema.name.")
      )
    }
    return .success(id(qualified, of: parent))
  }

  private static func id(_ name: QualifiedName, of relation: ObjectID) -> ObjectID {
    let isElsewhere = name.schema != nil && name.schema != relation.schema
    return ObjectID(
      .statistics,
      [isElsewhere ? name.schema : nil, name.name].compactMap { $0 },
      in: relation
    )
  }

  private static func name(of id: ObjectID) -> QualifiedName {
    QualifiedName(schema: id.names.count > 1 ? id.names[0] : id.schema, name: id.name)
  }

  var manifestName: (name: String, keys: [FieldValue.Entry]) {
    let schema = id.names.count > 1 ? id.names[0] : nil
    return (QualifiedName(schema: schema, name: id.name).description, [])
  }

  var claimedNames: [String] {
    let name = Self.name(of: id)
    return ["statistics \(name.schema ?? "").\(name.name)"]
  }
}

// MARK: - Catalog

extension Statistics {
  static let requiredContents: CatalogContents? = .rows(of: "pg_statistic_ext")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT s.tableoid AS classid, s.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, sn.nspname AS own_schema, s.stxname AS name, coalesce(k.columns, '{}')
        || coalesce(x.expressions, '{}') AS elements,
      s.stxkind::pg_catalog.text[] AS kinds,
      CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END AS target
    FROM pg_catalog.pg_statistic_ext s
    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.stxnamespace
    JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) ORDER BY u.position) AS columns
      FROM pg_catalog.unnest(s.stxkeys::pg_catalog.int2[]) WITH ORDINALITY u (number, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = u.number) k ON true
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg('(' || e || ')' ORDER BY u.position) AS expressions
      FROM pg_catalog.unnest(pg_catalog.pg_get_statisticsobjdef_expressions(s.oid))
        WITH ORDINALITY u (e, position)) x ON true
    WHERE c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let relation = try RelationKind.relation(in: row) else { return nil }
    let name = QualifiedName(
      schema: try row.requiredText("own_schema"),
      name: try row.requiredText("name")
    )
    self.init(id: Self.id(name, of: relation))
    // As PostgreSQL spells it.
    elements = try row.textArray("elements").map(SQL.init(unchecked:))
    kinds = try row.textArray("kinds").compactMap(Self.kind)
    if kinds.count == Kind.allCases.count { kinds = [] }
    target = try row.optionalInt("target")
  }

  /// `pg_statistic_ext.stxkind`; that of expressions (`e`) follows from there being any.
  private static func kind(_ code: String) -> Kind? {
    switch code {
    case "d": .ndistinct
    case "f": .dependencies
    case "m": .mcv
    default: nil
    }
  }
}

// MARK: - SQL

extension Statistics {
  static func address(of id: ObjectID) -> SQL {
    "STATISTICS \(qualified: name(of: id))"
  }

  func create(in context: StepContext) -> [Step] {
    let words: [SQL] = kinds.map { SQL(unchecked: $0.rawValue) }
    let list: SQL = words.isEmpty ? "" : " (\(words))"
    let step = Step(
      .create,
      id,
      """
      CREATE \(Self.address(of: id))\(list) ON \(elements) \
      FROM \(qualified: id.root.qualifiedName)
      """,
      lock: .shareUpdateExclusive,
      reason: "it holds nothing before the next ANALYZE"
    )
    return [step] + (target == nil ? [] : [setTarget])
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [setTarget]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))", lock: .shareUpdateExclusive)]
  }

  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    let (old, wanted) = (Self.name(of: id), Self.name(of: new))
    var steps: [Step] = []
    if old.schema != wanted.schema, let schema = wanted.schema {
      let statement: SQL = "ALTER STATISTICS \(qualified: old) SET SCHEMA \(identifier: schema)"
      steps.append(Step(.rename, new, statement))
    }
    if old.name != wanted.name {
      let name = QualifiedName(schema: wanted.schema, name: old.name)
      let statement: SQL = "ALTER STATISTICS \(qualified: name) RENAME TO \(identifier: new.name)"
      steps.append(Step(.rename, new, statement))
    }
    return steps
  }

  private var setTarget: Step {
    let number = SQL(unchecked: String(target ?? -1))
    return Step(.alter, id, "ALTER \(Self.address(of: id)) SET STATISTICS \(number)")
  }
}
