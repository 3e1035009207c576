import Diagnostics
import ObjectModel
import PostgresVocabulary
import YAMLSource

/// Settings that hold while a routine runs, in the order in which they are set.
///
/// Catalog: `pg_proc.proconfig`. Manual: CREATE FUNCTION, SET.
struct RoutineSettings: FieldCodable {
  struct Entry: Hashable, Sendable {
    let name: String
    let value: String
  }

  var entries: [Entry] = []

  /// Reads the catalog's texts, each with a name, an equals sign and a value.
  ///
  /// A list of one empty name, which is how an empty `search_path` is kept, becomes an empty text.
  init(_ texts: [String] = []) {
    entries = texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let value = parts.count > 1 ? String(parts[1]) : ""
      return Entry(name: name, value: Self.isList(name) && value == "\"\"" ? "" : value)
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
      entries.append(Entry(name: pair.name, value: value))
    }
  }

  var fieldValue: FieldValue {
    .map(entries.map { .init($0.name, .text($0.value)) })
  }

  /// The clauses of CREATE FUNCTION.
  var clauses: [SQL] {
    entries.map { entry in
      let name: [SQL] = entry.name.split(separator: ".").map { "\(identifier: String($0))" }
      let values: [SQL] =
        Self.isList(entry.name)
        ? Self.names(in: entry.value).map { "\(literal: $0)" } : ["\(literal: entry.value)"]
      return "SET \(name, separator: ".") TO \(values.isEmpty ? ["''"] : values)"
    }
  }

  /// The settings that are lists of names, each quoted where it must be: `GUC_LIST_QUOTE`.
  private static func isList(_ name: String) -> Bool {
    [
      "local_preload_libraries", "search_path", "session_preload_libraries",
      "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories",
    ].contains(name.lowercased())
  }

  /// The names of a list, without their quotes, as the server's `SplitGUCList` takes them apart.
  static func names(in list: String) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    func trimmed() -> String {
      let text = String(decoding: name, as: UTF8.self)
      if wasQuoted { return text }
      let isSpace: (Character) -> Bool = { $0.isWhitespace }
      let tail = text.drop(while: isSpace).reversed().drop(while: isSpace)
      return String(tail.reversed())
    }
    for byte in list.utf8 {
      switch byte {
      case UInt8(ascii: "\""):
        // A second quote at once stands for a quote in the name.
        if !isQuoted && wasQuoted { name.append(byte) }
        if !wasQuoted { name.removeAll() }
        isQuoted.toggle()
        wasQuoted = true
      case UInt8(ascii: ",") where !isQuoted:
        names.append(trimmed())
        name = []
        wasQuoted = false
      default:
        if isQuoted || !wasQuoted { name.append(byte) }
      }
    }
    if !names.isEmpty || wasQuoted || !trimmed().isEmpty { names.append(trimmed()) }
    return names
  }
}
