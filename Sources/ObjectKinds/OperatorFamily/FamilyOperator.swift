import ObjectModel
import PostgresVocabulary

extension KindName {
  /// An operator of an operator family.
  static let familyOperator = KindName("family_operator")
}

/// An operator that belongs to an operator family and to none of its classes.
///
/// Catalog: `pg_amop`. Manual: ALTER OPERATOR FAMILY. Versions: all.
struct FamilyOperator: FamilyMember {
  static let kind = KindName.familyOperator
  static let summary = "An operator of an operator family."
  static let places: [ManifestPlace] = [.named("operators", within: [.operatorFamily])]
  static let word: SQL = "OPERATOR"
  static let columns: (catalog: SQL, family: SQL, left: SQL, right: SQL, number: SQL) = (
    "pg_amop", "amopfamily", "amoplefttype", "amoprighttype", "amopstrategy"
  )
  static let traits: KindTraits = Self.memberTraits(shorthand: "operator")
  static let fields: [Field<Self>] = [
    Field("operator", \.name, .replace(unalterable), "The operator.", isRequired: true),
    Field("for_order_by", \.sortFamily, .replace(unalterable), "The family that sorts by it."),
  ]
  private static let unalterable = "PostgreSQL cannot alter what a member of a family is"

  let id: ObjectID
  var name = OperatorName("")
  var sortFamily: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  static let requiredContents: CatalogContents? = .objects(of: "pg_amop")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    memberQuery(
      """
      \(OperatorName.column("o", "own")) AS operator,
        CASE WHEN s.oid IS NOT NULL
          THEN pg_catalog.format('%I.%I', sn.nspname, s.opfname) END AS sort_family
      """,
      """
      JOIN pg_catalog.pg_operator o ON o.oid = m.amopopr
      JOIN pg_catalog.pg_namespace own ON own.oid = o.oprnamespace
      LEFT JOIN pg_catalog.pg_opfamily s ON s.oid = m.amopsortfamily
      LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = s.opfnamespace
      """
    )
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try Self.id(row))
    name = OperatorName(try row.requiredText("operator"))
    // As `format` spells it.
    sortFamily = try row.text("sort_family").map(SQL.init(unchecked:))
  }

  func create(in context: StepContext) -> [Step] {
    guard let member = MemberNumber(id.name), let types = member.types else { return [] }
    let sorting: SQL = sortFamily.map { " FOR ORDER BY \($0)" } ?? ""
    // Types as the server or a manifest spells them.
    let list: SQL = "\(SQL(unchecked: types.left)), \(SQL(unchecked: types.right))"
    return adding("\(number: member.number) \(name.name) (\(list))\(sorting)")
  }
}
