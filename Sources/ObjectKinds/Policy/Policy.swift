import ObjectModel
import PostgresVocabulary

extension KindName {
  /// A row level security policy.
  static let policy = KindName("policy")
}

/// A row level security policy of a table.
///
/// Catalog: `pg_policy`. Manual: CREATE POLICY. Versions: all.
struct Policy: CatalogObject {
  static let kind = KindName.policy
  static let summary = "Which rows of a table whom may read or write."
  static let places: [ManifestPlace] = [
    .named("policies", within: [.table]), .document(.policy, on: [.table]),
  ]
  static let fields: [Field<Self>] = [
    Field(
      "as",
      \.mode,
      .replace("PostgreSQL cannot alter whether a policy is permissive"),
      "Whether one such policy is enough (permissive) or it must hold besides (restrictive)."
    ),
    Field(
      "for",
      \.command,
      .replace("PostgreSQL cannot alter the command of a policy"),
      "The command that it is about; all when nothing is said."
    ),
    Field("to", \.roles, .alter, "The roles that it is about; everybody when nothing is said."),
    Field("using", \.using, .alter, "The condition that rows meet to be seen."),
    Field("with_check", \.withCheck, .alter, "The condition that written rows meet."),
  ]
  static let traits = KindTraits.with {
    $0.infersRenames = true
    $0.topic = .policies
    $0.exportFolder = "policies"
  }

  let id: ObjectID
  var mode = PolicyMode.permissive
  var command = PolicyCommand.all
  /// The roles in the order of their names; none stands for `PUBLIC`.
  var roles: [String] = []
  var using: SQL?
  var withCheck: SQL?

  init(id: ObjectID) {
    self.id = id
  }

  func following(_ renamed: (ObjectID) -> ObjectID) -> Self {
    var copy = self
    copy.roles = roles.map { $0 == "public" ? $0 : renamed(ObjectID(.role, [$0])).name }.sorted()
    return copy
  }

  /// The roles; `public` is none.
  var references: [ObjectID] {
    roles.filter { $0 != "public" }.map { ObjectID(KindName("role"), [$0]) }
  }
}

/// How a policy combines with others: `pg_policy.polpermissive`.
enum PolicyMode: String, CaseIterable, FieldCodable {
  case permissive, restrictive
}

/// The command that a policy is about: `pg_policy.polcmd`.
enum PolicyCommand: String, CaseIterable, FieldCodable {
  case all, select, insert, update, delete
}

// MARK: - Catalog

extension Policy {
  static let requiredContents: CatalogContents? = .rows(of: "pg_policy")

  static func catalogQuery(_ version: ServerVersion) -> SQL {
    """
    SELECT p.tableoid AS classid, p.oid AS objid, n.nspname AS schema, c.relname AS relation,
      c.relkind, p.polname AS name, p.polpermissive AS permissive, p.polcmd AS command,
      r.names AS roles, pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS using,
      pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
    FROM pg_catalog.pg_policy p
    JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL (
      SELECT coalesce(pg_catalog.array_agg(a.name ORDER BY a.name), '{}') AS names
      FROM pg_catalog.unnest(p.polroles) o
      CROSS JOIN LATERAL pg_catalog.pg_get_userbyid(o) a (name)
      WHERE o <> 0) r
    WHERE \(CatalogScope.userSchemas)
    """
  }

  init?(row: Row, reading: CatalogReading) throws {
    guard let table = try RelationKind.relation(in: row) else { return nil }
    self.init(id: ObjectID(.policy, [try row.requiredText("name")], in: table))
    mode = try row.bool("permissive") ? .permissive : .restrictive
    command = try Self.command(row.requiredText("command"))
    roles = try row.textArray("roles")
    using = try row.text("using").map(SQL.init(unchecked:))
    withCheck = try row.text("with_check").map(SQL.init(unchecked:))
  }

  /// `pg_policy.polcmd`.
  private static func command(_ code: String) -> PolicyCommand {
    switch code {
    case "r": .select
    case "a": .insert
    case "w": .update
    case "d": .delete
    default: .all
    }
  }
}
