import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The default of a column.
  static let columnDefault = KindName("default")
}

/// The default of a column that is not generated.
///
/// Catalog: `pg_attrdef`. Manual: ALTER TABLE, SET DEFAULT. Versions: all.
struct ColumnDefault: CatalogObject {
  static let kind = KindName.columnDefault
  static let summary = "The value that a row gets when none is given."
  static let places: [ManifestPlace] = [.single("default", within: [.column])]
  static let fields: [Field<Self>] = [
    Field("expression", \.expression, .alter, "The expression.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "expression"
    $0.isCommentable = false
  }

  let id: ObjectID
  var expression: SQL = ""

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension ColumnDefault {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, d.oid AS objid, n.nspname AS schema, c.relname AS table,
      a.attname AS column, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
    FROM pg_catalog.pg_attrdef d
    JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE a.attgenerated = '' AND c.relkind IN ('r', 'p') AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(.table, [try row.requiredText("schema"), try row.requiredText("table")])
    let column = ObjectID(.column, [try row.requiredText("column")], in: table)
    self.init(id: ObjectID(.columnDefault, [], in: column))
    expression = SQL(unchecked: try row.requiredText("expression"))
  }
}

// MARK: - SQL

extension ColumnDefault {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a default")
  }

  func create(in context: StepContext) -> [Step] {
    [step(.create, "SET DEFAULT \(expression)")]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "SET DEFAULT \(expression)")]
  }

  func drop(in context: StepContext) -> [Step] {
    [step(.drop, "DROP DEFAULT")]
  }

  private func step(_ action: Step.Action, _ clause: SQL) -> Step {
    guard let column = id.parent, let table = column.parent else {
      preconditionFailure("a default belongs to a column of a table")
    }
    return Step(
      action, id,
      """
      ALTER TABLE \(qualified: table.qualifiedName) \
      ALTER COLUMN \(identifier: column.name) \(clause)
      """, lock: .accessExclusive)
  }
}
