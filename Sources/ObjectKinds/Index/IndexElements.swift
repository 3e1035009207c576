import PostgresVocabulary

/// The keys of indexes as statements write them: `lower(name) COLLATE "C" text_pattern_ops DESC`.
enum IndexElements {
  /// The columns in the name that the server gives to an index.
  ///
  /// - Parameters:
  ///   - names: the names of its own columns; empty before a server has made it.
  ///   - elements: its keys.
  ///   - included: its further columns.
  ///   - name: its name, which stands for keys that have no plain name of their own.
  /// - Returns: the names, joined.
  static func joinedNames(
    _ names: [String],
    _ elements: [SQL],
    _ included: [String],
    of name: String
  ) -> String {
    if !names.isEmpty { return ServerNames.joined(names) }
    let plain = elements.map { element in
      let text = element.text.prefix { $0 != " " }
      return text.contains("(") ? nil : QualifiedName(parsing: String(text))?.name
    }
    if plain.contains(nil) { return name }
    return ServerNames.joined(plain.compactMap(\.self) + included)
  }

  /// The column that a key is, if it is written in letters that need no quotes; nil for an
  /// expression.
  static func plainName(of element: SQL) -> String? {
    let text = element.text
    let name = text.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard let first = name.first, !first.isNumber, !text.contains("("),
      name.endIndex == text.endIndex || text[name.endIndex] == " "
    else { return nil }
    return name.lowercased()
  }

  /// That an index `i` is no constraint's.
  static let isFree: SQL = """
    NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
      WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    """

  /// A join that gives the keys of an index `i`, as `e.elements`; of an exclusion constraint `k`
  /// also what it compares them by, as `e.comparisons`.
  ///
  /// It stands behind all that leaves indexes out: keys are put together one index at a time.
  /// What the server assumes is left out: the column's own collation, the type's own operator
  /// class, the usual order. For an exclusion constraint the operator follows.
  ///
  /// - Parameter isExclusion: whether the indexes of exclusion constraints are meant, or those that
  ///   are no constraint's.
  /// - Returns: the join.
  static func join(ofExclusions isExclusion: Bool) -> SQL {
    let operators: SQL = """
      || ' WITH ' || CASE WHEN opn.nspname = 'pg_catalog' THEN op.oprname
        ELSE pg_catalog.format('OPERATOR(%I.%s)', opn.nspname, op.oprname) END
      """
    let comparisons: SQL = """
      , pg_catalog.string_to_array(pg_catalog.string_agg(
        CASE WHEN a.attnum IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid, u.n + 1, false)
          ELSE pg_catalog.quote_ident(a.attname) END || pg_catalog.chr(31)
        || CASE WHEN opn.nspname = 'pg_catalog' THEN op.oprname
          ELSE pg_catalog.format('OPERATOR(%I.%s)', opn.nspname, op.oprname) END
        || pg_catalog.chr(31) || t.typtype::pg_catalog.text, pg_catalog.chr(31) ORDER BY u.n),
        pg_catalog.chr(31)) AS comparisons
      """
    let joins: SQL = """
      JOIN pg_catalog.pg_operator op ON op.oid = k.conexclop[u.n + 1]
      JOIN pg_catalog.pg_namespace opn ON opn.oid = op.oprnamespace
      """
    return """
      CROSS JOIN LATERAL (SELECT pg_catalog.array_agg(
        CASE WHEN a.attnum IS NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid, u.n + 1, false)
          ELSE pg_catalog.quote_ident(a.attname) END
        || CASE WHEN co.oid IS NULL THEN ''
          ELSE pg_catalog.format(' COLLATE %I.%I', con.nspname, co.collname) END
        || CASE WHEN oc.opcdefault AND ia.attoptions IS NULL THEN ''
          WHEN ocn.nspname = 'pg_catalog' THEN pg_catalog.format(' %I', oc.opcname)
          ELSE pg_catalog.format(' %I.%I', ocn.nspname, oc.opcname) END
        || CASE WHEN ia.attoptions IS NULL THEN '' ELSE ' (' || (
            SELECT pg_catalog.string_agg(pg_catalog.format('%I = %L',
              pg_catalog.split_part(o, '=', 1),
              pg_catalog.substr(o, pg_catalog.strpos(o, '=') + 1)), ', ')
            FROM pg_catalog.unnest(ia.attoptions) o) || ')' END
        || CASE i.indoption[u.n] & 3 WHEN 1 THEN ' DESC NULLS LAST' WHEN 2 THEN ' NULLS FIRST'
          WHEN 3 THEN ' DESC' ELSE '' END
        \(isExclusion ? operators : "") ORDER BY u.n) AS elements
        \(isExclusion ? comparisons : "")
      FROM pg_catalog.generate_series(0, i.indnkeyatts - 1) u (n)
      JOIN pg_catalog.pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = u.n + 1
      JOIN pg_catalog.pg_type t ON t.oid = ia.atttypid
      LEFT JOIN pg_catalog.pg_attribute a
        ON a.attrelid = i.indrelid AND a.attnum = i.indkey[u.n] AND a.attnum <> 0
      JOIN pg_catalog.pg_opclass oc ON oc.oid = i.indclass[u.n]
      JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
      LEFT JOIN pg_catalog.pg_collation co ON co.oid = i.indcollation[u.n]
        AND i.indcollation[u.n] <> coalesce(a.attcollation, t.typcollation)
      LEFT JOIN pg_catalog.pg_namespace con ON con.oid = co.collnamespace
      \(isExclusion ? joins : "")) e
      """
  }
}
