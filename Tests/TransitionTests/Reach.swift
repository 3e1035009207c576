import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// What the roles of a server that are no superusers can do in a database, and how many rows each
/// of them sees: found out by asking the server and by trying, not by reading grants and policies.
struct Reach {
  /// One thing that a role can do.
  struct Ability: Hashable, CustomStringConvertible {
    let role: String
    let action: String
    /// The schema, and the object in it; only one of them for what is in no schema.
    let schema: String
    let name: String
    /// The column, where it is about one.
    let column: String

    var description: String { "\(role): \(action) \(schema).\(name).\(column)" }
    fileprivate var object: [String] { [schema, name, column] }
  }

  /// How often: the number of rows seen, and 1 for everything else.
  private let abilities: [Ability: Int]
  private let objects: Set<[String]>

  init(of settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    try await connection.execute(Self.seeing)
    let rows = try await connection.query("\(Self.privileges) UNION ALL \(Self.seen)")
    let objects = try await connection.query(Self.objects)
    await connection.close()
    abilities = try rows.reduce(into: [:]) { result, row in
      let ability = Ability(
        role: try row.text(0) ?? "",
        action: try row.text(1) ?? "",
        schema: try row.text(2) ?? "",
        name: try row.text(3) ?? "",
        column: try row.text(4) ?? ""
      )
      result[ability] = try row.int(5)
    }
    self.objects = Set(
      try objects.map { row in
        [try row.text(0) ?? "", try row.text(1) ?? "", try row.text(2) ?? ""]
      }
    )
  }

  /// What roles that were there before have come to be able to do with objects that were there
  /// before, and of which a plan's hazards do not speak.
  func unsaid(in later: Reach, by plan: Plan) -> [String] {
    let hazards = plan.hazards.filter { $0.name == .accessWidened || $0.name == .rowSecurityOff }
    let gained = later.abilities.filter { ability, count in
      count > (abilities[ability] ?? 0) && objects.contains(ability.object)
        && objects.contains(["", ability.role, ""])
    }
    return gained.keys.filter { ability in !hazards.contains { $0.speaks(of: ability) } }
      .map(\.description).sorted()
  }

  private static let scope: SQL = """
    n.nspname <> 'plumb' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
    """
  private static let roles: SQL = """
    (SELECT r.oid, r.rolname FROM pg_catalog.pg_roles r
      WHERE NOT r.rolsuper AND r.rolname NOT LIKE 'pg\\_%')
    """

  private static let objects: SQL = """
    SELECT n.nspname, c.relname, '' FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
    UNION
    SELECT n.nspname, c.relname, a.attname FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    UNION
    SELECT n.nspname, p.proname, '' FROM pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND \(scope)
    UNION
    SELECT n.nspname, '', '' FROM pg_catalog.pg_namespace n WHERE \(scope)
    UNION
    SELECT '', r.rolname, '' FROM pg_catalog.pg_roles r
    """

  private static let privileges: SQL = """
    SELECT r.rolname, p.what, n.nspname, c.relname, '', 1
    FROM \(roles) r CROSS JOIN pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
    CROSS JOIN pg_catalog.unnest('{INSERT,UPDATE,DELETE,TRUNCATE}'::text[]) p(what)
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
      AND (pg_catalog.has_table_privilege(r.oid, c.oid, p.what)
        OR p.what IN ('INSERT', 'UPDATE')
          AND pg_catalog.has_any_column_privilege(r.oid, c.oid, p.what))
    UNION ALL
    SELECT r.rolname, 'SELECT', n.nspname, c.relname, a.attname, 1
    FROM \(roles) r CROSS JOIN pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
      AND pg_catalog.has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT')
    UNION ALL
    SELECT r.rolname, 'advance', n.nspname, c.relname, '', 1
    FROM \(roles) r CROSS JOIN pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
    WHERE c.relkind = 'S' AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
      AND pg_catalog.has_sequence_privilege(r.oid, c.oid, 'USAGE, UPDATE')
    UNION
    SELECT r.rolname, 'call', n.nspname, p.proname, '', 1
    FROM \(roles) r CROSS JOIN pg_catalog.pg_proc p
    JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND \(scope)
    WHERE pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
      AND pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE')
      AND p.prorettype NOT IN ('trigger'::pg_catalog.regtype, 'event_trigger'::pg_catalog.regtype)
    UNION ALL
    SELECT r.rolname, p.what, n.nspname, '', '', 1
    FROM \(roles) r CROSS JOIN pg_catalog.pg_namespace n
    CROSS JOIN pg_catalog.unnest('{USAGE,CREATE}'::text[]) p(what)
    WHERE \(scope) AND pg_catalog.has_schema_privilege(r.oid, n.oid, p.what)
    UNION ALL
    SELECT r.rolname, 'act as', '', m.rolname, '', 1
    FROM \(roles) r JOIN pg_catalog.pg_roles m ON m.oid <> r.oid
      AND pg_catalog.pg_has_role(r.oid, m.oid, 'MEMBER')
    UNION ALL
    SELECT r.rolname, 'go past policies as', '', r.rolname, '', 1
    FROM pg_catalog.pg_roles r WHERE r.rolbypassrls OR r.rolsuper
    """

  /// Counts what each role sees, and leaves it in a setting of the session: event triggers may
  /// forbid tables.
  private static let seeing: SQL = """
    SET search_path = '';
    DO $$
    DECLARE
      task record;
      found bigint;
      seen jsonb = '[]';
    BEGIN
      FOR task IN
        SELECT r.rolname, n.nspname, c.relname
        FROM \(roles) r CROSS JOIN pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND \(scope)
        WHERE c.relkind IN ('r', 'p', 'v', 'm')
          AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')
          AND pg_catalog.has_any_column_privilege(r.oid, c.oid, 'SELECT')
      LOOP
        BEGIN
          EXECUTE pg_catalog.format('SET LOCAL ROLE %I', task.rolname);
          EXECUTE pg_catalog.format(
            'SELECT pg_catalog.count(*) FROM %I.%I', task.nspname, task.relname) INTO found;
        EXCEPTION WHEN OTHERS THEN found := 0;
        END;
        RESET ROLE;
        seen := seen || pg_catalog.jsonb_build_object('role', task.rolname,
          'schema', task.nspname, 'name', task.relname, 'number', found);
      END LOOP;
      PERFORM pg_catalog.set_config('reach.seen', seen::text, false);
    END$$
    """

  private static let seen: SQL = """
    SELECT s.role, 'see rows of', s.schema, s.name, '', s.number
    FROM pg_catalog.jsonb_to_recordset(pg_catalog.current_setting('reach.seen')::pg_catalog.jsonb)
      s(role text, schema text, name text, number bigint)
    """
}

extension Hazard {
  /// Whether it is about the object, or about something that the ability can come from.
  fileprivate func speaks(of ability: Reach.Ability) -> Bool {
    let root = subject.root
    if root.name == ability.name || root.names.count > 1 && root.names[1] == ability.name {
      return true
    }
    if root.schema == nil { return message.contains(ability.role) || root.name == ability.schema }
    return message.contains(ability.name) && !ability.name.isEmpty
  }
}
