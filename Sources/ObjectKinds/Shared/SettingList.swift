import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// Settings with their values, in the order in which they are set.
///
/// Catalogs: `pg_proc.proconfig`, `pg_db_role_setting.setconfig`. Manual: CREATE FUNCTION, SET;
/// ALTER ROLE, SET.
struct SettingList: FieldCodable {
  struct Entry: Hashable, Sendable {
    let name: String
    let value: String
  }

  private(set) var entries: [Entry] = []

  /// Reads the catalog's texts, each with a name, an equals sign and a value.
  init(_ texts: [String] = []) {
    entries = texts.map { text in
      let (name, value) = ServerSetting.split(text)
      return Entry(name: name, value: ServerSetting.canonical(value, of: name))
    }
  }

  static let shape = ValueShape.map(String.shape)

  init?(node: Node, field: String, diagnostics: inout DiagnosticCollector) {
    guard let pairs = node.pairs else {
      Self.reject(node, field: field, diagnostics: &diagnostics)
      return nil
    }
    for pair in pairs {
      guard let value = String(node: pair.value, field: pair.name, diagnostics: &diagnostics) else {
        continue
      }
      entries.append(
        Entry(name: pair.name, value: ServerSetting.canonical(value, of: pair.name))
      )
    }
  }

  var fieldValue: FieldValue {
    .map(entries.map { .init($0.name, .text($0.value)) })
  }

  /// The clauses of CREATE FUNCTION.
  var clauses: [SQL] { entries.map(Self.set) }

  /// The settings in the order of their names, which are not case-sensitive: where the order means
  /// nothing.
  var sorted: Self {
    var copy = self
    copy.entries = entries.map { Entry(name: $0.name.lowercased(), value: $0.value) }
      .sorted { $0.name < $1.name }
    return copy
  }

  /// The clauses that turn other settings into these: `SET a TO 1`, `RESET b`.
  func clauses(from old: Self) -> [(name: String, clause: SQL)] {
    let gone = old.entries.filter { entry in !entries.contains { $0.name == entry.name } }
    let resets = gone.map {
      (name: $0.name, clause: "RESET \(ServerSetting.sql(name: $0.name))" as SQL)
    }
    let sets = entries.filter { !old.entries.contains($0) }.map {
      (name: $0.name, clause: Self.set($0))
    }
    return resets + sets
  }

  private static func set(_ entry: Entry) -> SQL {
    let value = ServerSetting.sql(entry.value, of: entry.name)
    return "SET \(ServerSetting.sql(name: entry.name)) TO \(value)"
  }
}
