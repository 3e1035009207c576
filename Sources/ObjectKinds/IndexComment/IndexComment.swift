import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A comment on the index of a constraint.
  static let indexComment = KindName("index_comment")
}

/// A comment on the index behind a key or an exclusion constraint, beside that on the constraint.
///
/// The index has the constraint's name and goes with it.
///
/// Catalog: `pg_description`. Manual: COMMENT. Versions: all.
struct IndexComment: CommentText {
  static let kind = KindName.indexComment
  static let summary = "What the index of the constraint is for, in words for people."
  static let places: [ManifestPlace] = [
    .single(
      "index_comment",
      within: [.primaryKey, .uniqueConstraint, .exclusionConstraint]
    )
  ]
  static let fields: [Field<Self>] = [
    Field("text", \.text, .alter, "The comment.", isRequired: true)
  ]
  static let traits = KindTraits.comment

  let id: ObjectID
  var text = ""

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension IndexComment {
  static let requiredContents: CatalogContents? = .rows(
    of: "pg_description",
    where: """
      x.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objoid >= 16384
      AND EXISTS (SELECT FROM pg_catalog.pg_class i
        WHERE i.oid = x.objoid AND i.relkind IN ('i', 'I'))
      """
  )

  /// The address is that of the comment, so that it is not taken for the index.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, d.objoid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, k.contype AS type, k.conname AS name, d.description
    FROM pg_catalog.pg_description d
    JOIN pg_catalog.pg_constraint k ON k.conindid = d.objoid AND k.contype IN ('p', 'u', 'x')
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
      AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let table = try RelationKind.relation(in: row) else { return nil }
    let kind: KindName =
      switch try row.requiredText("type") {
      case "p": .primaryKey
      case "u": .uniqueConstraint
      default: .exclusionConstraint
      }
    let constraint = ObjectID(kind, [try row.requiredText("name")], in: table)
    self.init(id: ObjectID(.indexComment, [], in: constraint))
    text = try row.requiredText("description")
  }
}

// MARK: - SQL

extension IndexComment {
  func step(_ action: Step.Action, _ text: SQL, in context: StepContext) -> Step {
    guard let constraint = id.parent else {
      preconditionFailure("the comment is about the index of a constraint")
    }
    let index = QualifiedName(schema: id.root.schema, name: constraint.name)
    return Step(action, id, "COMMENT ON INDEX \(qualified: index) IS \(text)")
  }
}
