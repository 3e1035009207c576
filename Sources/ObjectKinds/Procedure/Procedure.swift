import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A procedure.
  static let procedure = KindName("procedure")
}

/// A procedure, run by CALL.
///
/// Catalog: `pg_proc`. Manual: CREATE PROCEDURE. Versions: all.
struct Procedure: Routine {
  static let kind = KindName.procedure
  static let summary = "A procedure, run by CALL."
  static let places: [ManifestPlace] = [.document(.procedure)]
  static let word: SQL = "PROCEDURE"
  static let codes: SQL = "'p'"
  static let traits: KindTraits = Self.routineTraits(objectTypes: "functions", folder: "procedures")
  static let fields: [Field<Self>] = Self.routineFields()

  let id: ObjectID
  var arguments: SQL
  var language = ""
  var security: RoutineSecurity?
  var settings = SettingList()
  var transforms: [SQL] = []
  var extensions: [String] = []
  var objectFile: String?
  var linkSymbol: String?
  var body: SQL?
  var sqlBody: SQL?
  var signature = RoutineSignature()

  init(id: ObjectID) {
    self.id = id
    arguments = Self.arguments(of: id)
  }

  static let requiredContents: CatalogContents? = .objects(of: "pg_proc", where: "x.prokind = 'p'")

  static func catalogQuery(_ version: ServerVersion) -> SQL { routineQuery() }

  init?(row: Row, reading: CatalogReading) throws {
    try self.init(routine: row)
  }

  var returnClause: SQL? { nil }
  var attributes: (beforeSecurity: [SQL], afterSecurity: [SQL]) { ([], []) }
  var mayBeStored: Bool { false }
}
