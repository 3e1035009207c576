import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A comment on the not-null constraint of a column.
  static let notNullComment = KindName("not_null_comment")
}

/// A comment on the not-null constraint of a column, whatever makes the column refuse null.
///
/// Catalogs: `pg_description`, `pg_constraint` (`contype` `n`). Manual: COMMENT. Versions: 18 and
/// later, where such constraints are objects.
struct NotNullComment: CommentText {
  static let kind = KindName.notNullComment
  static let summary =
    "What the not-null constraint of the column is for, in words for people; 18 and later."
  static let places: [ManifestPlace] = [.single("not_null_comment", within: [.column])]
  static let fields: [Field<Self>] = [
    Field("text", \.text, .alter, "The comment.", isRequired: true)
  ]
  static let traits = KindTraits.comment

  let id: ObjectID
  var text = ""

  init(id: ObjectID) {
    self.id = id
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    [VersionNeed("not_null_comment", "a comment on a not-null constraint", since: 18)]
  }

  /// A primary key or an identity may bring the constraint.
  func follows(in context: StepContext) -> [ObjectID] {
    let keys = context.desired.children(of: id.root, as: PrimaryKey.self)
      .filter { $0.columns.contains(column.name) }.map(\.id)
    return (keys + [ObjectID(.identity, [], in: column)]).filter { context.desired[$0] != nil }
  }

  private var column: ObjectID {
    guard let column = id.parent else { preconditionFailure("the comment is in a column") }
    return column
  }
}

// MARK: - Catalog

extension NotNullComment {
  static let requiredContents: CatalogContents? = .rows(
    of: "pg_description",
    where: """
      x.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
      AND EXISTS (SELECT FROM pg_catalog.pg_constraint k
        WHERE k.oid = x.objoid AND k.contype = 'n')
      """
  )

  /// The address is that of the comment.
  ///
  /// Before 18 no constraint has this type.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, d.objoid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, a.attname AS column, d.description
    FROM pg_catalog.pg_description d
    JOIN pg_catalog.pg_constraint k ON k.oid = d.objoid AND k.contype = 'n'
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid AND c.relkind IN ('r', 'p', 'f')
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
      AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let table = try RelationKind.relation(in: row) else { return nil }
    let column = ObjectID(.column, [try row.requiredText("column")], in: table)
    self.init(id: ObjectID(.notNullComment, [], in: column))
    text = try row.requiredText("description")
  }
}

// MARK: - SQL

extension NotNullComment {
  /// It goes with the constraint where the column accepts null from now on.
  func drop(in context: StepContext) -> [Step] {
    context.desired.object(column, as: Column.self)
      .map { !$0.isRefusingNull(in: context.desired) } == true
      ? [] : [step(.drop, "NULL", in: context)]
  }

  /// Says it of a constraint that has been made anew.
  func restated(in context: StepContext) -> Step {
    step(.alter, "\(literal: text)", in: context)
  }

  func step(_ action: Step.Action, _ text: SQL, in context: StepContext) -> Step {
    let catalog = action == .drop ? context.live : context.desired
    let owner = catalog.object(column, as: Column.self) ?? Column(id: column)
    let name = owner.constraintName(in: catalog)
    return Step(
      action,
      id,
      """
      COMMENT ON CONSTRAINT \(identifier: name) ON \(qualified: id.root.qualifiedName) IS \(text)
      """
    )
  }
}
