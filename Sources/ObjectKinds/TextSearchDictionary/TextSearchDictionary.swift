import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A text search dictionary.
  static let textSearchDictionary = KindName("text_search_dictionary")
}

/// A text search dictionary: a template with the options that make it one.
///
/// The files that options name lie on the server, and are no part of the database.
/// Catalog: `pg_ts_dict`. Manual: CREATE TEXT SEARCH DICTIONARY. Versions: all.
struct TextSearchDictionary: CatalogObject {
  static let kind = KindName.textSearchDictionary
  static let summary = "What text search makes of words: stop words, stems, synonyms."
  static let places: [ManifestPlace] = [.document(.textSearchDictionary)]
  static let fields: [Field<Self>] = [
    Field(
      "template",
      \.template,
      .replace("PostgreSQL cannot alter the template of a text search dictionary"),
      "The template, such as snowball, simple, synonym, thesaurus or ispell.",
      isRequired: true
    ),
    Field("options", \.options, .alter, "The template's options, such as language or stopwords."),
  ]
  static let traits = KindTraits.textSearch("dictionary", isOwnable: true)

  let id: ObjectID
  var template: SQL = ""
  var options = DictionaryOptions()

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension TextSearchDictionary {
  static let requiredContents: CatalogContents? = .objects(of: "pg_ts_dict")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT d.tableoid AS classid, d.oid AS objid, n.nspname AS schema, d.dictname AS name,
      \(TextSearch.name("t.tmplname", in: "tn.nspname")) AS template,
      d.dictinitoption AS options
    FROM pg_catalog.pg_ts_dict d
    JOIN pg_catalog.pg_namespace n ON n.oid = d.dictnamespace
    JOIN pg_catalog.pg_ts_template t ON t.oid = d.dicttemplate
    JOIN pg_catalog.pg_namespace tn ON tn.oid = t.tmplnamespace
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(Self.kind, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // As PostgreSQL spells it.
    template = SQL(unchecked: try row.requiredText("template"))
    let text = try row.text("options") ?? ""
    guard let options = DictionaryOptions(catalogText: text) else {
      throw RowError(column: "options", problem: .notReadable(as: "options of a dictionary"))
    }
    self.options = options
  }
}

// MARK: - SQL

extension TextSearchDictionary {
  static func address(of id: ObjectID) -> SQL {
    "TEXT SEARCH DICTIONARY \(qualified: id.qualifiedName)"
  }

  func create(in context: StepContext) -> [Step] {
    let settings = ["TEMPLATE = \(template)"] + options.list.map(\.assignment)
    let hazards = context.live[id] == nil ? [] : [Hazard.staleText(id)]
    return [
      Step(
        .create,
        id,
        "CREATE \(Self.address(of: id)) (\n  \(settings, separator: ",\n  ")\n)",
        hazards: hazards
      )
    ]
  }

  func alter(from old: Self, changed: Set<String>, in context: StepContext) -> [Step] {
    let changes = options.changes(from: old.options)
    return [
      Step(
        .alter,
        id,
        "ALTER \(Self.address(of: id)) (\(changes))",
        hazards: options.says(otherThan: old.options) ? [.staleText(id)] : []
      )
    ]
  }

  func drop(in context: StepContext) -> [Step] {
    [Step(.drop, id, "DROP \(Self.address(of: id))")]
  }

  func rename(to id: ObjectID, in context: StepContext) -> [Step] { moved(to: id) }
}
