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
    let server = try await Server.forFixture(own: true)
    let database = try await server.database(Self.before)
    var settings = database.settings
    settings.user = "clerk"
    let reconciler = Reconciler(registry: .standard, environment: [:])
    let planned = try await reconciler.plan(try await request(settings))
    let failure = await #expect(throws: ExecutionFailure.self) {
      _ = try await reconciler.apply(planned, to: settings, execution: .init())
    }
    guard case .forbidden(let steps, let history)? = failure?.cause else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(failure?.state == .unchanged)
    #expect(history == "role \"clerk\" lacks CREATE on the database")
    let told = steps.map { "\($0.action.rawValue) \($0.subject): \($0.why.dropFirst(13))" }
    #expect(told == Self.expected)
    try await server.finish()
  }

  private func request(_ settings: ConnectionSettings) async throws -> Reconciler.Request {
    var diagnostics = DiagnosticCollector()
    let project = Project(
      files: .inMemory([
        "plumb.yaml": "scratch: embedded\nmanage: {schemas: [app, closed, fresh]}\n",
        "desired-state/all.yaml": Self.manifest,
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
}
