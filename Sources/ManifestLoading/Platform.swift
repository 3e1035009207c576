public import ObjectModel

/// What a database is hosted on, and what of it is the host's rather than the user's.
public enum Platform: String, CaseIterable, Hashable, Sendable, FieldCodable {
  /// Any PostgreSQL server.
  case postgres
  /// Supabase, hosted or not.
  case supabase

  /// The schemas that the platform owns.
  public var schemas: Set<String> {
    self == .supabase ? Self.supabaseSchemas : []
  }

  /// The roles that the platform owns; manifests may name them.
  public var roles: Set<String> {
    self == .supabase ? Self.supabaseRoles : []
  }

  /// The `search_path` that authors of SQL expect.
  public var searchPath: [String] {
    self == .supabase ? ["public", "extensions"] : ["public"]
  }

  /// Whether an object is the platform's, so that no manifest may declare it and nothing may touch
  /// it: all that lies in its schemas but for what users are meant to put there.
  public func owns(_ id: ObjectID) -> Bool {
    guard self == .supabase else { return false }
    if isUsersOwn(id) { return false }
    let root = id.root
    if let schema = root.schema { return schemas.contains(schema) }
    return Self.supabaseObjects[root.kind]?.contains(root.name) ?? false
  }

  /// The schema that decides whether an object is managed that users put into one of the platform's
  /// which itself lies in no schema; nil for any other object.
  public func decidingSchema(of id: ObjectID) -> String? {
    guard self == .supabase, id.kind == Self.publicationTable, isUsersOwn(id) else { return nil }
    return id.names.first
  }

  /// Whether an object would lie in a schema that the platform keeps for extensions alone.
  public func keepsExtensions(in id: ObjectID) -> Bool {
    self == .supabase && id.root.schema == "extensions"
  }

  /// Whether an extension that the platform has installed may have brought an object; none of these
  /// makes a table.
  public func mightBring(_ id: ObjectID) -> Bool {
    keepsExtensions(in: id) && id.kind != KindName("table")
  }

  private func isUsersOwn(_ id: ObjectID) -> Bool {
    guard let parent = id.parent else { return false }
    if id.kind == Self.publicationTable, parent == Self.openPublication { return true }
    if id.kind == KindName("role_setting"), parent == Self.gateway {
      return id.name.hasPrefix("pgrst.")
    }
    if parent.parent == nil, parent.names.count > 1 {
      let table = parent.names[0] + "." + parent.names[1]
      if Self.openings[table]?.contains(id.kind) == true { return true }
    }
    return isUsersOwn(parent)
  }

  /// What users put into tables of the platform.
  private static let openings: [String: Set<KindName>] = [
    "storage.objects": [KindName("policy")],
    "storage.buckets": [KindName("policy")],
    "realtime.messages": [KindName("policy")],
    "auth.users": [KindName("trigger")],
  ]

  /// The publication that exists from the start, and whose tables are the user's to choose.
  private static let openPublication = ObjectID(KindName("publication"), ["supabase_realtime"])
  private static let publicationTable = KindName("publication_table")

  /// The role by which the API logs in, and whose settings beginning with `pgrst.` configure it.
  private static let gateway = ObjectID(KindName("role"), ["authenticator"])

  private static let supabaseObjects: [KindName: Set<String>] = [
    KindName("schema"): supabaseSchemas,
    KindName("role"): supabaseRoles,
    KindName("extension"): [
      "pg_graphql", "pg_stat_statements", "pgsodium", "supabase_vault", "wrappers",
    ],
    KindName("event_trigger"): [
      "issue_graphql_placeholder", "issue_pg_cron_access", "issue_pg_graphql_access",
      "issue_pg_net_access", "pgrst_ddl_watch", "pgrst_drop_watch",
    ],
    KindName("publication"): ["supabase_realtime", "supabase_realtime_messages_publication"],
  ]

  private static let supabaseSchemas: Set<String> = [
    "_analytics", "_realtime", "_supavisor", "auth", "cron", "etl", "extensions", "graphql",
    "graphql_public", "net", "pgbouncer", "pgmq", "pgmq_public", "pgsodium", "pgsodium_masks",
    "pgtle", "realtime", "storage", "supabase_functions", "supabase_migrations", "vault",
  ]

  private static let supabaseRoles: Set<String> = [
    "anon", "authenticated", "authenticator", "cli_login_postgres", "dashboard_user", "pgbouncer",
    "pgsodium_keyholder", "pgsodium_keyiduser", "pgsodium_keymaker", "pgtle_admin", "postgres",
    "service_role", "supabase_admin", "supabase_auth_admin", "supabase_etl_admin",
    "supabase_functions_admin", "supabase_privileged_role", "supabase_read_only_user",
    "supabase_realtime_admin", "supabase_replication_admin", "supabase_storage_admin",
    "supabase_superuser",
  ]
}
