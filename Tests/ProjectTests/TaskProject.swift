import EmbeddedPostgres
import Foundation
import PostgresClient
import PostgresVocabulary
import SupabasePlatform
import Testing

/// The repository's own project in a database of its own, and somebody who uses it.
struct TaskProject {
  /// People that the project knows.
  enum Person: String {
    case ada = "11111111-1111-4111-8111-111111111111"
    case bob = "22222222-2222-4222-8222-222222222222"
    case eve = "33333333-3333-4333-8333-333333333333"
  }

  /// What Ada has made.
  struct Team {
    let id: String
    let task: String
    /// The token of Bob's invitation.
    let invitation: String
  }

  let administration: Connection

  /// Goes on as a person who is signed in, or as a visitor.
  func act(as person: Person?) async throws {
    let role = person == nil ? "anon" : "authenticated"
    var claims = #""role": "\#(role)""#
    if let person {
      claims += #", "sub": "\#(person.rawValue)", "email": "\#(person)@example.com""#
    }
    try await administration.execute("RESET ROLE")
    try await administration.query(
      "SELECT pg_catalog.set_config('request.jwt.claims', \(literal: "{\(claims)}"), false)"
    )
    try await administration.execute("SET ROLE \(identifier: role)")
  }

  @discardableResult
  func query(_ sql: SQL) async throws -> [[String?]] {
    try await administration.query(sql).map(\.values)
  }

  /// Expects that the server refuses a statement for a reason.
  func refuses(_ sql: SQL, _ state: SQLState, at place: SourceLocation = #_sourceLocation) async {
    let error = await #expect(throws: ServerError.self, sourceLocation: place) {
      try await administration.query(sql)
    }
    #expect(error?.sqlState == state, sourceLocation: place)
  }

  /// Has Ada make a team with a project and a task, and invite Bob.
  @discardableResult
  func makeTeam() async throws -> Team {
    try await act(as: .ada)
    let team = try await one("SELECT public.create_team('Acme', 'acme')")
    let project = try await one(
      """
      INSERT INTO public.projects (team_id, key, name)
      VALUES (\(literal: team), 'WEB', 'Website')
      RETURNING id
      """
    )
    let task = try await one(
      """
      INSERT INTO public.tasks (team_id, project_id, title)
      VALUES (\(literal: team), \(literal: project), 'Write the landing page')
      RETURNING id
      """
    )
    try await query(
      """
      INSERT INTO storage.objects (bucket_id, name)
      VALUES ('attachments', \(literal: "\(team)/\(task)/a.txt"))
      """
    )
    let token = try await one(
      "SELECT public.invite_member(\(literal: team), 'Bob@Example.com')"
    )
    return Team(id: team, task: task, invitation: token)
  }

  private func one(_ sql: SQL) async throws -> String {
    try #require(await query(sql).first?.first ?? nil)
  }
}

/// One server for all tests: it ends with the test process.
private let server = Task {
  try await EphemeralServer.start(ServerBinaries.find())
}

/// Whether the server has the extensions that the project uses.
func hasExtensions() async throws -> Bool {
  let connection = try await Connection.open(ConnectionSettings(server.value.connectionString))
  let found = try await connection.query(
    """
    SELECT FROM pg_catalog.pg_available_extensions
    WHERE name IN ('btree_gist', 'citext', 'pg_trgm')
    """
  )
  await connection.close()
  return found.count == 3
}

/// Makes the project in a new database, with three people, and removes it afterwards.
func withProject(_ body: (TaskProject) async throws -> Void) async throws {
  let settings = try ConnectionSettings(await server.value.connectionString)
  let name = "project_\(UInt64.random(in: 0 ... .max))"
  let administration = try await Connection.open(settings)
  let connection: Connection
  do {
    // Roles are the server's: one project at a time makes them.
    try await administration.execute("SELECT pg_catalog.pg_advisory_lock(1)")
    try await administration.query("CREATE DATABASE \(identifier: name)")
    connection = try await Connection.open(settings.with(databaseName: name))
    // Texts of this repository.
    try await connection.execute(SQL(unchecked: SupabasePlatform.bootstrap))
    try await connection.execute(SQL(unchecked: oracle()))
    try await administration.execute("SELECT pg_catalog.pg_advisory_unlock(1)")
  }
  try await connection.execute(people)
  try await body(TaskProject(administration: connection))
  await connection.close()
  try await administration.query("DROP DATABASE \(identifier: name) WITH (FORCE)")
  await administration.close()
}

private let people: SQL = """
  INSERT INTO public.plans (name, price, is_listed) VALUES ('Free', 0, true), ('Old', 9, false);
  INSERT INTO storage.buckets (id, name) VALUES ('attachments', 'attachments');
  INSERT INTO auth.users (id, email) VALUES
    ('11111111-1111-4111-8111-111111111111', 'ada@example.com'),
    ('22222222-2222-4222-8222-222222222222', 'bob@example.com'),
    ('33333333-3333-4333-8333-333333333333', 'eve@example.com');
  """

/// The project as plain SQL, without what the whole server has from another test already.
private func oracle() throws -> String {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/project.sql")
  let text = try String(contentsOf: file, encoding: .utf8)
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    guard line.hasPrefix("CREATE ROLE ") else { return String(line) }
    return "DO $role$ BEGIN \(line) EXCEPTION WHEN duplicate_object THEN NULL; END $role$;"
  }
  .joined(separator: "\n")
}
