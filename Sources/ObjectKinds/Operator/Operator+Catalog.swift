import ObjectModel
import PostgresVocabulary

extension Operator {
  static let requiredContents: CatalogContents? = .objects(of: "pg_operator")

  /// An operator without a function is a shell.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT o.tableoid AS classid, o.oid AS objid, n.nspname AS schema, o.oprname AS name,
      CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE pg_catalog.format_type(o.oprleft, NULL) END
        || ', ' || pg_catalog.format_type(o.oprright, NULL) AS types,
      o.oprcode::pg_catalog.regproc AS function, o.oprcanhash AS hashes, o.oprcanmerge AS merges,
      CASE WHEN c.oid IS NOT NULL THEN \(OperatorName.column("c", "cn")) END AS commutator,
      CASE WHEN g.oid IS NOT NULL THEN \(OperatorName.column("g", "gn")) END AS negator,
      CASE WHEN o.oprrest <> 0 THEN o.oprrest::pg_catalog.regproc END AS restrict,
      CASE WHEN o.oprjoin <> 0 THEN o.oprjoin::pg_catalog.regproc END AS join
    FROM pg_catalog.pg_operator o
    JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
    LEFT JOIN pg_catalog.pg_operator c ON c.oid = o.oprcom
    LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace
    LEFT JOIN pg_catalog.pg_operator g ON g.oid = o.oprnegate
    LEFT JOIN pg_catalog.pg_namespace gn ON gn.oid = g.oprnamespace
    WHERE o.oprcode <> 0 AND \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(
        .operator,
        [
          try row.requiredText("schema"), try row.requiredText("name"),
          try row.requiredText("types"),
        ]
      )
    )
    // All as PostgreSQL spells it.
    function = SQL(unchecked: try row.requiredText("function"))
    commutator = try row.text("commutator").map(OperatorName.init)
    negator = try row.text("negator").map(OperatorName.init)
    restrict = try row.text("restrict").map(SQL.init(unchecked:))
    join = try row.text("join").map(SQL.init(unchecked:))
    hashes = try row.bool("hashes")
    merges = try row.bool("merges")
  }
}
