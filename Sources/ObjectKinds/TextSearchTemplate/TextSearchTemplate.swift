import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A text search template.
  static let textSearchTemplate = KindName("text_search_template")
}

/// A text search template: functions of which dictionaries are made.
///
/// Only superusers can make one.
/// Catalog: `pg_ts_template`. Manual: CREATE TEXT SEARCH TEMPLATE. Versions: all.
struct TextSearchTemplate: CatalogObject {
  static let kind = KindName.textSearchTemplate
  static let summary = "Functions of which text search dictionaries are made."
  static let places: [ManifestPlace] = [.document(.textSearchTemplate)]
  static let fields: [Field<Self>] = [
    Field("init", \.initialisation, cannot, "The function that makes a dictionary ready."),
    Field("lexize", \.lexize, cannot, "The function that looks words up.", isRequired: true),
  ]
  static let traits = KindTraits.textSearch("template", isOwnable: false)
  private static let cannot = FieldChange.replace(
    "PostgreSQL cannot alter the functions of a text search template"
  )

  let id: ObjectID
  var initialisation: SQL?
  var lexize: SQL = ""

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension TextSearchTemplate {
  static let requiredContents: CatalogContents? = .objects(of: "pg_ts_template")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT t.tableoid AS classid, t.oid AS objid, n.nspname AS schema, t.tmplname AS name,
      CASE WHEN t.tmplinit <> 0 THEN t.tmplinit END AS init, t.tmpllexize AS lexize
    FROM pg_catalog.pg_ts_template t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.tmplnamespace
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(Self.kind, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // As PostgreSQL spells it.
    initialisation = try row.text("init").map(SQL.init(unchecked:))
    lexize = SQL(unchecked: try row.requiredText("lexize"))
  }
}

// MARK: - SQL

extension TextSearchTemplate {
  static func address(of id: ObjectID) -> SQL {
    "TEXT SEARCH TEMPLATE \(qualified: id.qualifiedName)"
  }

  func requiredRights(for step: Step, in context: StepContext) -> [RequiredRight] {
    [.superuser("a text search template")]
  }

  func create(in context: StepContext) -> [Step] {
    var options: [SQL] = initialisation.map { ["INIT = \($0)"] } ?? []
    options.append("LEXIZE = \(lexize)")
    let hazards = context.live[id] == nil ? [] : [Hazard.staleText(id)]
    return [Step(.create, id, "CREATE \(Self.address(of: id)) (\(options))", hazards: hazards)]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { moved(to: id) }
}
