import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A support function of an operator family.
  static let familyFunction = KindName("family_function")
}

/// A support function that belongs to an operator family and to none of its classes.
///
/// Catalog: `pg_amproc`. Manual: ALTER OPERATOR FAMILY. Versions: all.
struct FamilyFunction: FamilyMember {
  static let kind = KindName.familyFunction
  static let summary = "A support function of an operator family."
  static let places: [ManifestPlace] = [.named("functions", within: [.operatorFamily])]
  static let word: SQL = "FUNCTION"
  static let columns: (catalog: SQL, family: SQL, left: SQL, right: SQL, number: SQL) = (
    "pg_amproc", "amprocfamily", "amproclefttype", "amprocrighttype", "amprocnum"
  )
  static let traits: KindTraits = Self.memberTraits(shorthand: "function")
  static let fields: [Field<Self>] = [
    Field(
      "function",
      \.function,
      .replace("PostgreSQL cannot alter what a member of a family is"),
      "The function with the types of its arguments.",
      isRequired: true
    )
  ]

  let id: ObjectID
  var function: SQL = ""

  init(id: ObjectID) {
    self.id = id
  }

  static let requiredContents: CatalogContents? = .objects(of: "pg_amproc")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    memberQuery("m.amproc::pg_catalog.oid::pg_catalog.regprocedure AS function")
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try Self.id(row))
    // As PostgreSQL spells it.
    function = SQL(unchecked: try row.requiredText("function"))
  }

  func create(in context: StepContext) -> [Step] {
    // The number with its types, as the server or a manifest spells them.
    adding("\(SQL(unchecked: id.name)) \(function)")
  }
}
