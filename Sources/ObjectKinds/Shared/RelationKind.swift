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
    case "f": .foreignTable
    default: nil
    }
  }

  /// The words that begin a statement that alters a table of either sort.
  static func alter(_ table: ObjectID, only: Bool = false) -> SQL {
    let word: SQL = table.kind == .foreignTable ? "FOREIGN TABLE" : "TABLE"
    return "ALTER \(word) \(only ? "ONLY " : "")\(qualified: table.qualifiedName)"
  }

  /// The words that begin a statement that renames a constraint, which ALTER FOREIGN TABLE does not
  /// know.
  static func alterForRename(_ table: ObjectID) -> SQL {
    "ALTER TABLE \(qualified: table.qualifiedName)"
  }

  /// The relation that a row names in its columns `schema`, `relation` and `relkind`.
  static func relation(in row: Row) throws -> ObjectID? {
    guard let kind = named(try row.requiredText("relkind")) else { return nil }
    return ObjectID(kind, [try row.requiredText("schema"), try row.requiredText("relation")])
  }
}

extension [Step] {
  /// The steps without what they say of a table's rows, where these lie on a foreign server: no
  /// statement on the table touches them.
  func withoutRows(of table: ObjectID) -> [Step] {
    guard table.kind == .foreignTable else { return self }
    return map { step in
      var step = step
      step.hazards.removeAll { hazard in
        switch hazard.name {
        case .dataLoss, .tableRewrite, .indexRebuild, .longLock: true
        case .rowSecurityOff, .accessWidened, .staleData, .invalidBody, .irreversible: false
        }
      }
      step.preconditions.removeAll(where: \.isAboutRows)
      return step
    }
  }
}
