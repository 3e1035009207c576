import AuthSettings
import Execution
import ObjectModel

/// The place of auth settings, as the executor calls it.
struct AuthSystem: ExternalSystem {
  let receiver: any CallReceiver

  var name: String { receiver.name }

  func perform(_ calls: [ExternalCall]) async throws {
    do {
      try await receiver.perform(calls)
    } catch let error as AuthSettingsError {
      guard let name = error.setting else { throw error }
      let index = calls.firstIndex { AuthSettingsError.setting(changedBy: $0) == name }
      throw ExternalCallError(call: index ?? 0, reason: error)
    }
  }
}
