import ObjectModel
import PostgresVocabulary

extension OperatorClass {
  static let requiredContents: CatalogContents? = .objects(of: "pg_opclass")

  /// A member belongs to a class when it depends on it.
  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT c.tableoid AS classid, c.oid AS objid, n.nspname AS schema, c.opcname AS name,
      m.amname AS method, pg_catalog.format_type(c.opcintype, NULL) AS type,
      c.opcdefault AS is_default,
      CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format_type(c.opckeytype, NULL) END AS storage,
      CASE WHEN f.opfname <> c.opcname OR f.opfnamespace <> c.opcnamespace
        THEN pg_catalog.format('%I.%I', fn.nspname, f.opfname) END AS family,
      o.numbers AS operator_numbers, o.names AS operators, o.families AS sort_families,
      p.numbers AS function_numbers, p.names AS functions
    FROM pg_catalog.pg_opclass c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.opcnamespace
    JOIN pg_catalog.pg_am m ON m.oid = c.opcmethod
    JOIN pg_catalog.pg_opfamily f ON f.oid = c.opcfamily
    JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace
    LEFT JOIN (\(operators)) o ON o.class = c.oid
    LEFT JOIN (\(functions)) p ON p.class = c.oid
    WHERE \(CatalogScope.userSchemas)
    """
  }

  /// The types of an operator go without saying when they are the class's own.
  private static let operators: SQL = """
    SELECT c.oid AS class,
        pg_catalog.array_agg(a.amopstrategy || CASE
          WHEN a.amoplefttype = c.opcintype AND a.amoprighttype = c.opcintype THEN ''
          ELSE pg_catalog.format(' (%s, %s)', pg_catalog.format_type(a.amoplefttype, NULL),
            pg_catalog.format_type(a.amoprighttype, NULL)) END ORDER BY a.oid) AS numbers,
        pg_catalog.array_agg(\(OperatorName.column("o", "n")) ORDER BY a.oid) AS names,
        pg_catalog.array_agg(CASE WHEN s.oid IS NOT NULL
          THEN pg_catalog.format('%I.%I', sn.nspname, s.opfname) ELSE '' END ORDER BY a.oid)
          AS families
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_opclass c ON c.oid = d.refobjid
      JOIN pg_catalog.pg_amop a ON a.oid = d.objid
      JOIN pg_catalog.pg_operator o ON o.oid = a.amopopr
      JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace
      LEFT JOIN pg_catalog.pg_opfamily s ON s.oid = a.amopsortfamily
      LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = s.opfnamespace
      WHERE d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
      GROUP BY c.oid
    """

  /// The types of a function are always said: what goes without saying depends on the function.
  private static let functions: SQL = """
    SELECT d.refobjid AS class,
        pg_catalog.array_agg(pg_catalog.format('%s (%s, %s)', a.amprocnum,
          pg_catalog.format_type(a.amproclefttype, NULL),
          pg_catalog.format_type(a.amprocrighttype, NULL)) ORDER BY a.oid) AS numbers,
        pg_catalog.array_agg(
          a.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text ORDER BY a.oid)
          AS names
      FROM pg_catalog.pg_depend d
      JOIN pg_catalog.pg_amproc a ON a.oid = d.objid
      WHERE d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass
      GROUP BY d.refobjid
    """

  init?(row: Row, reading: CatalogReading) throws {
    self.init(id: try MethodName.id(.operatorClass, row))
    // All as PostgreSQL spells it.
    type = SQL(unchecked: try row.requiredText("type"))
    isDefault = try row.bool("is_default")
    family = try row.text("family").map(SQL.init(unchecked:))
    storage = try row.text("storage").map(SQL.init(unchecked:))
    let names = try row.optionalTextArray("operators") ?? []
    let families = try row.optionalTextArray("sort_families") ?? []
    for (index, number) in (try row.optionalTextArray("operator_numbers") ?? []).enumerated() {
      operators[number] = ClassOperator(
        name: OperatorName(names[index]),
        sortFamily: families[index].isEmpty ? nil : SQL(unchecked: families[index])
      )
    }
    let numbers = try row.optionalTextArray("function_numbers") ?? []
    for (number, function) in zip(numbers, try row.optionalTextArray("functions") ?? []) {
      functions[number] = SQL(unchecked: function)
    }
  }
}
