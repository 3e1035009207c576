import ObjectModel
import Planning
import PostgresClient
import PostgresVocabulary

/// Finds out, before the first statement, what the applying role may not do.
///
/// Each step says what it takes, as questions to the catalogs. Where these cannot tell, the step is
/// left to the server.
struct PrivilegeCheck {
  private let plan: Plan
  private let connection: Connection
  private let settings: ExecutionSettings
  private let role: ApplyingRole

  init(_ plan: Plan, _ connection: Connection, _ settings: ExecutionSettings) async throws {
    role = try await ApplyingRole(readBy: connection)
    self.plan = plan
    self.connection = connection
    self.settings = settings
  }

  /// The steps that the applying role may not run, in order.
  func forbidden() async throws -> [ForbiddenStep] {
    if role.isSuperuser { return [] }
    let missing = try await missing()
    if missing.isEmpty { return [] }
    return plan.steps.enumerated().flatMap { index, step in
      step.requires.filter(missing.contains).map { right in
        ForbiddenStep(
          step: index,
          subject: step.subject,
          action: step.action,
          why: "role \"\(role.name)\" \(right.lack)",
          remedy: right.remedy.map { Self.words($0, for: role) }
        )
      }
    }
  }

  /// The rights that the role does not have, of all that the plan takes.
  private func missing() async throws -> Set<RequiredRight> {
    var rights: [RequiredRight] = []
    var seen: Set<RequiredRight> = []
    for right in plan.steps.flatMap(\.requires) where seen.insert(right).inserted {
      rights.append(right)
    }
    var missing: Set<RequiredRight> = []
    for start in stride(from: 0, to: rights.count, by: 200) {
      let batch = rights[start..<min(start + 200, rights.count)]
      let checks: [SQL] = batch.map { "(\($0.check))" }
      let rows = try await connection.query("SELECT \(checks, separator: ",\n  ")")
      guard let row = rows.first else { continue }
      for (column, right) in batch.enumerated()
      where try row.optionalBool(.position(column)) == false {
        missing.insert(right)
      }
    }
    return missing
  }

  private static func words(_ remedy: RequiredRight.Remedy, for role: ApplyingRole) -> String {
    let statement: SQL = "\(remedy.head) \(identifier: role.name)"
    let tail: SQL = remedy.tail.text.isEmpty ? "" : " \(remedy.tail)"
    return "\(remedy.by): \((statement + tail).text)"
  }

  /// The history is written by the owner of its table, for row level security keeps others out.
  ///
  /// - Returns: why the applying role cannot write it; nil when it can, or need not.
  func historyObstacle() async throws -> String? {
    if role.isSuperuser || !settings.recordsHistory { return nil }
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
    guard let row = rows.first else { return nil }
    if let owns = try row.optionalBool("owns_table") {
      if owns { return nil }
      return "plumb.migration_history belongs to a role of which role \"\(role.name)\" is no member"
    } else if let canCreate = try row.optionalBool("can_create") {
      if canCreate { return nil }
      return "role \"\(role.name)\" lacks CREATE on schema \"plumb\""
    } else {
      if role.canCreateInDatabase { return nil }
      return "role \"\(role.name)\" lacks CREATE on the database"
    }
  }
}

/// What the catalogs say of the role that applies a plan.
struct ApplyingRole: Equatable {
  let name: String
  let isSuperuser: Bool
  let canCreateInDatabase: Bool
}

extension ApplyingRole {
  init(readBy connection: Connection) async throws {
    let rows = try await connection.query(
      """
      SELECT r.rolname, r.rolsuper,
        pg_catalog.has_database_privilege(
          pg_catalog.current_database(), 'CREATE') AS can_create
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
      canCreateInDatabase: try row.bool("can_create")
    )
  }
}
