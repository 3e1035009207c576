import ObjectModel
import PostgresVocabulary

extension Routine {
  /// What both kinds read of `pg_proc`, with further columns of one kind alone.
  ///
  /// The constructors of a range type are left out: they are made with the type.
  static func routineQuery(_ columns: SQL = "") -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, n.nspname AS schema, p.proname AS name,
      pg_catalog.oidvectortypes(p.proargtypes) AS types,
      pg_catalog.pg_get_function_arguments(p.oid) AS arguments, l.lanname AS language,
      p.prosrc AS source, p.probin AS object_file, p.prosecdef AS is_definer, p.proconfig AS config,
      CASE WHEN p.prosqlbody IS NOT NULL THEN pg_catalog.pg_get_function_sqlbody(p.oid) END
        AS sql_body, t.names AS transforms, p.proargnames AS argument_names,
      p.proargmodes::pg_catalog.text[] AS argument_modes, a.names AS argument_types,
      p.pronargs AS input_count, p.pronargdefaults AS default_count,
      p.prorettype = 'pg_catalog.record'::pg_catalog.regtype AS gives_record, x.extensions\(columns)
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg(pg_catalog.format_type(o, NULL) ORDER BY position) AS names
      FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY u (o, position)) t ON true
    LEFT JOIN LATERAL (
      SELECT pg_catalog.array_agg(pg_catalog.format_type(o, NULL) ORDER BY position) AS names
      FROM pg_catalog.unnest(p.proallargtypes) WITH ORDINALITY u (o, position)) a ON true
    \(ExtensionDependence.join("pg_catalog.pg_proc", "p.oid"))
    WHERE p.prokind IN (\(codes)) AND \(CatalogScope.userSchemas)
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend i
        WHERE i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objid = p.oid
          AND i.deptype = 'i')
    """
  }

  /// Reads what both kinds have.
  init(routine row: Row) throws {
    self.init(
      id: ObjectID(
        Self.kind,
        [
          try row.requiredText("schema"), try row.requiredText("name"),
          try row.requiredText("types"),
        ]
      )
    )
    arguments = SQL(unchecked: try row.requiredText("arguments"))
    language = try row.requiredText("language")
    security = try row.bool("is_definer") ? .definer : nil
    settings = SettingList(try row.optionalTextArray("config") ?? [])
    transforms = try row.optionalTextArray("transforms")?.map(SQL.init(unchecked:)) ?? []
    extensions = try row.optionalTextArray("extensions") ?? []
    sqlBody = try row.text("sql_body").map(SQL.init(unchecked:))
    objectFile = try row.text("object_file")
    let source = try row.requiredText("source")
    if objectFile != nil {
      linkSymbol = source
    } else if sqlBody == nil {
      body = SQL(unchecked: source)
    }
    try readSignature(row)
  }

  /// `pg_proc.proargmodes`: i IN, o OUT, b INOUT, v VARIADIC, t TABLE; NULL when all are IN.
  private mutating func readSignature(_ row: Row) throws {
    let count = try row.int("input_count")
    let modes =
      try row.optionalTextArray("argument_modes") ?? Array(repeating: "i", count: count)
    let names =
      try row.optionalTextArray("argument_names") ?? Array(repeating: "", count: modes.count)
    let types = try row.optionalTextArray("argument_types") ?? []
    let givesRecord = try row.bool("gives_record")
    signature.defaultCount = try row.int("default_count")
    for (index, mode) in modes.enumerated() {
      let name = names.indices.contains(index) ? names[index] : ""
      if ["i", "b", "v"].contains(mode) { signature.inputNames.append(name) }
      if givesRecord, ["o", "b", "t"].contains(mode), types.indices.contains(index) {
        signature.outputs.append("\(name) \(types[index])")
      }
    }
  }
}
