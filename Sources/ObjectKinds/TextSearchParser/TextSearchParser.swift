import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A text search parser.
  static let textSearchParser = KindName("text_search_parser")
}

/// A text search parser: functions that split texts into tokens.
///
/// Only superusers can make one.
/// Catalog: `pg_ts_parser`. Manual: CREATE TEXT SEARCH PARSER. Versions: all.
struct TextSearchParser: CatalogObject {
  static let kind = KindName.textSearchParser
  static let summary = "Functions that split texts into tokens."
  static let places: [ManifestPlace] = [.document(.textSearchParser)]
  static let fields: [Field<Self>] = [
    Field("start", \.start, cannot, "The function that begins with a text.", isRequired: true),
    Field("gettoken", \.token, cannot, "The function that gives the next token.", isRequired: true),
    Field("end", \.end, cannot, "The function that ends with a text.", isRequired: true),
    Field(
      "lextypes",
      \.tokenTypes,
      cannot,
      "The function that lists the types of tokens.",
      isRequired: true
    ),
    Field("headline", \.headline, cannot, "The function that marks what was found in a text."),
  ]
  static let traits = KindTraits.textSearch("parser", isOwnable: false)
  private static let cannot = FieldChange.replace(
    "PostgreSQL cannot alter the functions of a text search parser"
  )

  let id: ObjectID
  var start: SQL = ""
  var token: SQL = ""
  var end: SQL = ""
  var tokenTypes: SQL = ""
  var headline: SQL?

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension TextSearchParser {
  static let requiredContents: CatalogContents? = .objects(of: "pg_ts_parser")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, n.nspname AS schema, p.prsname AS name,
      p.prsstart AS start, p.prstoken AS token, p.prsend AS end, p.prslextype AS token_types,
      CASE WHEN p.prsheadline <> 0 THEN p.prsheadline END AS headline
    FROM pg_catalog.pg_ts_parser p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.prsnamespace
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(Self.kind, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // All as PostgreSQL spells it.
    start = SQL(unchecked: try row.requiredText("start"))
    token = SQL(unchecked: try row.requiredText("token"))
    end = SQL(unchecked: try row.requiredText("end"))
    tokenTypes = SQL(unchecked: try row.requiredText("token_types"))
    headline = try row.text("headline").map(SQL.init(unchecked:))
  }
}

// MARK: - SQL

extension TextSearchParser {
  static func address(of id: ObjectID) -> SQL {
    "TEXT SEARCH PARSER \(qualified: id.qualifiedName)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("a text search parser")]
  }

  func create(in context: StepContext) -> [Step] {
    var options: [SQL] = [
      "START = \(start)", "GETTOKEN = \(token)", "END = \(end)", "LEXTYPES = \(tokenTypes)",
    ]
    if let headline { options.append("HEADLINE = \(headline)") }
    let hazards = context.live[id] == nil ? [] : [Hazard.staleText(id)]
    return [Step(.create, id, "CREATE \(Self.address(of: id)) (\(options))", hazards: hazards)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { moved(to: id) }
}
