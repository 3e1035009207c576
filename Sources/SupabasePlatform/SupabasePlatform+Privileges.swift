extension SupabasePlatform {
  /// Who may enter the platform's schemas, and what the API roles get on new objects in `public`:
  /// everything, so that only row level security closes a table that nobody has thought about.
  ///
  /// Nothing is granted again where the platform had been before: a project may have revoked it.
  static let privileges = """
    DO $platform$
    BEGIN
      IF pg_catalog.current_setting('plumb.platform_is_new', true) = 'true' THEN
        GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA extensions TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA auth TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA storage TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA realtime TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA graphql TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA graphql_public TO postgres, anon, authenticated, service_role;
        GRANT USAGE ON SCHEMA vault TO postgres, service_role;
        GRANT ALL ON SCHEMA auth TO supabase_auth_admin;
        GRANT ALL ON SCHEMA storage TO supabase_storage_admin;
        GRANT ALL ON SCHEMA realtime TO supabase_realtime_admin;

        GRANT ALL ON ALL TABLES IN SCHEMA auth TO postgres;
        GRANT ALL ON storage.buckets, storage.objects
          TO postgres, anon, authenticated, service_role;
        GRANT SELECT, INSERT, UPDATE ON realtime.messages
          TO postgres, anon, authenticated, service_role;
        GRANT SELECT, DELETE ON vault.secrets, vault.decrypted_secrets TO postgres, service_role;
        GRANT EXECUTE ON FUNCTION vault.create_secret(text, text, text, uuid)
          TO postgres, service_role;

        ALTER DEFAULT PRIVILEGES FOR ROLE postgres, supabase_admin IN SCHEMA public
          GRANT ALL ON TABLES TO postgres, anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres, supabase_admin IN SCHEMA public
          GRANT ALL ON FUNCTIONS TO postgres, anon, authenticated, service_role;
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres, supabase_admin IN SCHEMA public
          GRANT ALL ON SEQUENCES TO postgres, anon, authenticated, service_role;
      END IF;
      PERFORM pg_catalog.set_config('plumb.platform_is_new', '', false);
    END
    $platform$;

    """
}
