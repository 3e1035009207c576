import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The identity of a column.
  static let identity = KindName("identity")
}

/// What makes a column number its rows by itself, with a sequence of its own.
///
/// The sequence's position is data and not part of it. Comments and grants are the sequence's; its
/// owner is the table's.
///
/// Catalogs: `pg_attribute.attidentity`, `pg_sequence`. Manual: CREATE TABLE, GENERATED AS
/// IDENTITY. Versions: all; partitions share their parent's from 17 on.
struct Identity: CatalogObject {
  static let kind = KindName.identity
  static let summary = "What numbers the rows: a sequence of the column's own."
  static let places: [ManifestPlace] = [.single("identity", within: [.column])]
  static let fields: [Field<Self>] = [
    Field(
      "generated",
      \.generation,
      .alter,
      "Whether rows may bring a number of their own.",
      isRequired: true
    ),
    Field("sequence_name", \.sequenceName, .alter, "The sequence's name, if it is not the usual."),
    Field("start", \.start, .alter, "The first number."),
    Field("increment", \.increment, .alter, "The distance to the next number."),
    Field("minvalue", \.minimum, .alter, "The least number."),
    Field("maxvalue", \.maximum, .alter, "The greatest number."),
    Field("cache", \.cache, .alter, "How many numbers a session takes at once."),
    Field("cycle", \.cycles, .alter, "Whether it begins anew after the last number."),
    Field(
      "persistence",
      \.persistence,
      .alter,
      "Whether changes of the sequence are logged, where it is not as with the table."
    ),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "generated"
    $0.isCreatedWithParent = true
    $0.isLabelable = true
    // Those of its sequence.
    $0.privileges = SequenceGenerator.traits.privileges
  }

  let id: ObjectID
  var generation = Generation.always
  var sequenceName: String?
  var start: Int?
  var increment = 1
  var minimum: Int?
  var maximum: Int?
  var cache = 1
  var cycles = false
  /// Nil stands for the table's.
  var persistence: Persistence?

  init(id: ObjectID) {
    self.id = id
  }

  /// Whether rows may bring a number of their own.
  enum Generation: String, CaseIterable, FieldCodable {
    case always
    case byDefault = "by default"
  }

  /// Whether changes go through the write-ahead log.
  enum Persistence: String, CaseIterable, FieldCodable {
    case logged, unlogged
  }

  private var column: ObjectID {
    guard let column = id.parent else { preconditionFailure("an identity belongs to a column") }
    return column
  }

  private var table: ObjectID { id.root }

  /// The sequence is a relation; and a column has a default or an identity, not both.
  var claimedNames: [String] {
    ["relation \(sequence.schema ?? "").\(sequence.name)", ColumnDefault.claim(on: column)]
  }
}

// MARK: - Catalog

extension Identity {
  /// The limits that the server sets for the sequence's type and direction are left out.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.classid, d.objid, n.nspname AS schema, c.relname AS table,
      a.attname AS column, a.attidentity AS generation,
      CASE WHEN sn.oid <> n.oid THEN sn.nspname END AS sequence_schema, sc.relname AS sequence,
      s.seqincrement AS increment, s.seqcache AS cache,
      s.seqcycle AS cycle,
      CASE WHEN sc.relpersistence <> c.relpersistence
        THEN CASE sc.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'logged' END END AS persistence,
      nullif(s.seqmin, l.least) AS minimum,
      nullif(s.seqmax, l.greatest) AS maximum,
      nullif(s.seqstart, CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END) AS start
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid
    JOIN pg_catalog.pg_class sc ON sc.oid = s.seqrelid
    JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
    JOIN pg_catalog.pg_class c ON c.oid = d.refobjid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
    CROSS JOIN LATERAL (
      SELECT (1::pg_catalog.numeric * 2) ^ (t.typlen * 8 - 1) AS bound
      FROM pg_catalog.pg_type t WHERE t.oid = s.seqtypid) b
    CROSS JOIN LATERAL (
      SELECT CASE WHEN s.seqincrement > 0 THEN 1 ELSE -b.bound END::pg_catalog.int8 AS least,
        CASE WHEN s.seqincrement > 0 THEN b.bound - 1 ELSE -1 END::pg_catalog.int8 AS greatest) l
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'i'
      AND a.attidentity <> '' AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("table")])
    let column = ObjectID(.column, [try row.requiredText("column")], in: table)
    self.init(id: ObjectID(.identity, [], in: column))
    generation = try row.requiredText("generation") == "a" ? .always : .byDefault
    let name = QualifiedName(
      schema: try row.text("sequence_schema"),
      name: try row.requiredText("sequence")
    )
    if name != QualifiedName(name: usualName) { sequenceName = name.description }
    start = try row.optionalInt("start")
    increment = try row.int("increment")
    minimum = try row.optionalInt("minimum")
    maximum = try row.optionalInt("maximum")
    cache = try row.int("cache")
    cycles = try row.bool("cycle")
    persistence = try row.text("persistence").flatMap(Persistence.init)
  }
}

// MARK: - SQL

extension Identity {
  /// The sequence, by its usual name.
  static func address(of id: ObjectID) -> SQL { Self(id: id).address }

  /// The sequence, whose name is not part of the identity.
  var address: SQL { "SEQUENCE \(qualified: sequence)" }

  private var usualName: String { ServerNames.name(table.name, column.name, label: "seq") }

  /// The sequence's name with its schema; the table's, unless it is said.
  var sequence: QualifiedName {
    let name = sequenceName.flatMap { QualifiedName(parsing: $0) }
    return QualifiedName(
      schema: name?.schema ?? table.schema,
      name: name?.name ?? sequenceName ?? usualName
    )
  }

  /// The text within a column's definition.
  var definition: SQL {
    var options = self.options
    if sequenceName != nil { options.insert("SEQUENCE NAME \(qualified: sequence)", at: 0) }
    let list: SQL = options.isEmpty ? "" : " (\(options, separator: " "))"
    return "GENERATED \(words) AS IDENTITY\(list)"
  }

  private var words: SQL { generation == .always ? "ALWAYS" : "BY DEFAULT" }

  /// The options that are not the usual ones, in the words of CREATE SEQUENCE.
  private var options: [SQL] {
    var options: [SQL] = increment == 1 ? [] : ["INCREMENT BY \(digits(increment))"]
    if let minimum { options.append("MINVALUE \(digits(minimum))") }
    if let maximum { options.append("MAXVALUE \(digits(maximum))") }
    if let start { options.append("START WITH \(digits(start))") }
    if cache != 1 { options.append("CACHE \(digits(cache))") }
    if cycles { options.append("CYCLE") }
    return options
  }

  /// The numbers go on after the greatest that is there, or where the column's sequence stood.
  func create(in context: StepContext) -> [Step] {
    let add = step(.create, "ADD \(definition)").requiringNoNulls(in: column, context)
    var steps = [add] + settings
    if let owner = context.desired.object(column, as: Column.self), !owner.notNull.isSet,
      context.live.object(column, as: Column.self)?.notNull.isSet == false
    {
      // An identity is accepted only by a column that refuses null.
      let isKey = context.live.children(of: table, as: PrimaryKey.self)
        .contains { $0.columns.contains(column.name) }
      if !isKey { steps.insert(owner.own("SET NOT NULL"), at: 0) }
    }
    guard let handover = NumberHandover.fromSerial(column, in: context) else {
      return steps + [afterRows("IS NOT NULL")]
    }
    let old = handover.serial.qualifiedName
    let beyond: SQL =
      "\(increment > 0 ? ">=" : "<=") (SELECT last_value FROM \(qualified: sequence))"
    return steps + [
      handover.goingOn(from: old, with: sequence, of: id), handover.droppingSerial(),
      afterRows(beyond),
    ]
  }

  private func afterRows(_ condition: SQL) -> Step {
    let value: SQL = "\(identifier: column.name)"
    let extreme: SQL = increment > 0 ? "max" : "min"
    return Step(
      .alter,
      id,
      """
      SELECT pg_catalog.setval(\(literal: sequence.sql.text), pg_catalog.\(extreme)(\(value))) \
      FROM \(qualified: table.qualifiedName) \
      HAVING pg_catalog.\(extreme)(\(value)) \(condition)
      """,
      reason: "the numbers go on after those that are there"
    )
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var steps = changed.contains("sequence_name") ? renameSequence(from: old) : []
    var clauses: [SQL] = changed.contains("generated") ? ["GENERATED \(words)"] : []
    let isMoved = !changed.isDisjoint(with: Self.bounds)
    if isMoved {
      steps += makingRoom(from: old, in: context)
      clauses += boundClauses(range(in: context.desired))
    }
    if changed.contains("cache") { clauses.append("CACHE \(digits(cache))") }
    if changed.contains("cycle") { clauses.append(cycles ? "CYCLE" : "NO CYCLE") }
    if changed.contains("persistence") { steps += logging(in: context) }
    if clauses.isEmpty { return steps }
    var last = step(.alter, "\(clauses.map { "SET \($0)" }, separator: " ")")
    if isMoved { last.preconditions = [positionFits(range(in: context.desired))] }
    return steps + [last]
  }

  private func renameSequence(from old: Self) -> [Step] {
    guard old.sequence.name != sequence.name else { return [] }
    return [
      Step(
        .alter,
        id,
        "ALTER SEQUENCE \(qualified: old.sequence) RENAME TO \(identifier: sequence.name)",
        lock: .accessExclusive
      )
    ]
  }

  /// A default whose sequence goes on with the numbers drops the identity when it has them.
  func drop(in context: StepContext) -> [Step] {
    if let handover = NumberHandover.toSerial(column, in: context) {
      return handover.settingAside(sequence, of: id, in: context)
    }
    return removal(in: context)
  }

  /// The column goes on refusing null unless its declaration says otherwise.
  func removal(in context: StepContext) -> [Step] {
    var steps = [step(.drop, "DROP IDENTITY")]
    if let owner = context.desired.object(column, as: Column.self), !owner.notNull.isSet,
      context.desired[id] == nil,
      !context.desired.children(of: table, as: PrimaryKey.self)
        .contains(where: { $0.columns.contains(column.name) }),
      !context.live.children(of: table, as: PrimaryKey.self)
        .contains(where: { $0.columns.contains(column.name) })
    {
      steps.append(owner.own("DROP NOT NULL"))
    }
    return steps
  }

  func step(_ action: Step.Action, _ clause: SQL) -> Step {
    Step(
      action,
      id,
      """
      ALTER TABLE \(qualified: table.qualifiedName) \
      ALTER COLUMN \(identifier: column.name) \(clause)
      """,
      lock: .accessExclusive
    )
  }
}
