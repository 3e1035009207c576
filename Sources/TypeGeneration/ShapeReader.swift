public import PostgresClient
import PostgresVocabulary

/// Reads the shape of a database from its catalogs.
///
/// What belongs to an extension is left out. PostgreSQL 15 and later.
public struct ShapeReader: Sendable {
  private let schemas: [String]

  /// Makes a reader of some schemas.
  public init(schemas: [String]) {
    self.schemas = schemas
  }

  /// Reads the shape in one snapshot.
  ///
  /// - Parameter connection: an idle connection.
  /// - Returns: the shape, without the schemas that are not there.
  /// - Throws: `ServerError`.
  public func read(_ connection: Connection) async throws -> DatabaseShape {
    try await connection.withReadOnlySnapshot { connection in
      let names = [arrayText(schemas)]
      let types = try TypeTable(await connection.query(Self.types))
      let columns = try await connection.query(Self.columns, names)
      let keys = try await connection.query(Self.foreignKeys, names)
      let relations = try await connection.query(Self.relations, names)
      let functions = try await connection.query(Self.functions, names)
      let attributes = try await connection.query(Self.attributes, names)
      let present = try await connection.query(Self.present, names).map { try $0.requiredText(0) }
      let assembly = ShapeAssembly(types: types)
      return DatabaseShape(
        schemas: try present.map { schema in
          let own: (Row) throws -> Bool = { try $0.text("schema") == schema }
          return try assembly.schema(
            schema,
            relations: try relations.filter(own),
            columns: try columns.filter(own),
            keys: try keys.filter(own),
            functions: try functions.filter(own),
            attributes: try attributes.filter(own)
          )
        }
      )
    }
  }

  private func arrayText(_ items: [String]) -> String {
    let quoted = items.map { item in
      let escaped = item.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
      return "\"\(escaped)\""
    }
    return "{\(quoted.joined(separator: ","))}"
  }
}

// MARK: - Queries

extension ShapeReader {
  private static let present: SQL = """
    SELECT n.nspname FROM pg_catalog.pg_namespace n
    WHERE n.nspname = ANY ($1::pg_catalog.text[])
    ORDER BY n.nspname COLLATE "C"
    """

  /// Every type, with what it is made of.
  private static let types: SQL = """
    SELECT t.oid, n.nspname AS schema, t.typname AS name, t.typtype AS type,
      CASE WHEN t.typtype = 'b' AND t.typcategory = 'A' THEN t.typelem ELSE 0 END AS element,
      t.typbasetype AS base, t.typnotnull AS is_not_null, c.relkind AS relation_kind,
      ARRAY(
        SELECT e.enumlabel FROM pg_catalog.pg_enum e
        WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder
      ) AS labels,
      EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = t.oid
          AND d.deptype = 'e'
      ) AS is_of_extension
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
    """

  /// 8 and 4 are the bits of INSERT and UPDATE in `pg_relation_is_updatable`.
  private static let relations: SQL = """
    SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind,
      pg_catalog.obj_description(c.oid, 'pg_class') AS comment,
      pg_catalog.pg_relation_is_updatable(c.oid, true) & 8 = 8 AS is_insertable,
      pg_catalog.pg_relation_is_updatable(c.oid, true) & 4 = 4 AS is_updatable
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
      AND NOT c.relispartition
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
          AND d.deptype = 'e'
      )
    ORDER BY c.relname COLLATE "C"
    """

  private static let columns: SQL = """
    SELECT n.nspname AS schema, c.relname AS relation, a.attname AS name,
      a.atttypid AS type, a.attnotnull AS is_not_null,
      a.atthasdef AS has_default, a.attidentity AS identity, a.attgenerated AS generated,
      pg_catalog.pg_column_is_updatable(c.oid, a.attnum, true) AS is_updatable,
      pg_catalog.col_description(c.oid, a.attnum) AS comment
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
      AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY a.attname COLLATE "C"
    """

  /// The foreign keys between relations of a schema; one-to-one when a key of the referring
  /// relation is within the referring columns.
  private static let foreignKeys: SQL = """
    SELECT n.nspname AS schema, c.relname AS relation, k.conname AS name,
      f.relname AS referenced,
      ARRAY(
        SELECT a.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY x (number, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = x.number
        ORDER BY x.position
      ) AS columns,
      ARRAY(
        SELECT a.attname FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY x (number, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = x.number
        ORDER BY x.position
      ) AS referenced_columns,
      EXISTS (
        SELECT FROM pg_catalog.pg_constraint u
        WHERE u.conrelid = k.conrelid AND u.contype IN ('p', 'u')
          AND u.conkey OPERATOR(pg_catalog.<@) k.conkey
      ) AS is_one_to_one
    FROM pg_catalog.pg_constraint k
    JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND f.relnamespace = c.relnamespace
      AND n.nspname = ANY ($1::pg_catalog.text[])
    ORDER BY k.conname COLLATE "C", f.relname COLLATE "C"
    """

  private static let functions: SQL = """
    SELECT n.nspname AS schema, p.proname AS name, p.prorettype AS result,
      p.proretset AS returns_set, p.pronargdefaults AS defaults,
      pg_catalog.obj_description(p.oid, 'pg_proc') AS comment,
      coalesce(p.proallargtypes, p.proargtypes::pg_catalog.oid[])::pg_catalog.text[] AS types,
      coalesce(p.proargnames, '{}') AS names,
      coalesce(p.proargmodes::pg_catalog.text[], '{}') AS modes
    FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND p.prokind IN ('f', 'w')
      AND p.prorettype <> ALL (ARRAY[
        'pg_catalog.trigger', 'pg_catalog.event_trigger'
      ]::pg_catalog.regtype[])
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid = p.oid
          AND d.deptype = 'e'
      )
    ORDER BY p.proname COLLATE "C", p.pronargs, p.proargtypes::pg_catalog.text
    """

  /// The attributes of composite types.
  private static let attributes: SQL = """
    SELECT n.nspname AS schema, c.relname AS relation, a.attname AS name, a.atttypid AS type
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND c.relkind = 'c'
      AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY c.relname COLLATE "C", a.attnum
    """
}
