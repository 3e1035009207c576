import Foundation
import PostgresVocabulary
import Testing

/// The report that the project started from: environments that differ in every way are brought
/// together, and known to be the same.
@Suite("three environments that differ in every way")
struct TogetherTests {
  @Test("come together by export, diff, sync, apply and verify, with migration files that say so")
  func together() async throws {
    try await Story.with(Self.environments, haveServers: true) { story in
      try await Self.make(story)
      try await exported(story)
      try await compared(story)
      try await synchronised(story)
      try await deployed(story)
      try await settled(story)
    }
  }

  /// Production becomes manifests, its sign-in settings too.
  private func exported(_ story: Story) async throws {
    try story.write("platform: postgres\nmanage: [shop]\n", to: "plumb.yaml")
    let run = try await story.plumb("export", "production", "--to", ".", "--update")
    #expect(run.code == 0, "\(run.errors)")
    // Each environment keeps a secret of its own, which the manifests leave alone.
    let auth = "desired-state/auth/auth.yaml"
    let settings = try String(contentsOfFile: "\(story.folder)/\(auth)", encoding: .utf8)
    let secret = "  external:\n    github: {secret: \"${env:GOTRUE_EXTERNAL_GITHUB_SECRET}\"}\n"
    #expect(settings.contains(secret), "a reference, no secret")
    try story.write(settings.replacingOccurrences(of: secret, with: ""), to: auth)
    let verified = try await story.plumb("verify", "production")
    #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
    let tables = "\(story.folder)/desired-state/shop/tables/orders.yaml"
    #expect(try String(contentsOfFile: tables, encoding: .utf8).contains("People see their own"))
    let plan = try await story.plumb("plan", "production", "--detailed-exitcode")
    #expect(plan.code == 0, "\(plan.output)")
  }

  /// Every difference is found, before anything is done about it.
  private func compared(_ story: Story) async throws {
    let run = try await story.plumb("diff", "development", "production")
    #expect(run.code == 2)
    for line in Self.differences { #expect(run.output.contains(line), "\(line):\n\(run.output)") }
    let verified = try await story.plumb("verify")
    #expect(verified.code == 2)
    #expect(verified.output.contains("desired-state/shop/tables/orders.yaml:"))
  }

  /// Development by a synchronisation, staging by the manifests.
  private func synchronised(_ story: Story) async throws {
    let sync = ["sync", "--from", "production", "--to", "development"]
    #expect(try await story.plumb(sync + ["--check"]).code == 2)
    let run = try await story.plumb(sync + ["--auto-approve", "--allow", "all"])
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(try await story.plumb(sync + ["--check"]).code == 0)
    let refused = try await story.plumb("apply", "staging", "--auto-approve")
    #expect(refused.code == 3, "an extra table holds rows")
    let apply = ["apply", "--auto-approve", "--allow", "all"]
    for name in ["staging", "development"] {
      let applied = try await story.plumb(apply + [name])
      #expect(applied.code == 0, "\(applied.output)\(applied.errors)")
    }
  }

  /// Files that no longer say what the databases are lead there again.
  private func deployed(_ story: Story) async throws {
    let verify = ["migrations", "verify"]
    let stale = try await story.plumb(verify)
    #expect(stale.code == 2, "\(stale.errors)")
    let run = try await story.plumb("migrations", "write", "production", "--name", "catch_up")
    #expect(run.code == 0, "\(run.errors)")
    for name in Self.environments.keys {
      let same = try await story.plumb(verify + [name])
      #expect(same.code == 0, "\(name): \(same.output)\(same.errors)")
      #expect(try await story.plumb("migrations", "status", name).code == 2)
      let mark = ["migrations", "status", name, "--mark-applied", "all"]
      #expect(try await story.plumb(mark).code == 0)
    }
  }

  /// Nothing differs any more, whoever is asked.
  private func settled(_ story: Story) async throws {
    let run = try await story.plumb("verify")
    #expect(run.code == 0, "\(run.output)")
    let production = try await story.dump("production")
    #expect(production.contains("CREATE POLICY"))
    for name in ["development", "staging"] {
      #expect(try await story.dump(name) == production, "\(name)")
      #expect(try await story.plumb("diff", name, "production").code == 0)
      let roles = try await story.sql(Self.roles, in: name)
      #expect(try await story.sql(Self.roles, in: "production") == roles)
      let file = try String(contentsOfFile: "\(story.folder)/\(name).env", encoding: .utf8)
      #expect(file.contains("GOTRUE_JWT_EXP='900'") || file.contains("GOTRUE_JWT_EXP=900"))
      #expect(file.contains("GOTRUE_EXTERNAL_GITHUB_SECRET=of-\(name)"))
      let rows = try await story.sql("SELECT note FROM shop.orders", in: name)
      #expect(rows == [["of \(name)"]])
    }
  }
}

// MARK: - What there is

extension TogetherTests {
  private static let environments = Dictionary(
    uniqueKeysWithValues: ["development", "staging", "production"].map {
      ($0, "auth: {target: env_file, path: \($0).env}\n")
    }
  )

  private static let roles: SQL = """
    SELECT r.rolname, r.rolcanlogin::text, r.rolconnlimit::text,
      (SELECT pg_catalog.string_agg(m.roleid::regrole::text, ' ')
        FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid)
    FROM pg_catalog.pg_roles r WHERE r.rolname LIKE 'shop%' ORDER BY 1
    """

  /// What development and production differ in, in the words of `plumb diff`.
  private static let differences = [
    "~  policy shop.orders.\"People see their own\"",
    "+  policy shop.orders.\"Clerks see all\"",
    "+  column shop.orders.placed_at",
    "-  table shop.scratchpad",
    "~  function shop.total(bigint)",
    "+  trigger shop.orders.orders_touch",
    "+  grant shop.orders.shop_clerk",
    "~  role shop_clerk",
    "+  membership shop_clerk.shop_reader",
    "~  auth setting jwt_expiry",
  ]

  private static func make(_ story: Story) async throws {
    for name in environments.keys {
      let settings = name == "production" ? "GOTRUE_JWT_EXP=900\n" : "GOTRUE_JWT_EXP=3600\n"
      let secret = "GOTRUE_EXTERNAL_GITHUB_SECRET=of-\(name)\n"
      let site = "GOTRUE_SITE_URL=https://example.com\n"
      try story.write(settings + site + secret, to: "\(name).env")
      try await story.sql(common, in: name)
    }
    try await story.sql(production, in: "production")
    try await story.sql(staging, in: "staging")
    try await story.sql(development, in: "development")
    for name in environments.keys {
      try await story.sql(
        "INSERT INTO shop.orders (customer, note) VALUES (1, \(literal: "of \(name)"));",
        in: name
      )
    }
    try story.write(common.text, to: "supabase/migrations/20240101000000_shop.sql")
  }

  private static let common: SQL = """
    CREATE ROLE shop_reader;
    CREATE ROLE shop_clerk;
    CREATE SCHEMA shop;
    CREATE TABLE shop.orders (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      customer bigint NOT NULL,
      note text
    );
    ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;
    CREATE POLICY "People see their own" ON shop.orders FOR SELECT USING (customer = 0);
    CREATE FUNCTION shop.total(customer bigint) RETURNS bigint LANGUAGE sql
      AS 'SELECT count(*) FROM shop.orders o WHERE o.customer = $1';

    """

  private static let production: SQL = """
    ALTER ROLE shop_clerk LOGIN CONNECTION LIMIT 5;
    GRANT shop_reader TO shop_clerk;
    ALTER TABLE shop.orders ADD placed_at timestamptz NOT NULL DEFAULT now();
    ALTER POLICY "People see their own" ON shop.orders USING (customer = 1);
    CREATE POLICY "Clerks see all" ON shop.orders FOR SELECT TO shop_clerk USING (true);
    GRANT USAGE ON SCHEMA shop TO shop_reader;
    GRANT SELECT, INSERT ON shop.orders TO shop_clerk;
    CREATE OR REPLACE FUNCTION shop.total(customer bigint) RETURNS bigint LANGUAGE sql STABLE
      AS 'SELECT count(*) FROM shop.orders o WHERE o.customer = $1 AND o.note IS NOT NULL';
    CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN new.placed_at := now(); RETURN new; END';
    CREATE TRIGGER orders_touch BEFORE UPDATE ON shop.orders
      FOR EACH ROW EXECUTE FUNCTION shop.touch();
    CREATE VIEW shop.noted WITH (security_invoker = true)
      AS SELECT id, note FROM shop.orders WHERE note IS NOT NULL;
    CREATE INDEX orders_customer ON shop.orders (customer);

    """

  private static let staging: SQL = """
    CREATE TABLE shop.leftover (id integer);
    INSERT INTO shop.leftover VALUES (1);
    GRANT SELECT ON shop.orders TO PUBLIC;
    ALTER TABLE shop.orders DISABLE ROW LEVEL SECURITY;
    DROP POLICY "People see their own" ON shop.orders;
    ALTER TABLE shop.orders ALTER customer TYPE integer;

    """

  private static let development: SQL = """
    CREATE TABLE shop.scratchpad (id integer);
    CREATE FUNCTION shop.shout() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN RAISE NOTICE ''!''; RETURN new; END';
    CREATE TRIGGER orders_shout AFTER INSERT ON shop.orders
      FOR EACH ROW EXECUTE FUNCTION shop.shout();
    GRANT DELETE ON shop.orders TO shop_reader;
    ALTER ROLE shop_clerk CONNECTION LIMIT 1;

    """
}
