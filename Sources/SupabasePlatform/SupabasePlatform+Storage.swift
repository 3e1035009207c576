extension SupabasePlatform {
  /// Buckets and files; policies on them decide who may do what.
  static let storage = """
    CREATE TABLE IF NOT EXISTS storage.buckets (
      id text NOT NULL,
      name text NOT NULL,
      owner uuid,
      created_at timestamp with time zone DEFAULT pg_catalog.now(),
      updated_at timestamp with time zone DEFAULT pg_catalog.now(),
      public boolean DEFAULT false,
      avif_autodetection boolean DEFAULT false,
      file_size_limit bigint,
      allowed_mime_types text[],
      owner_id text,
      CONSTRAINT buckets_pkey PRIMARY KEY (id)
    );
    CREATE UNIQUE INDEX IF NOT EXISTS bname ON storage.buckets USING btree (name);

    CREATE TABLE IF NOT EXISTS storage.objects (
      id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(),
      bucket_id text,
      name text,
      owner uuid,
      created_at timestamp with time zone DEFAULT pg_catalog.now(),
      updated_at timestamp with time zone DEFAULT pg_catalog.now(),
      last_accessed_at timestamp with time zone DEFAULT pg_catalog.now(),
      metadata jsonb,
      path_tokens text[] GENERATED ALWAYS AS (pg_catalog.string_to_array(name, '/')) STORED,
      version text,
      owner_id text,
      user_metadata jsonb,
      CONSTRAINT objects_pkey PRIMARY KEY (id),
      CONSTRAINT "objects_bucketId_fkey" FOREIGN KEY (bucket_id) REFERENCES storage.buckets (id)
    );
    CREATE UNIQUE INDEX IF NOT EXISTS bucketid_objname
      ON storage.objects USING btree (bucket_id, name);

    ALTER TABLE storage.buckets OWNER TO supabase_storage_admin;
    ALTER TABLE storage.objects OWNER TO supabase_storage_admin;
    ALTER TABLE storage.buckets ENABLE ROW LEVEL SECURITY;
    ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;

    CREATE OR REPLACE FUNCTION storage.foldername(name text) RETURNS text[]
      LANGUAGE sql IMMUTABLE
      AS $platform$
        SELECT parts[1:pg_catalog.cardinality(parts) - 1]
        FROM pg_catalog.string_to_array(name, '/') AS parts
      $platform$;

    CREATE OR REPLACE FUNCTION storage.filename(name text) RETURNS text
      LANGUAGE sql IMMUTABLE
      AS $platform$
        SELECT parts[pg_catalog.cardinality(parts)]
        FROM pg_catalog.string_to_array(name, '/') AS parts
      $platform$;

    CREATE OR REPLACE FUNCTION storage.extension(name text) RETURNS text
      LANGUAGE sql IMMUTABLE
      AS $platform$
        SELECT parts[pg_catalog.cardinality(parts)]
        FROM pg_catalog.string_to_array(storage.filename(name), '.') AS parts
      $platform$;

    ALTER FUNCTION storage.foldername(text) OWNER TO supabase_storage_admin;
    ALTER FUNCTION storage.filename(text) OWNER TO supabase_storage_admin;
    ALTER FUNCTION storage.extension(text) OWNER TO supabase_storage_admin;

    """
}
