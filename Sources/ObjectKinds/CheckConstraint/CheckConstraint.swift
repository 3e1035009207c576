import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A check constraint of a table.
  static let checkConstraint = KindName("check")
}

/// A check constraint of a table.
///
/// Catalog: `pg_constraint` (`contype` `c`). Manual: CREATE TABLE, CHECK. Versions: all; NOT
/// ENFORCED 18 and later.
struct CheckConstraint: TableConstraint {
  static let kind = KindName.checkConstraint
  static let summary = "A condition that every row fulfils."
  static let places: [ManifestPlace] = [.named("checks", within: [.table, .foreignTable])]
  static let fields: [Field<Self>] = [
    Field(
      "expression",
      \.expression,
      .replace("a check cannot be altered"),
      "The condition.",
      isRequired: true
    ),
    Field(
      "no_inherit",
      \.isNoInherit,
      .replace("a check cannot be altered"),
      "Whether children of the table are left out."
    ),
    Field("not_valid", \.isNotValid, .alter, "Whether the rows that are there are left unchecked."),
    Field(
      "not_enforced",
      \.isNotEnforced,
      .replace("the enforcement of a check cannot be altered"),
      "Whether no row is checked at all; 18 and later."
    ),
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "expression"
    $0.infersRenames = true
    $0.isEvaluatedWhenMade = true
  }

  let id: ObjectID
  var expression: SQL = ""
  var isNoInherit = false
  var isNotValid = false
  var isNotEnforced = false

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension CheckConstraint {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    let enforced: SQL = version >= 18 ? "k.conenforced" : "true"
    return ConstraintQuery.constraints(
      "'c'",
      columns: """
        pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression,
        k.connoinherit AS no_inherit, NOT k.convalidated AND \(enforced) AS not_valid,
        NOT \(enforced) AS not_enforced
        """
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.checkConstraint, row))
    // As the server spells it.
    expression = SQL(unchecked: try row.requiredText("expression"))
    isNoInherit = try row.bool("no_inherit")
    isNotValid = try row.bool("not_valid")
    isNotEnforced = try row.bool("not_enforced")
  }
}

// MARK: - SQL

extension CheckConstraint {
  var definition: SQL {
    """
    CHECK (\(expression))\(isNoInherit ? " NO INHERIT" : "")\
    \(isNotEnforced ? " NOT ENFORCED" : "")
    """
  }

  func versionNeeds(among declared: Catalog) -> [VersionNeed] {
    isNotEnforced ? [VersionNeed("not_enforced", "a check that is not enforced", since: 18)] : []
  }

  /// A child's own check of the same name, if it is valid, cannot be merged with an inherited one
  /// that is not; so it is there first.
  func follows(in context: StepContext) -> [ObjectID] {
    guard isNotValid, !isNoInherit else { return [] }
    return context.desired.objects.values.compactMap { $0 as? Self }.filter {
      $0.id.name == id.name && !$0.isNotValid
        && Inheritance.ancestors(of: $0.table, in: context.desired).contains { $0.id == table }
    }.map(\.id).sorted()
  }

  var canWaitForValidation: Bool { !isNotEnforced }

  func preconditions(in context: StepContext) -> [Precondition] {
    if isNotEnforced { return [] }
    return [
      Precondition(
        "SELECT pg_catalog.count(*) FROM \(tableName) WHERE NOT (\(expression))",
        message: "rows of the table violate the check \"\(id.name)\"",
        hint: "Change these rows first, or add \"not_valid: true\" to check new rows only."
      )
    ]
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    changed.contains("not_valid") && isNotValid ? "what has been validated stays so" : nil
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    changed.contains("not_valid") && !isNotValid ? [validation(in: context)] : []
  }
}
