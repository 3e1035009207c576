import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A conversion between encodings.
  static let conversion = KindName("conversion")
}

/// A conversion from one encoding to another.
///
/// Catalog: `pg_conversion`. Manual: CREATE CONVERSION. Versions: all.
struct Conversion: CatalogObject {
  static let kind = KindName.conversion
  static let summary = "How texts in one encoding become texts in another."
  static let places: [ManifestPlace] = [.document(.conversion)]
  static let traits = KindTraits.with {
    $0.isInSchema = true
    $0.isOwnable = true
    $0.exportFolder = "conversions"
  }
  static let fields: [Field<Self>] = [
    Field("for", \.source, .replace(unalterable), "The encoding before.", isRequired: true),
    Field("to", \.destination, .replace(unalterable), "The encoding after.", isRequired: true),
    Field("from", \.function, .replace(unalterable), "The function.", isRequired: true),
    Field("default", \.isDefault, .replace(unalterable), "Whether the server uses it unasked."),
  ]
  private static let unalterable = "PostgreSQL cannot alter a conversion"

  let id: ObjectID
  var source = ""
  var destination = ""
  var function: SQL = ""
  var isDefault = false

  init(id: ObjectID) {
    self.id = id
  }

  static func address(of id: ObjectID) -> SQL {
    "CONVERSION \(qualified: id.qualifiedName)"
  }

  static let requiredContents: CatalogContents? = .objects(of: "pg_conversion")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.conname AS name,
      pg_catalog.pg_encoding_to_char(c.conforencoding) AS source,
      pg_catalog.pg_encoding_to_char(c.contoencoding) AS destination,
      c.conproc::pg_catalog.regproc AS function, c.condefault AS is_default
    FROM pg_catalog.pg_conversion c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(.conversion, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    source = try row.requiredText("source")
    destination = try row.requiredText("destination")
    // As PostgreSQL spells it.
    function = SQL(unchecked: try row.requiredText("function"))
    isDefault = try row.bool("is_default")
  }

  /// The server runs the function for whoever's texts are converted, and asks for no right to it.
  func create(in context: StepContext) -> [Step] {
    let word: SQL = isDefault ? "DEFAULT CONVERSION" : "CONVERSION"
    return [
      Step(
        .create,
        id,
        """
        CREATE \(word) \(qualified: id.qualifiedName)
          FOR \(literal: source) TO \(literal: destination) FROM \(function)
        """,
        hazards: CalledRoutines.hazards(of: id, asking: .nobody, in: context)
      )
    ]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }
}
