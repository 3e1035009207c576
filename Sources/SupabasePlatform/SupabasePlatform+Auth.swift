extension SupabasePlatform {
  /// People, their sign-ins and their second factors.
  static let auth = """
    DO $platform$
    BEGIN
      IF pg_catalog.to_regtype('auth.aal_level') IS NULL THEN
        CREATE TYPE auth.aal_level AS ENUM ('aal1', 'aal2', 'aal3');
      END IF;
      IF pg_catalog.to_regtype('auth.factor_type') IS NULL THEN
        CREATE TYPE auth.factor_type AS ENUM ('totp', 'webauthn', 'phone');
      END IF;
      IF pg_catalog.to_regtype('auth.factor_status') IS NULL THEN
        CREATE TYPE auth.factor_status AS ENUM ('unverified', 'verified');
      END IF;
    END
    $platform$;

    CREATE TABLE IF NOT EXISTS auth.users (
      instance_id uuid,
      id uuid NOT NULL,
      aud character varying(255),
      role character varying(255),
      email character varying(255),
      encrypted_password character varying(255),
      email_confirmed_at timestamp with time zone,
      invited_at timestamp with time zone,
      confirmation_token character varying(255),
      confirmation_sent_at timestamp with time zone,
      recovery_token character varying(255),
      recovery_sent_at timestamp with time zone,
      email_change_token_new character varying(255),
      email_change character varying(255),
      email_change_sent_at timestamp with time zone,
      last_sign_in_at timestamp with time zone,
      raw_app_meta_data jsonb,
      raw_user_meta_data jsonb,
      is_super_admin boolean,
      created_at timestamp with time zone,
      updated_at timestamp with time zone,
      phone text DEFAULT NULL,
      phone_confirmed_at timestamp with time zone,
      phone_change text DEFAULT '',
      phone_change_token character varying(255) DEFAULT '',
      phone_change_sent_at timestamp with time zone,
      confirmed_at timestamp with time zone
        GENERATED ALWAYS AS (LEAST(email_confirmed_at, phone_confirmed_at)) STORED,
      email_change_token_current character varying(255) DEFAULT '',
      email_change_confirm_status smallint DEFAULT 0,
      banned_until timestamp with time zone,
      reauthentication_token character varying(255) DEFAULT '',
      reauthentication_sent_at timestamp with time zone,
      is_sso_user boolean NOT NULL DEFAULT false,
      deleted_at timestamp with time zone,
      is_anonymous boolean NOT NULL DEFAULT false,
      CONSTRAINT users_pkey PRIMARY KEY (id),
      CONSTRAINT users_phone_key UNIQUE (phone)
    );
    CREATE UNIQUE INDEX IF NOT EXISTS users_email_partial_key
      ON auth.users USING btree (email) WHERE is_sso_user = false;

    CREATE TABLE IF NOT EXISTS auth.identities (
      provider_id text NOT NULL,
      user_id uuid NOT NULL,
      identity_data jsonb NOT NULL,
      provider text NOT NULL,
      last_sign_in_at timestamp with time zone,
      created_at timestamp with time zone,
      updated_at timestamp with time zone,
      email text GENERATED ALWAYS AS (pg_catalog.lower(identity_data ->> 'email')) STORED,
      id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
      CONSTRAINT identities_pkey PRIMARY KEY (id),
      CONSTRAINT identities_provider_id_provider_unique UNIQUE (provider_id, provider),
      CONSTRAINT identities_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
    );

    CREATE TABLE IF NOT EXISTS auth.sessions (
      id uuid NOT NULL,
      user_id uuid NOT NULL,
      created_at timestamp with time zone,
      updated_at timestamp with time zone,
      factor_id uuid,
      aal auth.aal_level,
      not_after timestamp with time zone,
      refreshed_at timestamp without time zone,
      user_agent text,
      ip inet,
      tag text,
      CONSTRAINT sessions_pkey PRIMARY KEY (id),
      CONSTRAINT sessions_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
    );

    CREATE TABLE IF NOT EXISTS auth.mfa_factors (
      id uuid NOT NULL,
      user_id uuid NOT NULL,
      friendly_name text,
      factor_type auth.factor_type NOT NULL,
      status auth.factor_status NOT NULL,
      created_at timestamp with time zone NOT NULL,
      updated_at timestamp with time zone NOT NULL,
      secret text,
      phone text,
      last_challenged_at timestamp with time zone,
      CONSTRAINT mfa_factors_pkey PRIMARY KEY (id),
      CONSTRAINT mfa_factors_user_id_fkey
        FOREIGN KEY (user_id) REFERENCES auth.users (id) ON DELETE CASCADE
    );

    ALTER TYPE auth.aal_level OWNER TO supabase_auth_admin;
    ALTER TYPE auth.factor_type OWNER TO supabase_auth_admin;
    ALTER TYPE auth.factor_status OWNER TO supabase_auth_admin;
    ALTER TABLE auth.users OWNER TO supabase_auth_admin;
    ALTER TABLE auth.identities OWNER TO supabase_auth_admin;
    ALTER TABLE auth.sessions OWNER TO supabase_auth_admin;
    ALTER TABLE auth.mfa_factors OWNER TO supabase_auth_admin;
    ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
    ALTER TABLE auth.identities ENABLE ROW LEVEL SECURITY;
    ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;
    ALTER TABLE auth.mfa_factors ENABLE ROW LEVEL SECURITY;

    """

  /// Who asks, as policies and defaults read it from the request's settings.
  ///
  /// The claims come as one JSON text in `request.jwt.claims`; older gateways set one setting for
  /// each claim, which then comes first.
  static let authFunctions = """
    CREATE OR REPLACE FUNCTION auth.jwt() RETURNS jsonb
      LANGUAGE sql STABLE
      AS $platform$
        SELECT coalesce(
          nullif(pg_catalog.current_setting('request.jwt.claim', true), ''),
          nullif(pg_catalog.current_setting('request.jwt.claims', true), '')
        )::pg_catalog.jsonb
      $platform$;

    CREATE OR REPLACE FUNCTION auth.uid() RETURNS uuid
      LANGUAGE sql STABLE
      AS $platform$
        SELECT coalesce(
          nullif(pg_catalog.current_setting('request.jwt.claim.sub', true), ''),
          nullif(pg_catalog.current_setting('request.jwt.claims', true), '')
            ::pg_catalog.jsonb ->> 'sub'
        )::pg_catalog.uuid
      $platform$;

    CREATE OR REPLACE FUNCTION auth.role() RETURNS text
      LANGUAGE sql STABLE
      AS $platform$
        SELECT coalesce(
          nullif(pg_catalog.current_setting('request.jwt.claim.role', true), ''),
          nullif(pg_catalog.current_setting('request.jwt.claims', true), '')
            ::pg_catalog.jsonb ->> 'role'
        )
      $platform$;

    CREATE OR REPLACE FUNCTION auth.email() RETURNS text
      LANGUAGE sql STABLE
      AS $platform$
        SELECT coalesce(
          nullif(pg_catalog.current_setting('request.jwt.claim.email', true), ''),
          nullif(pg_catalog.current_setting('request.jwt.claims', true), '')
            ::pg_catalog.jsonb ->> 'email'
        )
      $platform$;

    ALTER FUNCTION auth.jwt() OWNER TO supabase_auth_admin;
    ALTER FUNCTION auth.uid() OWNER TO supabase_auth_admin;
    ALTER FUNCTION auth.role() OWNER TO supabase_auth_admin;
    ALTER FUNCTION auth.email() OWNER TO supabase_auth_admin;

    """
}
