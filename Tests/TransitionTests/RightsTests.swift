import Diagnostics
import Execution
import Foundation
import ManifestLoading
import ObjectKinds
import ObjectModel
import PostgresClient
import Reconciliation
import Testing

/// What a role that is no superuser is told before the first statement.
@Suite("Rights that plans take")
struct RightsTests {
  private static let before = """
    CREATE ROLE clerk LOGIN;
    CREATE ROLE owner_of_all;
    CREATE ROLE team;
    GRANT owner_of_all TO clerk;
    CREATE SCHEMA app AUTHORIZATION clerk;
    CREATE SCHEMA closed;
    GRANT USAGE ON SCHEMA closed TO clerk;
    CREATE TABLE app.mine (id integer PRIMARY KEY);
    ALTER TABLE app.mine OWNER TO clerk;
    CREATE TABLE app.theirs (id integer PRIMARY KEY);
    CREATE TYPE app.mood AS ENUM ('good');
    CREATE FUNCTION app.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
    CREATE VIEW app.v AS SELECT 1 AS x;
    CREATE SEQUENCE app.q;
    ALTER TABLE app.theirs ADD COLUMN n integer;
    CREATE FUNCTION app.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    ALTER FUNCTION app.tr() OWNER TO clerk;
    CREATE FUNCTION app.hidden() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    REVOKE EXECUTE ON FUNCTION app.hidden() FROM PUBLIC;
    CREATE TABLE app.parts (id integer) PARTITION BY LIST (id);
    """

  private static let manifest = """
    schema: app
    ---
    schema: closed
    ---
    schema: fresh
    ---
    role: newcomer
    ---
    role: clerk
    login: true
    member_of: {owner_of_all: {}, team: {}}
    ---
    table: app.mine
    owner: owner_of_all
    columns:
      id: {type: integer, not_null: true}
      other: integer
    primary_key: [id]
    foreign_keys:
      mine_other_fkey: {columns: [other], references: app.theirs(id)}
    triggers:
      hides: {timing: before, events: [insert], for_each: row, execute: app.hidden()}
    ---
    table: app.theirs
    columns:
      id: {type: integer, not_null: true}
      n: integer
      more: integer
    primary_key: [id]
    row_level_security: enabled
    policies: {all of it: {using: "true"}}
    triggers:
      stamp: {timing: before, events: [insert], for_each: row, execute: app.tr()}
    grants: {clerk: [select]}
    comment: Theirs.
    ---
    enum: app.mood
    values: [good, bad]
    ---
    function: app.f()
    returns: integer
    language: sql
    body: SELECT 2
    ---
    function: app.raw()
    returns: integer
    language: internal
    body: pg_backend_pid
    ---
    function: app.tr()
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN NEW; END
    ---
    function: app.hidden()
    returns: trigger
    language: plpgsql
    body: BEGIN RETURN NEW; END
    ---
    view: app.v
    query: SELECT 2 AS x
    ---
    table: closed.inside
    columns: {x: integer}
    ---
    table: app.parts
    columns: {id: integer}
    partition_by: LIST (id)
    ---
    table: app.part
    partition_of: app.parts
    for_values: FOR VALUES IN (1)
    """

  @Test("are all named at once, and nothing is changed")
  func missing() async throws {
    let (told, history) = try await refusal(Self.before, Self.manifest, ["app", "closed", "fresh"])
    #expect(history == "role \"clerk\" lacks CREATE on the database")
    #expect(told == Self.expected)
  }

  @Test("are those of names, too: USAGE on schemas and types, SELECT, parameters, superusers'")
  func names() async throws {
    let (told, _) = try await refusal(Self.beforeNames, Self.namesManifest, ["public"])
    #expect(told == Self.expectedNames)
  }

  @Test("are none for what is used without being named, or made by the plan, or one's own")
  func unnamed() async throws {
    let server = try await Server.forFixture(own: true)
    let database = try await server.database(Self.beforeUnnamed)
    var settings = database.settings
    settings.user = "clerk"
    let reconciler = Reconciler(registry: .standard, environment: [:])
    let request = try await request(settings, Self.unnamedManifest, ["public", "made"])
    let planned = try await reconciler.plan(request)
    _ = try await reconciler.apply(planned, to: settings, execution: .init())
    try await server.finish()
  }

  /// What the role "clerk" is told, and why the history cannot be written.
  private func refusal(
    _ before: String,
    _ manifest: String,
    _ schemas: [String]
  ) async throws -> (told: [String], history: String?) {
    let server = try await Server.forFixture(own: true)
    let database = try await server.database(before)
    var settings = database.settings
    settings.user = "clerk"
    let reconciler = Reconciler(registry: .standard, environment: [:])
    let planned = try await reconciler.plan(try await request(settings, manifest, schemas))
    let failure = await #expect(throws: ExecutionFailure.self) {
      _ = try await reconciler.apply(planned, to: settings, execution: .init())
    }
    try await server.finish()
    guard case .forbidden(let steps, let history)? = failure?.cause else {
      Issue.record("\(String(describing: failure))")
      return ([], nil)
    }
    #expect(failure?.state == .unchanged)
    let told = steps.map { "\($0.action.rawValue) \($0.subject): \($0.why.dropFirst(13))" }
    return (told, history)
  }

  private func request(
    _ settings: ConnectionSettings,
    _ manifest: String,
    _ schemas: [String]
  ) async throws -> Reconciler.Request {
    var diagnostics = DiagnosticCollector()
    let managed = schemas.joined(separator: ", ")
    let project = Project(
      files: .inMemory([
        "plumb.yaml": "scratch: embedded\nmanage: {schemas: [\(managed)]}\n",
        "desired-state/all.yaml": manifest,
      ]),
      registry: .standard,
      diagnostics: &diagnostics
    )
    let state = await ManifestLoader(project: project, registry: .standard, processEnvironment: [:])
      .load(nil, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    return Reconciler.Request(declared: state, settings: settings, environment: "test")
  }

  private static let expected = [
    "create membership clerk.team: has no ADMIN option on role \"team\"",
    "create role newcomer: lacks CREATEROLE",
    "create schema fresh: lacks CREATE on the database",
    "alter enum app.mood: is no member of role \"postgres\", which owns enum app.mood",
    "alter function app.f(): is no member of role \"postgres\", which owns function app.f()",
    "create function app.raw(): is no superuser, which language \"internal\" takes",
    "create foreign key app.mine.mine_other_fkey: lacks REFERENCES on TABLE app.theirs",
    "create trigger app.mine.hides: lacks EXECUTE on FUNCTION app.hidden()",
    "alter owner on table app.mine: cannot make \"owner_of_all\" the owner: that role "
      + "lacks CREATE on schema app",
    "create table app.part: is no member of role \"postgres\", which owns table app.parts",
    "create column app.theirs.more: is no member of role \"postgres\", which owns table "
      + "app.theirs",
    "create row level security on table app.theirs: is no member of role \"postgres\", "
      + "which owns table app.theirs",
    "create policy app.theirs.\"all of it\": is no member of role \"postgres\", which owns "
      + "table app.theirs",
    "create trigger app.theirs.stamp: lacks TRIGGER on TABLE app.theirs",
    "create grant app.theirs.clerk: is no member of role \"postgres\", which owns table "
      + "app.theirs",
    "create comment on table app.theirs: is no member of role \"postgres\", which owns "
      + "table app.theirs",
    "create table closed.inside: lacks CREATE on SCHEMA closed",
    "alter view app.v: is no member of role \"postgres\", which owns view app.v",
  ]

  // MARK: Names

  private static let beforeNames = """
    CREATE ROLE clerk LOGIN;
    GRANT CREATE ON SCHEMA public TO clerk;
    CREATE SCHEMA ext;
    CREATE TYPE ext.mood AS ENUM ('good');
    CREATE TABLE ext.t (id integer PRIMARY KEY, note text);
    GRANT REFERENCES, TRIGGER ON ext.t TO clerk;
    CREATE FUNCTION ext.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION ext.tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE SCHEMA open;
    GRANT USAGE ON SCHEMA open TO PUBLIC;
    CREATE TYPE open.kept AS ENUM ('good');
    REVOKE USAGE ON TYPE open.kept FROM PUBLIC;
    CREATE TABLE open.t (id integer PRIMARY KEY, n integer);
    GRANT SELECT (id), REFERENCES (n) ON open.t TO clerk;
    """

  private static let namesManifest = """
    table: public.a
    columns:
      id: {type: integer, not_null: true}
      mood: "ext.mood[]"
      kept: open.kept
    primary_key: [id]
    foreign_keys:
      a_ext: {columns: [id], references: ext.t(id)}
      a_open: {columns: [id], references: open.t(id)}
    triggers:
      stamp: {timing: before, events: [insert], for_each: row, execute: ext.tr()}
    ---
    view: public.v
    query: SELECT note FROM ext.t
    ---
    view: public.w
    query: SELECT ext.f() AS f
    ---
    materialized_view: public.m
    query: SELECT id, n FROM open.t
    ---
    materialized_view: public.ids
    query: SELECT id FROM open.t
    ---
    function: public.g(a open.kept)
    returns: table(m ext.mood, n integer)
    language: sql
    leakproof: true
    set: {log_statement: none, work_mem: 8MB}
    body: SELECT NULL::ext.mood, 1
    """

  private static let expectedNames = [
    "create function public.g(open.kept): is no superuser, which LEAKPROOF takes",
    "create function public.g(open.kept): may not set the parameter log_statement",
    "create function public.g(open.kept): lacks USAGE on SCHEMA ext",
    "create function public.g(open.kept): lacks USAGE on TYPE open.kept",
    "create table public.a: lacks USAGE on SCHEMA ext",
    "create table public.a: lacks USAGE on TYPE open.kept",
    "create table public.a: lacks USAGE on SCHEMA ext",
    "create table public.a: lacks REFERENCES on TABLE open.t",
    "create trigger public.a.stamp: lacks USAGE on SCHEMA ext",
    "create view public.v: lacks USAGE on SCHEMA ext",
    "create view public.w: lacks USAGE on SCHEMA ext",
    "create materialized view public.m: lacks SELECT on TABLE open.t",
  ]

  /// A column of a type in a closed schema, and a function that gives rows of a table in one.
  private static let beforeUnnamed = """
    CREATE ROLE clerk LOGIN;
    GRANT CREATE ON SCHEMA public TO clerk;
    DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO clerk', current_database()); END$$;
    CREATE SCHEMA ext;
    CREATE TYPE ext.mood AS ENUM ('good');
    CREATE TABLE ext.t (id integer);
    CREATE FUNCTION public.rows() RETURNS SETOF ext.t LANGUAGE sql SECURITY DEFINER
      AS 'SELECT * FROM ext.t';
    CREATE TABLE public.base (id integer PRIMARY KEY, mood ext.mood);
    GRANT SELECT, REFERENCES ON public.base TO clerk;
    CREATE TABLE public.mine (id integer);
    ALTER TABLE public.mine OWNER TO clerk;
    ALTER TABLE public.mine ADD COLUMN mood ext.mood;
    """

  private static let unnamedManifest = """
    table: public.base
    columns:
      id: {type: integer, not_null: true}
      mood: ext.mood
    primary_key: [id]
    ---
    table: public.mine
    columns:
      id: {type: integer, not_null: true}
      mood: {type: ext.mood, not_null: true}
    ---
    function: public.rows()
    returns: setof ext.t
    language: sql
    security: definer
    body: SELECT * FROM ext.t
    ---
    view: public.moods
    query: SELECT mood FROM public.base WHERE mood IS NOT NULL
    ---
    materialized_view: public.given
    query: SELECT id FROM public.rows()
    ---
    schema: made
    ---
    enum: made.colour
    values: [red]
    ---
    table: made.t
    columns: {id: integer, c: made.colour}
    foreign_keys:
      t_base: {columns: [id], references: public.base(id)}
    """
}
