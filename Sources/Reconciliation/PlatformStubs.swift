public import PostgresClient
import PostgresVocabulary
import SupabasePlatform

/// The objects of the Supabase platform, for databases that are not hosted there.
public enum PlatformStubs {
  /// Makes what a fresh Supabase project holds, as far as it is not there.
  ///
  /// - Throws: `ConnectionError`, `ServerError`.
  public static func load(into settings: ConnectionSettings) async throws {
    let connection = try await Connection.open(settings)
    // Our own text, with nothing of a user's in it.
    try await connection.execute(SQL(unchecked: SupabasePlatform.bootstrap))
    await connection.close()
  }
}
