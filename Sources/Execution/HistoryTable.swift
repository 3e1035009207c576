import PostgresClient
import PostgresVocabulary

/// The table `plumb.migration_history` in a database that plans are applied to.
enum HistoryTable {
  /// Whether the table is there.
  static func exists(on connection: Connection) async throws -> Bool {
    let rows = try await connection.query(
      "SELECT pg_catalog.to_regclass('plumb.migration_history') IS NOT NULL"
    )
    return try rows.first?.bool(0) ?? false
  }

  /// Whether the table is there and the role may read it.
  static func isReadable(on connection: Connection) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'plumb' AND c.relname = 'migration_history'
      """
    )
    return try rows.first?.bool(0) ?? false
  }

  /// Makes the schema and the table where they are missing, in the open transaction.
  ///
  /// Nobody but their owner can read them, whatever default privileges say: row level security is
  /// on and has no policies, and what was granted by default is revoked.
  static func create(on connection: Connection) async throws {
    if try await exists(on: connection) {
      try await migrate(on: connection)
      return
    }
    let schemas = try await connection.query(
      "SELECT 1 FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'plumb'"
    )
    if schemas.isEmpty {
      try await connection.execute("CREATE SCHEMA plumb")
      try await revokeAll("SCHEMA plumb", of: schemaGrantees, on: connection)
    }
    try await connection.execute(definition)
    try await revokeAll("TABLE plumb.migration_history", of: tableGrantees, on: connection)
  }

  /// Whether the table has the column for states, which tables of earlier versions have not.
  static func hasState(on connection: Connection) async throws -> Bool {
    let rows = try await connection.query(
      """
      SELECT FROM pg_catalog.pg_attribute AS a
      WHERE a.attrelid = pg_catalog.to_regclass('plumb.migration_history')
        AND a.attname = 'state' AND NOT a.attisdropped
      """
    )
    return !rows.isEmpty
  }

  /// Adds what tables of earlier versions have not; left to the table's owner.
  private static func migrate(on connection: Connection) async throws {
    if try await hasState(on: connection) { return }
    let owned = try await connection.query(
      """
      SELECT FROM pg_catalog.pg_class AS c
      WHERE c.oid = 'plumb.migration_history'::pg_catalog.regclass
        AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
      """
    )
    if owned.isEmpty { return }
    try await connection.execute("ALTER TABLE plumb.migration_history ADD COLUMN state jsonb")
  }

  private static func revokeAll(
    _ object: SQL,
    of grantees: SQL,
    on connection: Connection
  ) async throws {
    for row in try await connection.query(grantees) {
      let role = try row.text(0)
      let grantee: SQL = role.map { "\(identifier: $0)" } ?? "PUBLIC"
      try await connection.execute("REVOKE ALL ON \(object) FROM \(grantee)")
    }
  }

  private static let schemaGrantees: SQL = """
    SELECT DISTINCT r.rolname
    FROM pg_catalog.pg_namespace AS n, pg_catalog.aclexplode(n.nspacl) AS a
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
    WHERE n.nspname = 'plumb' AND a.grantee <> n.nspowner
    """

  private static let tableGrantees: SQL = """
    SELECT DISTINCT r.rolname
    FROM pg_catalog.pg_class AS c, pg_catalog.aclexplode(c.relacl) AS a
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.grantee
    WHERE c.oid = 'plumb.migration_history'::pg_catalog.regclass AND a.grantee <> c.relowner
    """

  private static let definition: SQL = """
    CREATE TABLE plumb.migration_history (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      run_id text NOT NULL UNIQUE,
      migration_name text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
      applied_by text NOT NULL,
      environment text NOT NULL,
      statements text[] NOT NULL,
      hazards text[] NOT NULL,
      fingerprint_before text NOT NULL,
      fingerprint_after text,
      duration_ms bigint NOT NULL,
      git_commit text,
      outcome text NOT NULL CHECK (outcome IN ('applied', 'partial', 'failed')),
      error text,
      stages_done integer NOT NULL,
      stages integer NOT NULL,
      plan jsonb NOT NULL,
      tool_version text NOT NULL,
      state jsonb
    );
    COMMENT ON TABLE plumb.migration_history IS 'Every plan that Plumb has applied here.';
    ALTER TABLE plumb.migration_history ENABLE ROW LEVEL SECURITY;
    """
}
