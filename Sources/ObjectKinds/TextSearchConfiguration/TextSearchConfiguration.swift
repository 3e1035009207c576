import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A text search configuration.
  static let textSearchConfiguration = KindName("text_search_configuration")
}

/// A text search configuration: a parser, and which dictionaries each type of its tokens goes
/// through.
///
/// Catalogs: `pg_ts_config`, `pg_ts_config_map`. Manual: CREATE TEXT SEARCH CONFIGURATION.
/// Versions: all.
struct TextSearchConfiguration: CatalogObject {
  static let kind = KindName.textSearchConfiguration
  static let summary = "How text search splits texts and looks words up."
  static let places: [ManifestPlace] = [.document(.textSearchConfiguration)]
  static let fields: [Field<Self>] = [
    Field(
      "parser",
      \.parser,
      .replace("PostgreSQL cannot alter the parser of a text search configuration"),
      "The parser, if not the default one."
    ),
    Field(
      "copy",
      \.source,
      .ignored("what was copied is the configuration's own from then on"),
      "The configuration whose parser and mappings it begins with, such as english."
    ),
    Field(
      "mappings",
      \.mappings,
      .alter,
      "The dictionaries, in order, for each type of token; none takes one away that was copied."
    ),
  ]
  static let traits = KindTraits.textSearch("configuration", isOwnable: true)
  private static let usualParser: SQL = "\"default\""

  let id: ObjectID
  var parser = Self.usualParser
  /// Nothing in a catalog.
  var source: SQL?
  var mappings: [String: [SQL]] = [:]

  init(id: ObjectID) {
    self.id = id
  }
}

// MARK: - Catalog

extension TextSearchConfiguration {
  static let requiredContents: CatalogContents? = .objects(of: "pg_ts_config")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.cfgname AS name,
      \(TextSearch.name("p.prsname", in: "pn.nspname")) AS parser,
      coalesce(m.tokens, '{}') AS tokens, coalesce(m.dictionaries, '{}') AS dictionaries
    FROM pg_catalog.pg_ts_config c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.cfgnamespace
    JOIN pg_catalog.pg_ts_parser p ON p.oid = c.cfgparser
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.prsnamespace
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg(t.alias ORDER BY m.maptokentype, m.mapseqno) AS tokens,
        pg_catalog.array_agg(m.mapdict::pg_catalog.regdictionary::pg_catalog.text
          ORDER BY m.maptokentype, m.mapseqno) AS dictionaries
      FROM pg_catalog.pg_ts_config_map m
      JOIN pg_catalog.ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
      WHERE m.mapcfg = c.oid) m ON true
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(Self.kind, [try row.requiredText("schema"), try row.requiredText("name")])
    )
    // As PostgreSQL spells it.
    parser = SQL(unchecked: try row.requiredText("parser"))
    let tokens = try row.textArray("tokens")
    for (token, dictionary) in zip(tokens, try row.textArray("dictionaries")) {
      mappings[token, default: []].append(SQL(unchecked: dictionary))
    }
  }
}
