import ObjectModel
import PostgresVocabulary

extension KindName {
  /// What a base type is.
  static let typeDefinition = KindName("type_definition")
}

/// What a base type is: its functions and how its values are kept.
///
/// The functions need the type's name and come between it and this. All but the functions need the
/// definition.
/// Catalog: `pg_type`. Manual: CREATE TYPE, ALTER TYPE. Versions: all.
struct TypeDefinition: CatalogObject {
  static let kind = KindName.typeDefinition
  static let summary = "The functions of a base type, and how its values are kept."
  static let places: [ManifestPlace] = [.single("definition", within: [.baseType])]
  static let traits = KindTraits.with {
    $0.isCommentable = false
    $0.isRenamable = false
    $0.completesParent = true
  }
  static let fields: [Field<Self>] = [
    Field("input", \.input, .alter, "The function that reads it.", isRequired: true),
    Field("output", \.output, .alter, "The function that writes it.", isRequired: true),
    Field("receive", \.receive, .alter, "The function that reads it in binary form."),
    Field("send", \.send, .alter, "The function that writes it in binary form."),
    Field("typmod_in", \.typmodIn, .alter, "The function that reads what follows its name."),
    Field("typmod_out", \.typmodOut, .alter, "The function that writes what follows its name."),
    Field("analyze", \.analyze, .alter, "The function that gathers statistics."),
    Field("subscript", \.subscript, .alter, "The function that handles subscripts."),
    Field("internallength", \.length, .alter, "The size in bytes; varies when left out."),
    Field("passedbyvalue", \.isPassedByValue, .alter, "Whether values are passed as such."),
    Field("alignment", \.alignment, .alter, "The alignment in memory."),
    Field("storage", \.storage, .alter, "How columns of it keep large values."),
    Field("category", \.category, .alter, "The letter of the category of types."),
    Field("preferred", \.isPreferred, .alter, "Whether it is preferred in its category."),
    Field("default", \.defaultValue, .alter, "The value of columns for which none is given."),
    Field("element", \.element, .alter, "The type of the elements of an array."),
    Field("delimiter", \.delimiter, .alter, "What stands between values of arrays of it."),
    Field("collatable", \.isCollatable, .alter, "Whether it can have a collation."),
  ]

  let id: ObjectID
  var input: SQL = ""
  var output: SQL = ""
  var receive: SQL?
  var send: SQL?
  var typmodIn: SQL?
  var typmodOut: SQL?
  var analyze: SQL?
  var `subscript`: SQL?
  /// In bytes; nil for a type of variable length.
  var length: Int?
  var isPassedByValue = false
  var alignment = TypeAlignment.int4
  var storage = TypeStorage.plain
  var category = "U"
  var isPreferred = false
  var defaultValue: String?
  var element: SQL?
  var delimiter = ","
  var isCollatable = false

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    BaseType.address(of: id.root)
  }
}

/// How values of a type are aligned: `pg_type.typalign`.
enum TypeAlignment: String, CaseIterable, FieldCodable {
  case char, int2, int4, double

  init(code: String) {
    switch code {
    case "c": self = .char
    case "s": self = .int2
    case "d": self = .double
    default: self = .int4
    }
  }
}

/// How large values of a type are kept: `pg_type.typstorage`.
enum TypeStorage: String, CaseIterable, FieldCodable {
  case plain, external, extended, main

  init(code: String) {
    switch code {
    case "e": self = .external
    case "x": self = .extended
    case "m": self = .main
    default: self = .plain
    }
  }
}

// MARK: - Catalog

extension TypeDefinition {
  /// The functions of a type; `t` is `pg_type`.
  static let functions: SQL = """
    ARRAY[t.typinput, t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze,
      t.typsubscript]::pg_catalog.oid[]
    """

  static let requiredContents = BaseType.requiredContents

  /// It has an address of its own within the type's: `objsubid` 1, which `pg_depend` does not use.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    func function(_ column: SQL, _ name: SQL) -> SQL {
      "CASE WHEN t.\(column) <> 0 THEN t.\(column)::pg_catalog.regproc END AS \(name)"
    }
    return """
      SELECT t.tableoid AS classid, t.oid AS objid, 1 AS objsubid, n.nspname AS schema,
        t.typname AS name, \(function("typinput", "input")), \(function("typoutput", "output")),
        \(function("typreceive", "receive")), \(function("typsend", "send")),
        \(function("typmodin", "typmod_in")), \(function("typmodout", "typmod_out")),
        \(function("typanalyze", "analyze")),
        CASE WHEN t.typsubscript <> 0 AND (t.typelem = 0 OR t.typsubscript
            <> 'pg_catalog.raw_array_subscript_handler'::pg_catalog.regproc)
          THEN t.typsubscript::pg_catalog.regproc END AS subscript,
        CASE WHEN t.typlen > 0 THEN t.typlen END AS length, t.typbyval AS is_by_value,
        t.typalign AS alignment, t.typstorage AS storage, t.typcategory AS category,
        t.typispreferred AS is_preferred, t.typdefault AS default_value,
        CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END AS element,
        t.typdelim AS delimiter, t.typcollation <> 0 AS is_collatable
      FROM pg_catalog.pg_type t
      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typisdefined AND \(BaseType.condition) AND \(CatalogScope.userSchemas)
      """
  }

  init?(row: Row, reading: CatalogReading) throws {
    let type = [try row.requiredText("schema"), try row.requiredText("name")]
    self.init(id: ObjectID(.typeDefinition, [], in: ObjectID(.baseType, type)))
    // All as PostgreSQL spells it.
    func sql(_ column: Row.Column) throws -> SQL? {
      try row.text(column).map(SQL.init(unchecked:))
    }
    input = try sql("input") ?? ""
    output = try sql("output") ?? ""
    receive = try sql("receive")
    send = try sql("send")
    typmodIn = try sql("typmod_in")
    typmodOut = try sql("typmod_out")
    analyze = try sql("analyze")
    `subscript` = try sql("subscript")
    length = try row.optionalInt("length")
    isPassedByValue = try row.bool("is_by_value")
    alignment = TypeAlignment(code: try row.requiredText("alignment"))
    storage = TypeStorage(code: try row.requiredText("storage"))
    category = try row.requiredText("category")
    isPreferred = try row.bool("is_preferred")
    defaultValue = try row.text("default_value")
    element = try sql("element")
    delimiter = try row.requiredText("delimiter")
    isCollatable = try row.bool("is_collatable")
  }
}
