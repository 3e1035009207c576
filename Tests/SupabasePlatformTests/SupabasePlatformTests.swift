import EmbeddedPostgres
import PostgresClient
import PostgresVocabulary
import SupabasePlatform
import Testing

@Suite struct SupabasePlatformTests {
  @Test func loadsIntoSeveralDatabasesAtOnce() async throws {
    try await withServer { settings in
      let connection = try await Connection.open(settings)
      let names = ["one", "two", "three"]
      for name in names { try await connection.query("CREATE DATABASE \(identifier: name)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in names {
          group.addTask { try await load(settings.with(databaseName: name)) }
        }
        try await group.waitForAll()
      }
      let missing = try await connection.query(
        """
        SELECT r.name
        FROM unnest('{anon,authenticated,service_role,authenticator,postgres}'::text[]) AS r (name)
        EXCEPT SELECT rolname FROM pg_catalog.pg_roles
        """
      )
      #expect(missing.isEmpty)
      await connection.close()
    }
  }

  @Test func secondLoadRestoresNothingThatWasRevoked() async throws {
    try await withServer { settings in
      try await load(settings)
      let connection = try await Connection.open(settings)
      let privileges: SQL = "SELECT defaclacl::text FROM pg_catalog.pg_default_acl ORDER BY 1"
      try await connection.execute(
        """
        ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
          REVOKE ALL ON TABLES FROM anon;
        REVOKE USAGE ON SCHEMA public FROM anon;
        CREATE SCHEMA app;
        """
      )
      let before = try await connection.query(privileges)
      try await load(settings)
      let after = try await connection.query(privileges)
      #expect(before.map(\.values) == after.map(\.values))
      let usage = try await connection.query(
        "SELECT pg_catalog.has_schema_privilege('anon', 'public', 'USAGE')"
      )
      #expect(usage.first?.values == ["t"], "PUBLIC has USAGE by itself")
      let explicit = try await connection.query(
        """
        SELECT FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) a
        WHERE n.nspname = 'public' AND a.grantee = 'anon'::pg_catalog.regrole
        """
      )
      #expect(explicit.isEmpty)
      await connection.close()
    }
  }

  @Test func functionsReadTheClaimsOfTheRequest() async throws {
    try await withServer { settings in
      try await load(settings)
      let connection = try await Connection.open(settings)
      let asked: SQL = "SELECT auth.uid(), auth.role(), auth.email(), auth.jwt() ->> 'aal'"
      #expect(try await connection.query(asked).first?.values == [nil, nil, nil, nil])
      let id = "11111111-1111-4111-8111-111111111111"
      let claims = """
        {"sub": "\(id)", "role": "authenticated", "email": "ada@example.com", "aal": "aal2"}
        """
      try await connection.query(
        "SELECT pg_catalog.set_config('request.jwt.claims', \(literal: claims), false)"
      )
      let row = try await connection.query(asked).first
      #expect(row?.values == [id, "authenticated", "ada@example.com", "aal2"])
      let paths = try await connection.query(
        """
        SELECT storage.foldername('a/b/c.tar.gz'), storage.filename('a/b/c.tar.gz'),
          storage.extension('a/b/c.tar.gz'), storage.foldername('c')
        """
      )
      #expect(paths.first?.values == ["{a,b}", "c.tar.gz", "gz", "{}"])
      await connection.close()
    }
  }

  @Test func strangersSeeNeitherPeopleNorFiles() async throws {
    try await withServer { settings in
      try await load(settings)
      let connection = try await Connection.open(settings)
      try await connection.execute(
        """
        INSERT INTO auth.users (id) VALUES (gen_random_uuid());
        INSERT INTO storage.buckets (id, name) VALUES ('files', 'files');
        INSERT INTO storage.objects (bucket_id, name) VALUES ('files', 'a/b.txt');
        SET ROLE anon;
        """
      )
      let error = await #expect(throws: ServerError.self) {
        try await connection.query("SELECT FROM auth.users")
      }
      #expect(error?.sqlState == .insufficientPrivilege)
      #expect(try await connection.query("SELECT FROM storage.objects").isEmpty)
      try await connection.execute("SET ROLE service_role")
      #expect(try await connection.query("SELECT FROM storage.objects").count == 1)
      await connection.close()
    }
  }
}

/// Runs the platform's text as one batch, with the empty search path of our own connections.
private func load(_ settings: ConnectionSettings) async throws {
  let connection = try await Connection.open(settings)
  try await connection.execute("SET search_path TO ''")
  // The text is a constant of ours.
  try await connection.execute(SQL(unchecked: SupabasePlatform.bootstrap))
  await connection.close()
}

/// Runs something with a fresh server of its own: roles belong to the whole server.
private func withServer(_ body: (ConnectionSettings) async throws -> Void) async throws {
  let server = try await EphemeralServer.start(ServerBinaries.find())
  do {
    try await body(ConnectionSettings(server.connectionString))
  } catch {
    try await server.stop()
    throw error
  }
  try await server.stop()
}
