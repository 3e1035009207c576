import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The options of a foreign table's column.
  static let foreignColumnOptions = KindName("foreign_options")
}

/// What a foreign data wrapper is told of a column, such as its name on the foreign server.
///
/// Catalog: `pg_attribute.attfdwoptions`. Manual: ALTER FOREIGN TABLE, OPTIONS. Versions: all.
struct ForeignColumnOptions: CatalogObject {
  static let kind = KindName.foreignColumnOptions
  static let summary = "What the foreign data wrapper is told of a foreign table's column."
  static let places: [ManifestPlace] = [.single("foreign_options", within: [.column])]
  static let fields: [Field<Self>] = [
    Field("options", \.options, .alter, "Options, such as column_name.", isRequired: true)
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "options"
    $0.shorthandTakesMappings = true
    $0.isSpelledByServer = false
    $0.isCommentable = false
    $0.isCreatedWithParent = true
  }

  let id: ObjectID
  var options = ForeignOptions<NoSecrets>()

  init(id: ObjectID) {
    self.id = id
  }

  /// The options of a column, if it has any.
  static func of(_ column: ObjectID, in catalog: Catalog) -> Self? {
    catalog.object(ObjectID(.foreignColumnOptions, [], in: column), as: Self.self)
  }
}

// MARK: - Catalog

extension ForeignColumnOptions {
  static let requiredContents: CatalogContents? = .rows(of: "pg_foreign_table")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT 0 AS classid, 0 AS objid, n.nspname AS schema, c.relname AS table, a.attname AS column,
      a.attfdwoptions AS options
    FROM pg_catalog.pg_foreign_table f
    JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attfdwoptions IS NOT NULL
      AND NOT a.attisdropped
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let table = ObjectID(
      .foreignTable,
      [try row.requiredText("schema"), try row.requiredText("table")]
    )
    let column = ObjectID(.column, [try row.requiredText("column")], in: table)
    self.init(id: ObjectID(.foreignColumnOptions, [], in: column))
    options = ForeignOptions(live: try row.optionalTextArray("options"))
  }
}

// MARK: - SQL

extension ForeignColumnOptions {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses the options of a column")
  }

  /// The clause as it stands in the definition of the column.
  var definition: SQL { options.clause?.sql ?? "" }

  /// The statement that gives the options to a column without any.
  var addition: Step { step(.create, from: ForeignOptions()) }

  func create(in context: StepContext) -> [Step] {
    telling(addition, from: context.live.object(id, as: Self.self)?.options, in: context)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    telling(step(.alter, from: old.options), from: old.options, in: context)
  }

  func drop(in context: StepContext) -> [Step] {
    let none = Self(id: id)
    return none.telling(none.step(.drop, from: options), from: options, in: context)
  }

  /// Says what opens because a column that stays may be another one on the foreign server.
  private func telling(
    _ step: Step,
    from old: ForeignOptions<NoSecrets>?,
    in context: StepContext
  ) -> [Step] {
    guard let column = id.parent, context.stays(column),
      options.mayLeadElsewhere(than: old ?? ForeignOptions())
    else { return [step] }
    var step = step
    let told = Hazard(
      .accessWidened,
      id,
      "whoever may read or write \(column.label) may read or write other values from now on"
    )
    step.hazards += [told] + Deciders.hazards(of: column, in: context)
    return [step]
  }

  private func step(_ action: Step.Action, from old: ForeignOptions<NoSecrets>) -> Step {
    guard let column = id.parent else { preconditionFailure("options belong to a column") }
    let clause = options.clause(from: old)?.sql ?? "OPTIONS ()"
    return Step(
      action,
      id,
      "\(RelationKind.alter(column.root)) ALTER COLUMN \(identifier: column.name) \(clause)",
      lock: .accessExclusive
    )
  }
}
