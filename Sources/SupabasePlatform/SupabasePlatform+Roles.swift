extension SupabasePlatform {
  /// The platform's roles; one that exists keeps its attributes.
  ///
  /// Roles belong to the server: another session may be making the same one, which shows as
  /// `duplicate_object` or, in the catalog's index, as `unique_violation`.
  static let roles = """
    DO $platform$
    DECLARE
      item record;
    BEGIN
      FOR item IN
        SELECT * FROM (VALUES
          (1, 'postgres', 'LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS'),
          (2, 'supabase_admin', 'LOGIN SUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS'),
          (3, 'anon', 'NOLOGIN NOINHERIT'),
          (4, 'authenticated', 'NOLOGIN NOINHERIT'),
          (5, 'service_role', 'NOLOGIN NOINHERIT BYPASSRLS'),
          (6, 'authenticator', 'LOGIN NOINHERIT'),
          (7, 'dashboard_user', 'NOLOGIN CREATEDB CREATEROLE REPLICATION'),
          (8, 'pgbouncer', 'LOGIN'),
          (9, 'supabase_auth_admin', 'LOGIN NOINHERIT CREATEROLE'),
          (10, 'supabase_storage_admin', 'LOGIN NOINHERIT CREATEROLE'),
          (11, 'supabase_realtime_admin', 'NOLOGIN NOINHERIT'),
          (12, 'supabase_functions_admin', 'LOGIN NOINHERIT CREATEROLE'),
          (13, 'supabase_replication_admin', 'LOGIN REPLICATION'),
          (14, 'supabase_read_only_user', 'LOGIN BYPASSRLS')
        ) AS role (position, name, attributes)
        ORDER BY position
      LOOP
        CONTINUE WHEN EXISTS (
          SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = item.name
        );
        BEGIN
          EXECUTE pg_catalog.format('CREATE ROLE %I %s', item.name, item.attributes);
          IF item.name = 'anon' THEN
            ALTER ROLE anon SET statement_timeout TO '3s';
          ELSIF item.name = 'authenticated' THEN
            ALTER ROLE authenticated SET statement_timeout TO '8s';
          ELSIF item.name = 'authenticator' THEN
            GRANT anon, authenticated, service_role TO authenticator;
            ALTER ROLE authenticator SET statement_timeout TO '8s';
          ELSIF item.name = 'supabase_read_only_user' THEN
            GRANT pg_read_all_data TO supabase_read_only_user;
          END IF;
        EXCEPTION
          WHEN duplicate_object OR unique_violation THEN NULL;
        END;
      END LOOP;
    END
    $platform$;

    """

  /// The platform's schemas that users' objects refer to, and the publication.
  static let schemas = """
    CREATE SCHEMA IF NOT EXISTS auth AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS storage AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS realtime AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS vault AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS graphql AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS graphql_public AUTHORIZATION supabase_admin;
    CREATE SCHEMA IF NOT EXISTS pgbouncer AUTHORIZATION pgbouncer;
    CREATE SCHEMA IF NOT EXISTS extensions AUTHORIZATION postgres;

    DO $platform$
    BEGIN
      IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_publication p WHERE p.pubname = 'supabase_realtime'
      ) THEN
        CREATE PUBLICATION supabase_realtime;
        ALTER PUBLICATION supabase_realtime OWNER TO postgres;
      END IF;
    END
    $platform$;

    """

  /// The extensions that every project starts with, where this server has them.
  static let extensions = """
    DO $platform$
    DECLARE
      item record;
    BEGIN
      FOR item IN
        SELECT a.name FROM pg_catalog.pg_available_extensions a
        WHERE a.name IN ('pgcrypto', 'uuid-ossp') AND a.installed_version IS NULL
        ORDER BY a.name
      LOOP
        EXECUTE pg_catalog.format('CREATE EXTENSION %I SCHEMA extensions', item.name);
      END LOOP;
    END
    $platform$;

    """
}
