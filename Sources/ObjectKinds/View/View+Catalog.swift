import ObjectModel
import PostgresVocabulary

extension View {
  static let isSlowToRead = true

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.relname AS name,
      pg_catalog.pg_get_viewdef(c.oid) AS query, c.reloptions AS options, a.columns
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    \(ViewQuery.columns)
    WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: ObjectID(.view, [try row.requiredText("schema"), try row.requiredText("name")]))
    query = ViewQuery.trimmed(try row.requiredText("query"))
    let options = StorageParameters.dictionary(try row.optionalTextArray("options") ?? [])
    isSecurityInvoker = options["security_invoker"].map(Self.isTrue)
    isSecurityBarrier = options["security_barrier"].map(Self.isTrue)
    checkOption = options["check_option"].flatMap { ViewCheckOption(rawValue: $0.lowercased()) }
    columns = try row.optionalTextArray("columns") ?? []
  }

  /// Reads an option as the server does: any beginning of these words, `on`, or 1.
  private static func isTrue(_ text: String) -> Bool {
    let word = text.lowercased()
    return word == "on" || word == "1"
      || !word.isEmpty && ("true".hasPrefix(word) || "yes".hasPrefix(word))
  }
}
