import ObjectModel
import PostgresVocabulary

extension Aggregate {
  static let requiredContents: CatalogContents? = .objects(of: "pg_proc", where: "x.prokind = 'a'")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, n.nspname AS schema, p.proname AS name,
      pg_catalog.oidvectortypes(p.proargtypes) AS types,
      pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
      p.proargnames AS argument_names, p.proargmodes::pg_catalog.text[] AS argument_modes,
      p.proparallel AS parallel, pg_catalog.format_type(p.prorettype, NULL) AS returns,
      a.aggkind AS kind, a.aggnumdirectargs AS direct_count,
      \(functions), a.aggfinalextra AS final_extra, a.aggmfinalextra AS mfinal_extra,
      a.aggfinalmodify AS final_modify, a.aggmfinalmodify AS mfinal_modify,
      pg_catalog.format_type(a.aggtranstype, NULL) AS stype, a.aggtransspace AS sspace,
      pg_catalog.format_type(NULLIF(a.aggmtranstype, 0), NULL) AS mstype,
      a.aggmtransspace AS msspace, a.agginitval AS initcond, a.aggminitval AS minitcond,
      \(OperatorName.column("o", "own")) AS sortop, x.extensions
    FROM pg_catalog.pg_aggregate a
    JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_operator o ON o.oid = a.aggsortop
    LEFT JOIN pg_catalog.pg_namespace own ON own.oid = o.oprnamespace
    \(ExtensionDependence.join("pg_catalog.pg_proc", "p.oid"))
    WHERE \(CatalogScope.userSchemas)
    """
  }

  /// The columns that name functions, by the names of the options.
  private static let functions: SQL = {
    let columns: [(SQL, SQL)] = [
      ("aggtransfn", "sfunc"), ("aggfinalfn", "finalfunc"), ("aggcombinefn", "combinefunc"),
      ("aggserialfn", "serialfunc"), ("aggdeserialfn", "deserialfunc"), ("aggmtransfn", "msfunc"),
      ("aggminvtransfn", "minvfunc"), ("aggmfinalfn", "mfinalfunc"),
    ]
    let list: [SQL] = columns.map { column, name in
      "CASE WHEN a.\(column) <> 0 THEN a.\(column)::pg_catalog.regproc END AS \(name)"
    }
    return "\(list, separator: ",\n  ")"
  }()

  init?(row: Row, reading: CatalogReading) throws {
    self.init(
      id: ObjectID(
        Self.kind,
        [
          try row.requiredText("schema"), try row.requiredText("name"),
          try row.requiredText("types"),
        ]
      )
    )
    // All as PostgreSQL spells it.
    func sql(_ column: Row.Column) throws -> SQL? {
      try row.text(column).map(SQL.init(unchecked:))
    }
    let spelled = try row.requiredText("arguments")
    arguments = SQL(unchecked: spelled.isEmpty ? Self.noArguments : spelled)
    let kind = try row.requiredText("kind")
    isHypothetical = kind == "h"
    form = "\(kind) \(try row.int("direct_count"))"
    returns = try sql("returns") ?? ""
    transition = try sql("sfunc") ?? ""
    stateType = try sql("stype") ?? ""
    stateSpace = try row.int("sspace")
    final = try sql("finalfunc")
    finalTakesArguments = try row.bool("final_extra")
    finalModifies = Self.stateUse(try row.requiredText("final_modify"), kind)
    combine = try sql("combinefunc")
    serialize = try sql("serialfunc")
    deserialize = try sql("deserialfunc")
    initial = try row.text("initcond")
    sortOperator = try row.text("sortop").map(OperatorName.init)
    parallel = ParallelSafety(code: try row.requiredText("parallel"))
    extensions = try row.optionalTextArray("extensions") ?? []
    movingTransition = try sql("msfunc")
    movingInverse = try sql("minvfunc")
    movingStateType = try sql("mstype")
    movingStateSpace = try row.int("msspace")
    movingFinal = try sql("mfinalfunc")
    movingFinalTakesArguments = try row.bool("mfinal_extra")
    movingFinalModifies = Self.stateUse(try row.requiredText("mfinal_modify"), kind)
    movingInitial = try row.text("minitcond")
    signature.inputNames = try row.optionalTextArray("argument_names") ?? []
  }

  /// `pg_aggregate.aggfinalmodify`; nil for what is usual for the kind of aggregate.
  private static func stateUse(_ code: String, _ kind: String) -> StateUse? {
    if code == (kind == "n" ? "r" : "w") { return nil }
    switch code {
    case "r": return .readOnly
    case "s": return .shareable
    default: return .readWrite
    }
  }
}
