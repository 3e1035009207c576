import ObjectModel
import PostgresVocabulary

/// In which `session_replication_role` a trigger, event trigger or rule fires.
///
/// Catalogs: `pg_trigger.tgenabled`, `pg_event_trigger.evtenabled`, `pg_rewrite.ev_enabled`.
enum FiringState: String, CaseIterable, FieldCodable {
  case origin, replica, always, disabled

  /// Reads the catalogs' code.
  init(code: String) {
    self =
      switch code {
      case "R": .replica
      case "A": .always
      case "D": .disabled
      default: .origin
      }
  }

  /// The words of `ALTER … ENABLE`, before the word for what is enabled.
  var words: SQL {
    switch self {
    case .origin: "ENABLE"
    case .replica: "ENABLE REPLICA"
    case .always: "ENABLE ALWAYS"
    case .disabled: "DISABLE"
    }
  }

  /// Whether there are sessions in which it no longer fires, compared with another state.
  func firesLess(than other: Self) -> Bool {
    other.firesInOrigin && !firesInOrigin || other.firesInReplica && !firesInReplica
  }

  private var firesInOrigin: Bool { self == .origin || self == .always }
  private var firesInReplica: Bool { self == .replica || self == .always }
}
