import PostgresVocabulary

/// Options that catalogs keep as `name=value` texts, such as `pg_class.reloptions`.
enum StorageParameters {
  /// The options by name.
  static func dictionary(_ options: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for option in options {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      result[String(parts[0])] = parts.count > 1 ? String(parts[1]) : "true"
    }
    return result
  }

  /// The options as a list in parentheses, ordered by name; nil when there are none.
  static func list(_ options: [String: String]) -> SQL? {
    if options.isEmpty { return nil }
    let items: [SQL] = options.sorted { $0.key < $1.key }.map {
      "\(name($0.key)) = \(literal: $0.value)"
    }
    return "(\(items, separator: ", "))"
  }

  /// The clauses that turn one set of options into another: `SET (…)`, `RESET (…)`.
  static func changes(from old: [String: String], to new: [String: String]) -> [SQL] {
    let set = new.filter { old[$0.key] != $0.value }
    let reset: [SQL] = old.keys.filter { new[$0] == nil }.sorted().map(name)
    var clauses: [SQL] = []
    if let list = list(set) { clauses.append("SET \(list)") }
    if !reset.isEmpty { clauses.append("RESET (\(reset, separator: ", "))") }
    return clauses
  }

  /// An option's name; a prefix such as `toast` is separated by a dot.
  private static func name(_ text: String) -> SQL {
    let parts: [SQL] = text.split(separator: ".").map { "\(identifier: String($0))" }
    return "\(parts, separator: ".")"
  }
}
