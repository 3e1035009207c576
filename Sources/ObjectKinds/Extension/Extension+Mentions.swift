import ObjectModel

extension Extension {
  /// Tells whether an object may be the extension's: it lies in the schema that the manifest says.
  ///
  /// Where that says none, the objects of an extension that comes with PostgreSQL lie in `public`,
  /// and another may ask for any schema.
  func mightBring(_ id: ObjectID) -> Bool {
    let isSupplied = Self.supplied.contains(self.id.name)
    if isSupplied, id.kind == .table { return false }
    guard let place = schema ?? (isSupplied ? "public" : nil) else { return true }
    return id.schema == place
  }

  /// The extensions that come with PostgreSQL, none of which makes a table, and one more like them.
  ///
  /// Manual: Additional Supplied Modules and Extensions.
  private static let supplied: Set = [
    "amcheck", "autoinc", "bloom", "bool_plperl", "btree_gin", "btree_gist", "citext", "cube",
    "dblink", "dict_int", "dict_xsyn", "earthdistance", "file_fdw", "fuzzystrmatch", "hstore",
    "hstore_plperl", "hstore_plpython3u", "insert_username", "intagg", "intarray", "isn",
    "jsonb_plperl", "jsonb_plpython3u", "lo", "ltree", "ltree_plpython3u", "moddatetime",
    "old_snapshot", "pageinspect", "pg_buffercache", "pg_freespacemap", "pg_logicalinspect",
    "pg_overexplain", "pg_prewarm", "pg_stat_statements", "pg_surgery", "pg_trgm",
    "pg_visibility", "pg_walinspect", "pgcrypto", "pgrowlocks", "pgstattuple", "plperl",
    "plpgsql", "plpython3u", "pltcl", "postgres_fdw", "refint", "seg", "sslinfo", "tablefunc",
    "tcn", "tsm_system_rows", "tsm_system_time", "unaccent", "uuid-ossp", "vector", "xml2",
  ]
}
