import ObjectModel
import PostgresVocabulary

/// A constraint of a table other than NOT NULL, which belongs to its column.
///
/// Catalog: `pg_constraint`. Manual: ALTER TABLE, ADD table_constraint. Versions: all.
protocol TableConstraint: CatalogObject {
  /// What follows the name: `CHECK (…)`, without `NOT VALID`.
  var definition: SQL { get }
  /// Whether the rows that are there are left unchecked.
  var isNotValid: Bool { get }
  /// The strongest lock that adding it takes.
  var lock: LockMode { get }
  /// What adding it to a table with rows risks.
  var hazards: [Hazard] { get }
  /// What the rows that are there must fulfil.
  func preconditions(in context: StepContext) -> [Precondition]
  /// Whether adding and dropping it has to put other statements at its side.
  func companions(in context: StepContext) -> [Step]
  /// The statements that add it to a table in use without a strong lock for long; nil when there
  /// are none.
  func onlineSteps(in context: StepContext) -> [Step]?
  /// Whether it can be added first and checked later.
  var canWaitForValidation: Bool { get }
  /// Whether the table has it already, as a copy of that of a parent that it leaves.
  func isReleased(in context: StepContext) -> Bool
}

extension TableConstraint {
  var isNotValid: Bool { false }
  var lock: LockMode { .accessExclusive }
  func preconditions(in context: StepContext) -> [Precondition] { [] }
  var hazards: [Hazard] { [] }
  func companions(in context: StepContext) -> [Step] { [] }
  var canWaitForValidation: Bool { false }

  var table: ObjectID { id.root }
  var tableName: SQL { "\(qualified: table.qualifiedName)" }

  static func address(of id: ObjectID) -> SQL {
    "CONSTRAINT \(identifier: id.name) ON \(qualified: id.root.qualifiedName)"
  }

  func isReleased(in context: StepContext) -> Bool {
    Inheritance.releases(self, in: context).map { Inheritance.isSame(self, $0) } ?? false
  }

  func isMerged(in context: StepContext) -> Bool { Inheritance.merges(self, in: context) }

  // MARK: Statements

  func create(in context: StepContext) -> [Step] {
    isReleased(in: context) ? companions(in: context) : addition(in: context)
  }

  func addition(in context: StepContext) -> [Step] {
    (onlineSteps(in: context) ?? [adding(only: false, in: context)]) + companions(in: context)
  }

  /// A constraint that checks nothing that is there cannot stand in CREATE TABLE, where it would
  /// become valid.
  func adding(only: Bool, in context: StepContext) -> Step {
    let text: SQL = "CONSTRAINT \(identifier: id.name) \(definition)"
    var step = alteration(
      "ADD \(text)\(isNotValid ? " NOT VALID" : "")",
      .create,
      lock: lock,
      only: only
    )
    if context.stays(table), !isNotValid {
      step.hazards = hazards
      step.preconditions = preconditions(in: context)
      step = [step].withoutRows(of: table)[0]
    }
    if !isNotValid, !only { step.clause = Step.Clause(host: table, text) }
    return step
  }

  func onlineSteps(in context: StepContext) -> [Step]? { addedThenValidated(in: context) }

  func addedThenValidated(in context: StepContext) -> [Step]? {
    guard context.isOnline, canWaitForValidation, !isNotValid, context.live[table] != nil else {
      return nil
    }
    var add = alteration(
      "ADD CONSTRAINT \(identifier: id.name) \(definition) NOT VALID",
      .create,
      lock: lock
    )
    add.preconditions = preconditions(in: context)
    var validation = validation(in: context)
    validation.isolation = .apart
    validation.preconditions = []
    return [add, validation]
  }

  func drop(in context: StepContext) -> [Step] { [removal] }

  var removal: Step { alteration("DROP CONSTRAINT \(identifier: id.name)", .drop) }

  func rename(to new: ObjectID, in context: StepContext) -> [Step] {
    let clause: SQL = "RENAME CONSTRAINT \(identifier: id.name) TO \(identifier: new.name)"
    return [
      Step(.rename, new, "\(RelationKind.alterForRename(table)) \(clause)", lock: .accessExclusive)
    ]
  }

  func alteration(
    _ clause: SQL,
    _ action: Step.Action,
    lock: LockMode = .accessExclusive,
    only: Bool = false
  ) -> Step {
    Step(action, id, "\(RelationKind.alter(table, only: only)) \(clause)", lock: lock)
  }

  /// The server itself rebuilds constraints on a column that gets another type.
  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    !(dependency is Column)
  }

  func validation(in context: StepContext) -> Step {
    var step = alteration(
      "VALIDATE CONSTRAINT \(identifier: id.name)",
      .alter,
      lock: .shareUpdateExclusive
    )
    step.preconditions = table.kind == .foreignTable ? [] : preconditions(in: context)
    return step
  }
}

/// Texts that queries on constraints share.
enum ConstraintQuery {
  /// The constraints of one sort that are tables' own: not what a child or partition merely has
  /// from its parent, unless another condition holds.
  static func constraints(
    _ type: SQL,
    columns: SQL,
    joins: SQL = "",
    own: SQL = "false"
  ) -> SQL {
    """
    SELECT k.tableoid AS classid, k.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, k.conname AS name, \(columns)
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    \(joins)
    WHERE k.contype = \(type)
      AND (k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0) OR \(own))
      AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
      AND \(CatalogScope.userSchemas)
    """
  }

  /// The names of a table's columns by their numbers.
  static func names(of numbers: SQL, in table: SQL) -> SQL {
    """
    ARRAY(SELECT a.attname::pg_catalog.text
      FROM pg_catalog.unnest(\(numbers)) WITH ORDINALITY u (attnum, position)
      JOIN pg_catalog.pg_attribute a ON a.attrelid = \(table) AND a.attnum = u.attnum
      ORDER BY u.position)
    """
  }

  /// The constraint that a row is about.
  static func id(_ kind: KindName, _ row: Row) throws -> ObjectID {
    let table = try RelationKind.relation(in: row)
    guard let table else { throw RowError(column: "relkind", problem: .missing) }
    return ObjectID(kind, [try row.requiredText("name")], in: table)
  }
}
