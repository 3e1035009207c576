import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// Finds out, before the first statement, what the applying role may not do.
///
/// Only what the catalogs tell for certain is refused: ownership of what is altered or dropped,
/// CREATE on schemas and on the database, CREATEROLE. All else, such as what a hosted platform
/// allows beyond PostgreSQL's own rules, is left to the server.
struct PrivilegeCheck {
  private let plan: Plan
  private let connection: Connection
  private let settings: ExecutionSettings

  init(_ plan: Plan, _ connection: Connection, _ settings: ExecutionSettings) {
    self.plan = plan
    self.connection = connection
    self.settings = settings
  }

  /// The steps that the applying role may not run, in order.
  func forbidden() async throws -> [ForbiddenStep] {
    let role = try await ApplyingRole(readBy: connection)
    if role.isSuperuser { return [] }
    if settings.recordsHistory { try await checkHistory(role) }
    let owners = try await OwnerLookUp(plan.steps.map(\.subject.root), connection)
    let schemas = try await SchemaLookUp(connection)
    let made = Set(plan.steps.filter { $0.action == .create }.map(\.subject))
    let rules = PrivilegeRules(made: made, role: role, owners: owners, schemas: schemas)
    return plan.steps.enumerated().compactMap { index, step in
      guard case .statement = step.effect else { return nil }
      return rules.objection(to: step).map {
        ForbiddenStep(step: index, subject: step.subject, why: $0)
      }
    }
  }

  /// The history is written by the owner of its table, for row level security keeps others out.
  private func checkHistory(_ role: ApplyingRole) async throws {
    let rows = try await connection.query(
      """
      SELECT pg_catalog.pg_has_role(c.relowner, 'USAGE') AS owns_table,
        pg_catalog.has_schema_privilege(n.oid, 'CREATE') AS can_create
      FROM (SELECT) AS always
      LEFT JOIN pg_catalog.pg_namespace AS n ON n.nspname = 'plumb'
      LEFT JOIN pg_catalog.pg_class AS c
        ON c.relnamespace = n.oid AND c.relname = 'migration_history'
      """
    )
    guard let row = rows.first else { return }
    let why: String
    if let owns = try row.optionalBool("owns_table") {
      if owns { return }
      why = "plumb.migration_history belongs to a role of which role \"\(role.name)\" is no member"
    } else if let canCreate = try row.optionalBool("can_create") {
      if canCreate { return }
      why = "role \"\(role.name)\" lacks CREATE on schema \"plumb\""
    } else {
      if role.canCreateInDatabase { return }
      why = "role \"\(role.name)\" lacks CREATE on the database"
    }
    throw Refusal(cause: .historyForbidden(why))
  }
}

/// What the catalogs say of the role that applies a plan.
struct ApplyingRole: Equatable {
  let name: String
  let isSuperuser: Bool
  let canCreateRoles: Bool
  let canCreateInDatabase: Bool
  /// Whether a hosted platform grants the role more than PostgreSQL's own rules say.
  let hasPlatformRights: Bool
}

extension ApplyingRole {
  init(readBy connection: Connection) async throws {
    let rows = try await connection.query(
      """
      SELECT r.rolname, r.rolsuper, r.rolcreaterole,
        pg_catalog.has_database_privilege(
          pg_catalog.current_database(), 'CREATE') AS can_create,
        COALESCE(pg_catalog.current_setting('supautils.privileged_role', true), '') AS privileged
      FROM pg_catalog.pg_roles AS r
      WHERE r.rolname = current_user
      """
    )
    guard let row = rows.first else {
      preconditionFailure("the current role is not in pg_roles")
    }
    self.init(
      name: try row.requiredText("rolname"),
      isSuperuser: try row.bool("rolsuper"),
      canCreateRoles: try row.bool("rolcreaterole"),
      canCreateInDatabase: try row.bool("can_create"),
      hasPlatformRights: try row.requiredText("privileged") == row.requiredText("rolname")
    )
  }
}
