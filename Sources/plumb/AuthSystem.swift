import AuthSettings
import Execution
import ObjectModel

/// The place of auth settings, as the executor calls it.
struct AuthSystem: ExternalSystem {
  let store: any SettingsStore

  var name: String { store.name }

  func perform(_ calls: [ExternalCall]) async throws {
    do {
      try await store.perform(calls)
    } catch let error as AuthSettingsError {
      guard let name = error.setting else { throw error }
      let index = calls.firstIndex { AuthSettingsError.setting(changedBy: $0) == name }
      throw ExternalCallError(call: index ?? 0, reason: error)
    }
  }
}
