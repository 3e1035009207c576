import ObjectModel
import PostgresVocabulary

extension KindName {
  /// The default of a column.
  static let columnDefault = KindName("default")
}

/// The default of a column that is not generated.
///
/// A view's column has one for rows that are inserted through the view.
///
/// Of an inherited column only a default that its parent does not have is an object.
///
/// Catalog: `pg_attrdef`. Manual: ALTER TABLE, SET DEFAULT. Versions: all.
struct ColumnDefault: CatalogObject {
  static let kind = KindName.columnDefault
  static let summary = "The value that a row gets when none is given."
  static let places: [ManifestPlace] = [.single("default", within: [.column, .viewColumn])]
  static let fields: [Field<Self>] = [
    Field("expression", \.expression, .alter, "The expression.", isRequired: true),
    .derived("volatile", \.isVolatile, "it follows from the functions that are called"),
  ]
  static let traits = KindTraits.with {
    $0.isRenamable = false
    $0.shorthand = "expression"
    $0.isCommentable = false
  }

  let id: ObjectID
  var expression: SQL = ""
  /// Whether each row needs a value computed for itself, as with `gen_random_uuid()`.
  var isVolatile = false

  init(id: ObjectID) {
    self.id = id
  }

  /// A column has a default or an identity, not both.
  var claimedNames: [String] { [Self.claim(on: column)] }

  /// The name under which a column's default and identity exclude each other.
  static func claim(on column: ObjectID) -> String { "value of \(column)" }

  private var column: ObjectID {
    guard let column = id.parent else { preconditionFailure("a default belongs to a column") }
    return column
  }
}

// MARK: - Catalog

extension ColumnDefault {
  static let optionalContents = Column.inheritanceContents

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    catalogQuery(in: CatalogQueryContext(version: version))
  }

  /// Which functions an expression calls is read from its stored tree (`pg_node_tree`), where
  /// their numbers follow `:funcid` and `:opfuncid`, since `pg_depend` does not record the system's
  /// own.
  ///
  /// An argument may have such a name, too, but no number follows that.
  static func catalogQuery(in context: CatalogQueryContext) -> SQL {
    """
    WITH h AS MATERIALIZED (\(Column.inheritance(in: context)))
    SELECT d.tableoid AS classid, d.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, a.attname AS column, x.expression, EXISTS (
        SELECT FROM pg_catalog.unnest((
          pg_catalog.string_to_array(d.adbin::pg_catalog.text, 'funcid '))[2:]) called
        JOIN pg_catalog.pg_proc f ON f.oid = CASE WHEN called ~ '^[0-9]'
          THEN pg_catalog.split_part(called, ' ', 1)::pg_catalog.oid END
        WHERE f.provolatile = 'v') AS volatile
    FROM pg_catalog.pg_attrdef d
    JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    LEFT JOIN h ON h.attrelid = a.attrelid AND h.attnum = a.attnum
    CROSS JOIN LATERAL (
      SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression) x
    WHERE a.attgenerated = '' AND c.relkind IN ('r', 'p', 'v', 'f') AND c.relpersistence <> 't'
      AND (h.expressions IS NULL OR NOT coalesce(x.expression = ANY (h.expressions), false))
      AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let relation = try RelationKind.relation(in: row) else { return nil }
    let kind: KindName = relation.kind == .view ? .viewColumn : .column
    let column = ObjectID(kind, [try row.requiredText("column")], in: relation)
    self.init(id: ObjectID(.columnDefault, [], in: column))
    // As the server spells it.
    expression = SQL(unchecked: try row.requiredText("expression"))
    isVolatile = try row.bool("volatile")
  }
}

// MARK: - SQL

extension ColumnDefault {
  static func address(of id: ObjectID) -> SQL {
    preconditionFailure("no statement addresses a default")
  }

  /// Whether the definition of a new column can say the default: all that it refers to is there
  /// before the plan begins and stays as it is.
  func isInline(in context: StepContext) -> Bool {
    guard context.knowsDependencies, isOfNewColumn(in: context),
      let owner = context.desired.object(column, as: Column.self), !owner.isInherited,
      !owner.isThereByParents(in: context), Inheritance.releases(owner, in: context) == nil
    else { return false }
    // A new column gets no values at once where others hold rows of its table.
    return isSettled(in: context)
      && TypeHolders.column(holdingRowsOf: column.root, in: context) == nil
  }

  /// Whether the column is new, or made anew in a table that stays.
  private func isOfNewColumn(in context: StepContext) -> Bool {
    if context.live[column] == nil { return true }
    return column.parent.map(context.stays) == true && !context.stays(column)
  }

  /// Whether all that the default refers to is there before the plan begins and stays as it is.
  private func isSettled(in context: StepContext) -> Bool {
    (context.desired.dependencies[id] ?? []).map(\.on).allSatisfy { on in
      switch (context.live[on], context.desired[on]) {
      case (nil, nil): true
      case (let old?, let new?): context.stays(on) && new.changedFields(from: old).isEmpty
      default: false
      }
    }
  }

  func create(in context: StepContext) -> [Step] {
    if isInline(in: context) { return [] }
    let set = step(.create, "SET DEFAULT \(expression)")
    guard let owner = context.desired.object(column, as: Column.self),
      owner.isFilledLater(in: context)
    else { return [set] + restated(in: context) }
    var fill = Step(
      .alter,
      id,
      "UPDATE \(qualified: column.root.qualifiedName) SET \(identifier: column.name) = DEFAULT",
      lock: .rowExclusive
    )
    fill.hazards = [
      Hazard(.tableRewrite, id, "every row of the table gets the default of the new column")
    ]
    let isRequired = owner.notNull.isSet && !owner.notNull.isNotValid
    return [set, fill] + (isRequired ? [step(.alter, "SET NOT NULL")] : [])
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    [step(.alter, "SET DEFAULT \(expression)")] + restated(in: context)
  }

  /// A new default reaches all children, and those that differ from their parent have to be told
  /// again that they do.
  private func restated(in context: StepContext) -> [Step] {
    guard context.live[column] != nil else { return [] }
    let children = context.live.objects.values.compactMap { $0 as? any InheritingTable }
      .filter { !$0.parents.isEmpty && context.desired[$0.id] != nil }
      .filter {
        Inheritance.ancestors(of: $0.id, in: context.live).contains { $0.id == column.root }
      }
    return children.sorted { $0.id < $1.id }.compactMap { child in
      let own = ObjectID(.column, column.names, in: child.id)
      if let value = Self.of(own, in: context.desired), value.isSettled(in: context) {
        return value.step(.alter, "SET DEFAULT \(value.expression)")
      }
      let owner = context.desired.object(own, as: Column.self)
      return owner?.isWithoutDefault == true ? owner?.own("DROP DEFAULT") : nil
    }
  }

  /// A column that is inherited from now on keeps a default that is its parent's too.
  func isMerged(in context: StepContext) -> Bool {
    guard let owner = context.live.object(column, as: Column.self), !owner.isInherited,
      let source = Inheritance.source(of: owner, in: context.desired)
    else { return false }
    return Self.of(source.id, in: context.desired)?.expression == expression
  }

  /// An inherited column takes its parent's default again, unless the parent is about to change it,
  /// which reaches the column by itself.
  func drop(in context: StepContext) -> [Step] {
    if let owner = context.live.object(column, as: Column.self),
      owner.isInherited || takesParentsDefault(owner, in: context),
      let source = Inheritance.source(of: owner, in: context.live),
      let parents = Self.of(source.id, in: context.live),
      parents.expression == Self.of(source.id, in: context.desired)?.expression
    {
      return [step(.drop, "SET DEFAULT \(parents.expression)")]
    }
    return [step(.drop, "DROP DEFAULT")] + restated(in: context)
  }

  /// The default of a column, if it has one.
  static func of(_ column: ObjectID, in catalog: Catalog) -> Self? {
    catalog.object(ObjectID(.columnDefault, [], in: column), as: Self.self)
  }

  private func step(_ action: Step.Action, _ clause: SQL) -> Step {
    Step(
      action,
      id,
      """
      \(column.root.kind == .view
        ? "ALTER VIEW \(qualified: column.root.qualifiedName)" : RelationKind.alter(column.root)) \
      ALTER COLUMN \(identifier: column.name) \(clause)
      """,
      lock: .accessExclusive
    )
  }
}
