/// What a fresh Supabase project holds, as far as users' objects refer to it.
///
/// Loaded into an empty database it lets a Supabase project be realised, reviewed and tested where
/// there is no Supabase. The functions answer as the platform's do; tables have the columns and
/// keys that users' objects rely on; nothing sends mail, stores files or keeps a secret secret.
/// PostgreSQL 15 and later; no extension is needed.
public struct SupabasePlatform: Sendable {
  /// The SQL text that makes the platform.
  ///
  /// A superuser runs it as one batch, in a transaction or not. It may be run again, and by several
  /// sessions of one server at the same time: what is there is left as it is. All names are
  /// qualified, so that no `search_path` matters.
  public static let bootstrap: String = [
    quiet, isNew, roles, schemas, auth, authFunctions, storage, realtime, vault, extensions,
    privileges, loud,
  ].joined(separator: "\n")

  /// Notices of what is skipped are of no use to anybody.
  private static let quiet = "SET client_min_messages TO error;\n"
  /// Remembers for the end whether anything of the platform was there at the beginning.
  private static let isNew = """
    SELECT pg_catalog.set_config(
      'plumb.platform_is_new',
      (pg_catalog.to_regnamespace('auth') IS NULL)::pg_catalog.text,
      false
    );

    """
  private static let loud = "RESET client_min_messages;\n"
}
