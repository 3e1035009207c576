import PostgresVocabulary

/// Conditions that catalog queries of several kinds share.
enum CatalogScope {
  /// Only schemas that are not the system's own; `n` is `pg_namespace`.
  static let userSchemas: SQL = """
    n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    """
}
