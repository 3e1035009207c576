extension SupabasePlatform {
  /// Broadcast messages; policies on them decide who may listen and send.
  static let realtime = """
    CREATE TABLE IF NOT EXISTS realtime.messages (
      topic text NOT NULL,
      extension text NOT NULL,
      payload jsonb,
      event text,
      private boolean DEFAULT false,
      updated_at timestamp without time zone NOT NULL DEFAULT pg_catalog.now(),
      inserted_at timestamp without time zone NOT NULL DEFAULT pg_catalog.now(),
      id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
      CONSTRAINT messages_pkey PRIMARY KEY (id, inserted_at)
    ) PARTITION BY RANGE (inserted_at);
    ALTER TABLE realtime.messages OWNER TO supabase_realtime_admin;
    ALTER TABLE realtime.messages ENABLE ROW LEVEL SECURITY;

    CREATE OR REPLACE FUNCTION realtime.topic() RETURNS text
      LANGUAGE sql STABLE
      AS $platform$
        SELECT nullif(pg_catalog.current_setting('realtime.topic', true), '')
      $platform$;

    CREATE OR REPLACE FUNCTION realtime.send(
      payload jsonb, event text, topic text, private boolean DEFAULT true
    ) RETURNS void
      LANGUAGE plpgsql SET search_path TO ''
      AS $platform$
      BEGIN
        -- The platform delivers the message; here there is nobody who would listen.
      END
      $platform$;

    CREATE OR REPLACE FUNCTION realtime.broadcast_changes(
      topic_name text, event_name text, operation text, table_name text, table_schema text,
      new record, old record, level text DEFAULT 'ROW'
    ) RETURNS void
      LANGUAGE plpgsql SET search_path TO ''
      AS $platform$
      BEGIN
        -- As above.
      END
      $platform$;

    ALTER FUNCTION realtime.topic() OWNER TO supabase_realtime_admin;

    """

  /// Secrets as functions read them; here they are kept in the clear.
  static let vault = """
    CREATE TABLE IF NOT EXISTS vault.secrets (
      id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
      name text,
      description text NOT NULL DEFAULT '',
      secret text NOT NULL,
      key_id uuid,
      nonce bytea,
      created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
      updated_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
      CONSTRAINT secrets_pkey PRIMARY KEY (id)
    );
    CREATE UNIQUE INDEX IF NOT EXISTS secrets_name_idx
      ON vault.secrets USING btree (name) WHERE name IS NOT NULL;
    ALTER TABLE vault.secrets OWNER TO supabase_admin;

    CREATE OR REPLACE VIEW vault.decrypted_secrets AS
      SELECT s.id, s.name, s.description, s.secret, s.secret AS decrypted_secret, s.key_id,
        s.nonce, s.created_at, s.updated_at
      FROM vault.secrets s;
    ALTER VIEW vault.decrypted_secrets OWNER TO supabase_admin;

    CREATE OR REPLACE FUNCTION vault.create_secret(
      new_secret text, new_name text DEFAULT NULL, new_description text DEFAULT '',
      new_key_id uuid DEFAULT NULL
    ) RETURNS uuid
      LANGUAGE sql SECURITY DEFINER SET search_path TO ''
      AS $platform$
        INSERT INTO vault.secrets (secret, name, description, key_id)
        VALUES (new_secret, new_name, new_description, new_key_id)
        RETURNING id
      $platform$;
    ALTER FUNCTION vault.create_secret(text, text, text, uuid) OWNER TO supabase_admin;
    REVOKE ALL ON FUNCTION vault.create_secret(text, text, text, uuid) FROM PUBLIC;

    """
}
