import PostgresVocabulary

/// What views and materialized views have in common in the catalogs.
enum ViewQuery {
  /// A join that gives name, type and collation of each column as `a.columns`.
  static let columns: SQL = """
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg(pg_catalog.format('%I %s %s', a.attname,
        pg_catalog.format_type(a.atttypid, a.atttypmod),
        a.attcollation::pg_catalog.regcollation) ORDER BY a.attnum) AS columns
      FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) a ON true
    """

  /// The query as `pg_get_viewdef` prints it, without the space before and the semicolon after it.
  static func trimmed(_ text: String) -> SQL {
    var text = text[...]
    if text.hasSuffix(";") { text.removeLast() }
    return SQL(unchecked: String(text.drop { $0 == " " }))
  }
}
