import PostgresVocabulary

/// The value of a run-time setting as catalogs keep it (`setconfig`, `proconfig`).
///
/// The value of most settings is one text. A few are lists of names, each quoted on its own: for
/// them `SET` takes the items one by one and the catalog keeps `"$user", public`.
enum ServerSetting {
  /// The settings that are lists of quoted names (`GUC_LIST_QUOTE` in `guc_tables.c`); only the
  /// server itself can define such settings, so the list is complete.
  private static let listsOfNames: Set<String> = [
    "local_preload_libraries", "search_path", "session_preload_libraries",
    "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories",
  ]

  /// The value as the catalog keeps it, however it was spaced and quoted; empty for an empty list.
  static func canonical(_ value: String, of name: String) -> String {
    guard listsOfNames.contains(name.lowercased()) else { return value }
    let names = names(in: value)
    if names == [""] { return "" }
    return names.map { SQL("\(identifier: $0)").text }.joined(separator: ", ")
  }

  /// The value as it stands after `SET name TO`.
  static func sql(_ value: String, of name: String) -> SQL {
    guard listsOfNames.contains(name.lowercased()) else { return "\(literal: value)" }
    let literals: [SQL] = names(in: value).map { "\(literal: $0)" }
    return literals.isEmpty ? "''" : "\(literals)"
  }

  /// The setting's name; a prefix is separated by a dot.
  static func sql(name: String) -> SQL {
    let parts: [SQL] = name.split(separator: ".").map { "\(identifier: String($0))" }
    return "\(parts, separator: ".")"
  }

  /// Name and value of one item `name=value` of a catalog.
  static func split(_ item: String) -> (name: String, value: String) {
    let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }

  /// The names of a list, without their quotes, as the server's `SplitGUCList` takes them apart.
  ///
  /// One empty name is how the catalog keeps the empty list of `SET name TO ''`.
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
