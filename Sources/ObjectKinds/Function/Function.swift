import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A function.
  static let function = KindName("function")
}

/// A function, or a window function; aggregates are a kind of their own.
///
/// Catalog: `pg_proc`. Manual: CREATE FUNCTION. Versions: all.
struct Function: Routine {
  static let kind = KindName.function
  static let summary = "A function."
  static let places: [ManifestPlace] = [.document(.function)]
  static let word: SQL = "FUNCTION"
  static let codes: SQL = "'f', 'w'"
  static let traits: KindTraits = Self.routineTraits(objectTypes: "functions", folder: "functions")
  static let fields: [Field<Self>] = Self.routineFields(
    [
      Field(
        "returns",
        \.returns,
        .replace("PostgreSQL cannot alter what a function returns"),
        "What it returns: a type, setof a type, table(…), or trigger."
      )
    ],
    behaviour: [
      Field(
        "window",
        \.isWindow,
        .replace("PostgreSQL cannot alter whether it is a window function"),
        "Whether it is a window function."
      ),
      Field(
        "volatility",
        \.volatility,
        .alter,
        "Whether its result depends on more than arguments."
      ),
      Field("parallel", \.parallel, .alter, "Whether it can run in parallel queries."),
      Field("strict", \.isStrict, .alter, "Whether it gives null for a null without being called."),
      Field("leakproof", \.isLeakproof, .alter, "Whether it tells nothing about its arguments."),
      Field("cost", \.cost, .alter, "Its cost, when it is not the language's usual one."),
      Field("rows", \.rows, .alter, "How many rows it gives, when they are not the usual 1000."),
      Field("support", \.support, .alter, "The function that tells the planner more about it."),
    ]
  )

  let id: ObjectID
  var arguments: SQL
  var returns: SQL?
  var language = ""
  var isWindow = false
  var volatility = Volatility.volatile
  var parallel = ParallelSafety.unsafe
  var isStrict = false
  var isLeakproof = false
  var cost: Estimate?
  var rows: Estimate?
  var support: SQL?
  var security: RoutineSecurity?
  var settings = SettingList()
  var transforms: [SQL] = []
  var extensions: [String] = []
  var objectFile: String?
  var linkSymbol: String?
  var body: SQL?
  var sqlBody: SQL?
  var signature = RoutineSignature()

  init(id: ObjectID) {
    self.id = id
    arguments = Self.arguments(of: id)
  }
}

/// What a function's result depends on besides its arguments: `pg_proc.provolatile`.
enum Volatility: String, CaseIterable, FieldCodable {
  case immutable, stable, volatile
}

/// Whether a function can run in parallel queries: `pg_proc.proparallel`.
enum ParallelSafety: String, CaseIterable, FieldCodable {
  case safe, restricted, unsafe

  /// `pg_proc.proparallel`.
  init(code: String) {
    switch code {
    case "s": self = .safe
    case "r": self = .restricted
    default: self = .unsafe
    }
  }

  var sql: SQL { SQL(unchecked: rawValue.uppercased()) }
}

/// A number by which the planner estimates, as the server prints it.
struct Estimate: FieldCodable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static let shape = ValueShape.any([.integer, .text("a number")])

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let text = node.stringValue, let value = Double(text), value.isFinite, value >= 0 else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    self.init(text)
  }

  var fieldValue: FieldValue { Int(text).map { .integer($0) } ?? .text(text) }

  static func == (left: Self, right: Self) -> Bool {
    left.text == right.text || Double(left.text) == Double(right.text)
  }
}

// MARK: - Catalog

extension Function {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    routineQuery(
      """
      ,
        pg_catalog.pg_get_function_result(p.oid) AS result, p.prokind = 'w' AS is_window,
        p.provolatile AS volatility, p.proparallel AS parallel, p.proisstrict AS is_strict,
        p.proleakproof AS is_leakproof,
        CASE WHEN p.procost <> CASE WHEN l.lanname IN ('c', 'internal') THEN 1 ELSE 100 END
          THEN p.procost END AS cost,
        CASE WHEN p.prorows <> CASE WHEN p.proretset THEN 1000 ELSE 0 END
          THEN p.prorows END AS rows,
        CASE WHEN p.prosupport <> 0 THEN p.prosupport::pg_catalog.regproc END AS support
      """
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    try self.init(routine: row)
    returns = try row.text("result").map(SQL.init(unchecked:))
    isWindow = try row.bool("is_window")
    volatility = try Self.volatility(row.requiredText("volatility"))
    parallel = ParallelSafety(code: try row.requiredText("parallel"))
    isStrict = try row.bool("is_strict")
    isLeakproof = try row.bool("is_leakproof")
    cost = try row.text("cost").map(Estimate.init)
    rows = try row.text("rows").map(Estimate.init)
    support = try row.text("support").map(SQL.init(unchecked:))
  }

  /// `pg_proc.provolatile`.
  private static func volatility(_ code: String) -> Volatility {
    switch code {
    case "i": .immutable
    case "s": .stable
    default: .volatile
    }
  }
}

// MARK: - SQL

extension Function {
  var returnClause: SQL? { returns.map { "RETURNS \($0)" } }

  /// Indexes, generated columns and the like take immutable functions only.
  var mayBeStored: Bool { volatility == .immutable }

  var attributes: (beforeSecurity: [SQL], afterSecurity: [SQL]) {
    var before: [SQL] = isWindow ? ["WINDOW"] : []
    if volatility != .volatile { before.append(Self.word(volatility.rawValue)) }
    if parallel != .unsafe { before.append("PARALLEL \(parallel.sql)") }
    if isStrict { before.append("STRICT") }
    var after: [SQL] = isLeakproof ? ["LEAKPROOF"] : []
    if let cost { after.append("COST \(SQL(unchecked: cost.text))") }
    if let rows { after.append("ROWS \(SQL(unchecked: rows.text))") }
    if let support { after.append("SUPPORT \(support)") }
    return (before, after)
  }

  private static func word(_ text: String) -> SQL {
    SQL(unchecked: text.uppercased())
  }
}
