import PostgresVocabulary

/// Extensions with which an object goes away without being a member: `DEPENDS ON EXTENSION`.
///
/// Catalog: `pg_depend`, `deptype` `x`.
enum ExtensionDependence {
  /// A join that gives the extensions' names, ordered, as `x.extensions`; NULL for none.
  static func join(_ catalog: SQL, _ oid: SQL) -> SQL {
    """
    LEFT JOIN (
      SELECT d.objid, pg_catalog.array_agg(e.extname ORDER BY e.extname) AS extensions
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
      WHERE d.classid = '\(catalog)'::pg_catalog.regclass AND d.deptype = 'x'
        AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      GROUP BY d.objid) x ON x.objid = \(oid)
    """
  }

  /// The clauses that turn one set of extensions into another, to follow `ALTER` and an address.
  static func clauses(from old: [String], to new: [String]) -> [SQL] {
    let gone: [SQL] = old.filter { !new.contains($0) }.map {
      "NO DEPENDS ON EXTENSION \(identifier: $0)"
    }
    return gone
      + new.filter { !old.contains($0) }.map { "DEPENDS ON EXTENSION \(identifier: $0)" }
  }
}
