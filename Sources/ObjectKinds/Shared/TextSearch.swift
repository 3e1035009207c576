import ObjectModel
import PostgresVocabulary

extension KindTraits {
  /// What the four kinds of text search objects have in common.
  static func textSearch(_ word: String, isOwnable: Bool) -> Self {
    .with {
      $0.isInSchema = true
      $0.infersRenames = true
      $0.isOwnable = isOwnable
      $0.namespaces = ["text search \(word)"]
      $0.exportFolder = "text_search"
    }
  }
}

extension Hazard {
  /// What has been stored stays as the old state of a text search object made it.
  static func staleText(_ id: ObjectID) -> Hazard {
    Hazard(
      .staleData,
      id,
      "what is stored already, in tsvector columns and in indexes, has the words that \(id) "
        + "made of its texts before"
    )
  }
}

enum TextSearch {
  /// The name of an object as it stands in a statement when only the system's schema is searched.
  static func name(_ name: SQL, in schema: SQL) -> SQL {
    """
    CASE WHEN \(schema) = 'pg_catalog' THEN pg_catalog.quote_ident(\(name))
      ELSE pg_catalog.format('%I.%I', \(schema), \(name)) END
    """
  }
}
