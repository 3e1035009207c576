public import PostgresClient
import PostgresVocabulary

/// The table in which the Supabase CLI keeps which migrations a database has had:
/// `supabase_migrations.schema_migrations`.
///
/// Older versions of the CLI made it without the columns `statements` and `name`.
public enum MigrationTable {
  /// The schema that it lies in.
  public static let schema = "supabase_migrations"

  /// What the table says of one migration.
  public struct Row: Hashable, Sendable {
    /// The file's version.
    public let version: String
    /// The file's name, without the version.
    public let name: String
    /// The statements that were run; nil when they were not recorded.
    public let statements: [String]?

    /// Describes a row.
    public init(version: String, name: String, statements: [String]?) {
      self.version = version
      self.name = name
      self.statements = statements
    }
  }

  /// Reads the table; one that is not there has no rows.
  ///
  /// - Parameter connection: the database.
  /// - Returns: the rows by version.
  /// - Throws: `ServerError`, above all when the role may not read it.
  public static func rows(on connection: Connection) async throws -> [Row] {
    let columns = try await connection.query(
      """
      SELECT a.attname FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = pg_catalog.to_regclass('supabase_migrations.schema_migrations')
        AND a.attnum > 0 AND NOT a.attisdropped
      """
    ).map { try $0.requiredText(0) }
    if columns.isEmpty { return [] }
    let name: SQL = columns.contains("name") ? "m.name" : "NULL"
    // One row for each statement, so that no form of an array has to be read.
    let statements: SQL = columns.contains("statements") ? "m.statements" : "NULL::text[]"
    let found = try await connection.query(
      """
      SELECT m.version, coalesce(\(name), ''), \(statements) IS NOT NULL, s.text
      FROM supabase_migrations.schema_migrations m
      LEFT JOIN LATERAL pg_catalog.unnest(\(statements)) WITH ORDINALITY s(text, number) ON true
      ORDER BY m.version COLLATE "C", s.number
      """
    )
    var rows: [Row] = []
    for row in found {
      let version = try row.requiredText(0)
      let isRecorded = try row.requiredText(2) == "t"
      let more = try row.text(3).map { [$0] } ?? []
      let earlier = rows.last?.version == version ? rows.removeLast().statements ?? [] : []
      let statements = isRecorded ? earlier + more : nil
      rows.append(Row(version: version, name: try row.requiredText(1), statements: statements))
    }
    return rows
  }

  /// Enters migrations as applied, as `supabase migration repair --status applied` does, and takes
  /// others out; both or neither.
  ///
  /// - Parameters:
  ///   - files: the migrations to enter.
  ///   - versions: those to take out.
  ///   - connection: the database.
  /// - Throws: `ServerError`.
  public static func mark(
    applied files: [MigrationFile],
    reverted versions: [String],
    on connection: Connection
  ) async throws {
    try await connection.execute("BEGIN")
    do {
      try await connection.execute(definition)
      for file in files { try await enter(file, on: connection) }
      for version in versions {
        try await connection.query(
          "DELETE FROM supabase_migrations.schema_migrations WHERE version = $1",
          [version]
        )
      }
      try await connection.execute("COMMIT")
    } catch {
      try? await connection.cleanUp("ROLLBACK")
      throw error
    }
  }

  private static func enter(_ file: MigrationFile, on connection: Connection) async throws {
    let texts = file.sql.statements.map { statement -> SQL in "\(literal: statement.text)" }
    try await connection.query(
      """
      INSERT INTO supabase_migrations.schema_migrations (version, name, statements)
      VALUES (\(literal: file.version.text), \(literal: file.name),
        ARRAY[\(texts, separator: ", ")]::text[])
      ON CONFLICT (version) DO UPDATE
      SET name = EXCLUDED.name, statements = EXCLUDED.statements
      """
    )
  }

  /// The table as the CLI makes it, column by column.
  private static let definition: SQL = """
    SET LOCAL lock_timeout = '4s';
    SET LOCAL client_min_messages = warning;
    CREATE SCHEMA IF NOT EXISTS supabase_migrations;
    CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations
      (version text NOT NULL PRIMARY KEY);
    ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS statements text[];
    ALTER TABLE supabase_migrations.schema_migrations ADD COLUMN IF NOT EXISTS name text
    """
}
