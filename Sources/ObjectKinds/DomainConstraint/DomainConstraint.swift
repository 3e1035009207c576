import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A condition that the values of a domain fulfil.
  static let domainConstraint = KindName("domain_constraint")
}

/// A condition that the values of a domain fulfil.
///
/// Catalog: `pg_constraint`. Manual: CREATE DOMAIN, ALTER DOMAIN. Versions: all.
struct DomainConstraint: CatalogObject {
  static let kind = KindName.domainConstraint
  static let summary = "A condition that the domain's values fulfil."
  static let places: [ManifestPlace] = [.named("checks", within: [.domain])]
  static let fields: [Field<Self>] = [
    Field(
      "expression",
      \.expression,
      .replace("the condition of a check cannot be altered"),
      "The condition on VALUE.",
      isRequired: true
    ),
    Field("not_valid", \.isNotValid, .alter, "Whether values from before may violate it."),
  ]
  static let traits = KindTraits.with {
    $0.shorthand = "expression"
    $0.infersRenames = true
  }

  let id: ObjectID
  var expression: SQL = ""
  var isNotValid = false

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension DomainConstraint {
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT k.tableoid AS classid, k.oid AS objid, n.nspname AS schema, t.typname AS domain,
      k.conname AS name, pg_catalog.pg_get_expr(k.conbin, 0) AS expression, k.convalidated
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_type t ON t.oid = k.contypid
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE k.contype = 'c' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let domain = ObjectID(
      .domain,
      [try row.requiredText("schema"), try row.requiredText("domain")]
    )
    self.init(id: ObjectID(.domainConstraint, [try row.requiredText("name")], in: domain))
    // As PostgreSQL spells it.
    expression = SQL(unchecked: try row.requiredText("expression"))
    isNotValid = try !row.bool("convalidated")
  }
}

// MARK: - SQL

extension DomainConstraint {
  static func address(of id: ObjectID) -> SQL {
    "CONSTRAINT \(identifier: id.name) ON \(DomainType.address(of: id.root))"
  }

  /// The statement that adds it, whatever values there are.
  var addition: Step {
    let validity: SQL = isNotValid ? " NOT VALID" : ""
    return step(
      .create,
      "ADD CONSTRAINT \(identifier: id.name) CHECK (\(expression))\(validity)"
    )
  }

  func create(in context: StepContext) -> [Step] {
    var step = addition
    if !isNotValid { step.preconditions = fulfilled(in: context) }
    return [step]
  }

  private func fulfilled(in context: StepContext) -> [Precondition] {
    guard context.live[id.root] != nil,
      let domain = context.desired.object(id.root, as: DomainType.self)
    else { return [] }
    let uses = DomainUses(of: domain, in: context)
    return uses.reachingAll(
      "check \(id.name) of \(domain.id) cannot be validated",
      hint: "Declare the check as not_valid: it holds of new values only."
    ) + uses.fulfilling(expression, id)
  }

  func drop(in context: StepContext) -> [Step] {
    [step(.drop, "DROP CONSTRAINT \(identifier: id.name)")]
  }

  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    [
      Step(
        .rename,
        new,
        """
        ALTER \(DomainType.address(of: new.root)) \
        RENAME CONSTRAINT \(identifier: id.name) TO \(identifier: new.name)
        """
      )
    ]
  }

  func replacementReason(
    from old: Self,
    changed: Set<String>,
    in context: StepContext
  ) -> String? {
    isNotValid && !old.isNotValid ? "a valid check cannot be made NOT VALID" : nil
  }

  /// The exchange of a domain's type takes its checks along.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    !(dependency is DomainType && dependency.id == id.parent)
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    var step = step(.alter, "VALIDATE CONSTRAINT \(identifier: id.name)")
    step.preconditions = fulfilled(in: context)
    return [step]
  }

  private func step(_ action: Step.Action, _ clause: SQL) -> Step {
    Step(action, id, "ALTER \(DomainType.address(of: id.root)) \(clause)")
  }
}
