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
    let items = items(value)
    if items == [""] { return "" }
    return items.map { SQL("\(identifier: $0)").text }.joined(separator: ", ")
  }

  /// The value as it stands after `SET name TO`.
  static func sql(_ value: String, of name: String) -> SQL {
    guard listsOfNames.contains(name.lowercased()) else { return "\(literal: value)" }
    let literals: [SQL] = items(value).map { "\(literal: $0)" }
    return "\(literals)"
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

  /// The items between commas; double quotes protect commas and spaces.
  ///
  /// An empty list is one empty name: that is how the catalog keeps `SET name TO ''`.
  private static func items(_ value: String) -> [String] {
    var items: [String] = []
    var current = ""
    var isQuoted = false
    var wasQuoted = false
    func end() {
      let item = wasQuoted ? current : trimmed(current)
      if wasQuoted || !item.isEmpty { items.append(item) }
      current = ""
      wasQuoted = false
    }
    var rest = Substring(value)
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        current.append(character)
        rest.removeFirst()
      case "\"":
        if !isQuoted { current = "" }
        isQuoted.toggle()
        wasQuoted = true
      case "," where !isQuoted: end()
      case _ where wasQuoted && !isQuoted: continue
      default: current.append(character)
      }
    }
    end()
    return items.isEmpty ? [""] : items
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
