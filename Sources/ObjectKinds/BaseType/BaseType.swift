import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A base type.
  static let baseType = KindName("base_type")
}

/// A base type: its name alone, which its functions need; what it is, its definition says.
///
/// Without a definition it is what PostgreSQL calls a shell.
/// Catalog: `pg_type`. Manual: CREATE TYPE. Versions: all.
struct BaseType: CatalogObject {
  static let kind = KindName.baseType
  static let summary = "A type of which functions in a library know all."
  static let places: [ManifestPlace] = [.document(.baseType)]
  static let fields: [Field<Self>] = []
  static let traits = KindTraits.type()

  let id: ObjectID

  init(id: ObjectID) {
    self.id = id
  }

  /// Base types that are not the arrays of others, and shells; `t` is `pg_type`.
  static let condition: SQL = """
    (t.typtype = 'b'
      AND t.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
      OR t.typtype = 'p' AND NOT t.typisdefined)
    """

  static let requiredContents: CatalogContents? = .objects(
    of: "pg_type",
    where: """
      (x.typtype = 'p' OR x.typtype = 'b'
        AND x.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc)
      """
  )

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.typname AS name
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE \(condition) AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.baseType, [try row.requiredText("schema"), try row.requiredText("name")])
    )
  }

  static func address(of id: ObjectID) -> SQL {
    "TYPE \(qualified: id.qualifiedName)"
  }

  func isDisturbed(byChangeOf dependency: any ManagedObject, from old: any ManagedObject) -> Bool {
    false
  }
}

// MARK: - SQL

extension BaseType {
  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    let usual = usualRights(for: step, in: context)
    return step.action == .create ? usual + [.superuser("\(id)")] : usual
  }

  /// A shell: the functions that the definition names need the type, as it needs them.
  func create(in context: StepContext) -> [Step] {
    [Step(.create, id, "CREATE \(Self.address(of: id))")]
  }

  /// A defined type and its functions need each other, so that none of them can be dropped without
  /// CASCADE; the plan has dropped everything else before, and that is made sure of.
  func drop(in context: StepContext) -> [Step] {
    let drop: SQL = "DROP \(Self.address(of: id))"
    guard context.live[ObjectID(.typeDefinition, [], in: id)] != nil else {
      return [Step(.drop, id, drop)]
    }
    return [
      Step(.drop, id, "DO \(body: guarding.text)"),
      Step(
        .drop,
        id,
        "\(drop) CASCADE",
        reason: "the type and its functions need each other, and go together"
      ),
    ]
  }

  private var guarding: SQL {
    let name = SQL("\(qualified: id.qualifiedName)").text
    return """
      BEGIN
        IF EXISTS (
          WITH t AS (
            SELECT * FROM pg_catalog.pg_type
            WHERE oid = pg_catalog.to_regtype(\(literal: name))),
          own AS (
            SELECT 'pg_catalog.pg_type'::pg_catalog.regclass AS class, v.oid
            FROM t, LATERAL (VALUES (t.oid), (t.typarray)) v (oid)
            UNION ALL
            SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, f.oid
            FROM t, pg_catalog.unnest(\(TypeDefinition.functions)) f (oid))
          SELECT FROM pg_catalog.pg_depend d
          JOIN own ON (d.refclassid, d.refobjid) = (own.class, own.oid) AND own.oid >= 16384
          WHERE d.deptype = 'n' AND (d.classid, d.objid) NOT IN (SELECT class, oid FROM own)
        ) THEN
          RAISE EXCEPTION USING message = \(literal: "other objects depend on type \(name)");
        END IF;
      END
      """
  }
}
