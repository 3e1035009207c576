import AuthSettings
import Execution
import ObjectModel

/// The place of auth settings, as the executor calls it.
struct AuthSystem: ExternalSystem {
  let store: any SettingsStore

  var name: String { store.name }

  func perform(_ call: ExternalCall) async throws {
    try await store.perform(call)
  }
}
