import ObjectModel
import PostgresVocabulary
import YAMLSource

extension KindName {
  /// A check constraint of a table.
  static let checkConstraint = KindName("check")
}

/// A check constraint of a table.
///
/// Of the checks that a child has from its parents only those with a comment are objects.
///
/// Catalog: `pg_constraint` (`contype` `c`). Manual: CREATE TABLE, CHECK. Versions: all; NOT
/// ENFORCED 18 and later.
struct CheckConstraint: TableConstraint {
  static let kind = KindName.checkConstraint
  static let summary = "A condition that every row fulfils."
  static let places: [ManifestPlace] = [.named("checks", within: [.table, .foreignTable])]
  static let fields: [Field<Self>] = [
    Field("expression", \.expression, .alter, "The condition; inherited checks have none."),
    Field("inherited", \.isInherited, .alter, "Whether the check is a parent table's."),
    Field("no_inherit", \.isNoInherit, .alter, "Whether children of the table are left out."),
    Field("not_valid", \.isNotValid, .alter, "Whether the rows that are there are left unchecked."),
    Field(
      "not_enforced",
      \.isNotEnforced,
      .alter,
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
  var isInherited = false
  var isNoInherit = false
  var isNotValid = false
  var isNotEnforced = false

  init(id: ObjectID) {
    self.id = id
  }

  /// Only an inherited check may leave its condition unsaid.
  static func identify(
    _ name: String,
    in parent: ObjectID?,
    body: inout MappingReader
  ) -> Result<ObjectID, InvalidName> {
    guard let parent, !name.isEmpty, body.contains("expression") || body.contains("inherited")
    else {
      return .failure(
        InvalidName("the check \"\(name)\" has no condition", hint: "Write name: condition.")
      )
    }
    return .success(ObjectID(kind, [name], in: parent))
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
        NOT \(enforced) AS not_enforced, NOT k.conislocal AND k.coninhcount > 0 AS inherited
        """,
      own: """
        EXISTS (SELECT FROM pg_catalog.pg_description d
          WHERE d.classoid = k.tableoid AND d.objoid = k.oid)
        """
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try ConstraintQuery.id(.checkConstraint, row))
    isInherited = try row.bool("inherited")
    if isInherited { return }
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
    if isInherited {
      return [Inheritance.source(of: self, in: context.desired)?.id].compactMap(\.self)
    }
    guard isNotValid, !isNoInherit else { return [] }
    return context.desired.objects.values.compactMap { $0 as? Self }.filter {
      $0.id.name == id.name && !$0.isNotValid && !$0.isInherited
        && Inheritance.ancestors(of: $0.table, in: context.desired).contains { $0.id == table }
    }.map(\.id).sorted()
  }

  var canWaitForValidation: Bool { !isNotEnforced }

  func preconditions(in context: StepContext) -> [Precondition] {
    if isNotEnforced { return [] }
    return [
      Precondition(
        "SELECT pg_catalog.count(*) FROM \(context.rows(of: table)) WHERE NOT (\(expression))",
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
    if changed.contains("inherited") { return nil }
    if changed.contains("not_enforced") { return "the enforcement of a check cannot be altered" }
    if changed.contains("expression") || changed.contains("no_inherit") {
      return "a check cannot be altered"
    }
    return changed.contains("not_valid") && isNotValid ? "what has been validated stays so" : nil
  }

  /// The check is there by the parent's.
  func create(in context: StepContext) -> [Step] {
    if isInherited { return [] }
    return isReleased(in: context) ? companions(in: context) : addition(in: context)
  }

  /// What is said of an inherited check is taken back; where its table leaves the parent, so is
  /// the check.
  func drop(in context: StepContext) -> [Step] {
    guard isInherited else { return [removal] }
    if context.desired[table] == nil { return [] }
    if Inheritance.source(of: self, in: context.desired) != nil {
      return context.live.children(of: id).flatMap { context.live[$0]?.drop(in: context) ?? [] }
    }
    return formerParents(in: context) == nil
      ? [] : [alteration("DROP CONSTRAINT IF EXISTS \(identifier: id.name)", .drop)]
  }

  /// The check of a parent that the table leaves.
  private func formerParents(in context: StepContext) -> Self? {
    guard let source = Inheritance.source(of: self, in: context.live),
      Inheritance.left(by: table, in: context).contains(source.table)
    else { return nil }
    return source
  }

  /// The name of an inherited check is the parent's.
  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    if isInherited { return [] }
    var step = alteration(
      "RENAME CONSTRAINT \(identifier: id.name) TO \(identifier: new.name)",
      .rename
    )
    step.subject = new
    return [step]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    if changed.contains("inherited") {
      let isKept = old.formerParents(in: context).map { Inheritance.isSame(self, $0) } ?? false
      return isInherited || isKept ? [] : addition(in: context)
    }
    return changed.contains("not_valid") && !isNotValid ? [validation(in: context)] : []
  }
}
