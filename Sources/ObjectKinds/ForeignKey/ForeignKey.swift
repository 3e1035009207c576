import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A foreign key of a table.
  static let foreignKey = KindName("foreign_key")
}

/// A foreign key of a table.
///
/// Catalog: `pg_constraint` (`contype` `f`). Manual: CREATE TABLE, REFERENCES. Versions: all; NOT
/// ENFORCED and PERIOD 18 and later.
struct ForeignKey: TableConstraint {
  static let kind = KindName.foreignKey
  static let summary = "Columns whose values refer to a row of a table."
  static let places: [ManifestPlace] = [.named("foreign_keys", within: [.table])]
  static let fields: [Field<Self>] = [
    Field("columns", \.columns, cannot, "The columns.", isRequired: true).takingOneBare(),
    Field(
      "period",
      \.isPeriod,
      cannot,
      "Whether the last column is a range that must be covered; 18 and later."
    ),
    Field(
      "references",
      \.target,
      cannot,
      "The table referred to, with its columns.",
      isRequired: true
    ),
    Field("match", \.match, cannot, "How nulls in some of several columns count."),
    Field("on_delete", \.onDelete, cannot, "What becomes of a row when the other is deleted."),
    Field(
      "on_delete_columns",
      \.onDeleteColumns,
      cannot,
      "The columns that are set then, if not all of them."
    ),
    Field("on_update", \.onUpdate, cannot, "What becomes of a row when the other is updated."),
    Field("deferrable", \.isDeferrable, .alter, "Whether its check can wait for the commit."),
    Field("initially_deferred", \.isInitiallyDeferred, .alter, "Whether it waits by itself."),
    Field("not_valid", \.isNotValid, .alter, "Whether the rows that are there are left unchecked."),
    Field(
      "not_enforced",
      \.isNotEnforced,
      .alter,
      "Whether no row is checked at all; 18 and later."
    ),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.waitsForContent = true
  }
  private static let cannot = FieldChange.replace("a foreign key cannot be altered")

  let id: ObjectID
  var columns: [String] = []
  var isPeriod = false
  var target: SQL = ""
  var match = Match.simple
  var onDelete = Action.noAction
  var onDeleteColumns: [String] = []
  var onUpdate = Action.noAction
  var isDeferrable = false
  var isInitiallyDeferred = false
  var isNotValid = false
  var isNotEnforced = false

  init(id: ObjectID) {
    self.id = id
  }

  /// How nulls in some of several columns count.
  enum Match: String, CaseIterable, FieldCodable {
    case simple, full, partial
  }

  /// What becomes of a row when the one that it refers to changes or goes.
  enum Action: String, CaseIterable, FieldCodable {
    case noAction = "no action"
    case restrict, cascade
    case setNull = "set null"
    case setDefault = "set default"
  }
}

// MARK: - Catalog

extension ForeignKey {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let enforced: SQL = version >= 18 ? "k.conenforced" : "true"
    let period: SQL = version >= 18 ? "k.conperiod" : "false"
    return ConstraintQuery.constraints(
      "'f'",
      columns: """
        \(ConstraintQuery.names(of: "k.conkey", in: "k.conrelid")) AS columns,
        \(period) AS period, pg_catalog.format('%I.%I(%s)', rn.nspname, rc.relname,
          (SELECT pg_catalog.string_agg(
              CASE WHEN \(period) AND u.position = pg_catalog.cardinality(k.confkey)
                THEN 'PERIOD ' ELSE '' END || pg_catalog.quote_ident(a.attname), ', '
              ORDER BY u.position)
            FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY u (attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum)
        ) AS target, k.confmatchtype AS match, k.confdeltype AS on_delete,
        \(ConstraintQuery.names(of: "k.confdelsetcols", in: "k.conrelid")) AS on_delete_columns,
        k.confupdtype AS on_update, k.condeferrable AS deferrable, k.condeferred AS deferred,
        NOT k.convalidated AND \(enforced) AS not_valid, NOT \(enforced) AS not_enforced
        """,
      joins: """
        JOIN pg_catalog.pg_class rc ON rc.oid = k.confrelid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
        """
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.foreignKey, row))
    columns = try row.textArray("columns")
    isPeriod = try row.bool("period")
    // As the server spells it.
    target = SQL(unchecked: try row.requiredText("target"))
    match = Self.match(try row.requiredText("match"))
    onDelete = Self.action(try row.requiredText("on_delete"))
    onDeleteColumns = try row.textArray("on_delete_columns")
    onUpdate = Self.action(try row.requiredText("on_update"))
    isDeferrable = try row.bool("deferrable")
    isInitiallyDeferred = try row.bool("deferred")
    isNotValid = try row.bool("not_valid")
    isNotEnforced = try row.bool("not_enforced")
  }

  /// `pg_constraint.confmatchtype`.
  private static func match(_ code: String) -> Match {
    switch code {
    case "f": .full
    case "p": .partial
    default: .simple
    }
  }

  /// `pg_constraint.confdeltype` and `confupdtype`.
  private static func action(_ code: String) -> Action {
    switch code {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }
}
