import ObjectModel
import PostgresVocabulary

/// Which kind of object a relation is, by `pg_class.relkind`.
enum RelationKind {
  /// The kind of tables, views and what else can have columns, triggers and rules.
  static func named(_ code: String) -> KindName? {
    switch code {
    case "r", "p": .table
    case "v": .view
    case "m": .materializedView
    case "f": KindName("foreign_table")
    default: nil
    }
  }

  /// The relation that a row names in its columns `schema`, `relation` and `relkind`.
  static func relation(in row: Row) throws -> ObjectID? {
    guard let kind = named(try row.requiredText("relkind")) else { return nil }
    return ObjectID(kind, [try row.requiredText("schema"), try row.requiredText("relation")])
  }
}
